/** Moments as the clock on the wall showed them. */

import { openCalendar } from "./calendar.js";
import { READABLE, writeMoment } from "./written_day.js";

/** @type {import("./index.js").CellType} */
export const dateTime = {
  typed: true,
  show: (value, { form = `${READABLE}, HH:MM` } = {}) => written(value, form),
  text: (value, { form } = {}) => written(value, form),
  help(field, done, value, { form } = {}) {
    const [day = null, clock = "00:00:00"] = value ? String(value).split("T") : [];
    return openCalendar(field, day, (picked) => {
      field.value = writeMoment(`${picked}T${clock}`, form);
      done();
    }, done);
  },
};

function written(value, form) {
  return value === null || value === undefined ? "" : writeMoment(String(value), form);
}
