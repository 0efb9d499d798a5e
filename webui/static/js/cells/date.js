/** Days. Typed as text, or picked in a small month beside the field. */

import { openCalendar } from "./calendar.js";
import { READABLE, writeDay } from "./written_day.js";

/** @type {import("./index.js").CellType} */
export const date = {
  typed: true,
  show: (value, { form = READABLE } = {}) => written(value, form),
  text: (value, { form } = {}) => written(value, form),
  help(field, done, value, { form } = {}) {
    return openCalendar(field, value ?? null, (day) => {
      field.value = writeDay(day, form);
      done();
    }, done);
  },
};

function written(value, form) {
  return value === null || value === undefined ? "" : writeDay(String(value), form);
}
