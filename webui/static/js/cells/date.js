/** Days. Typed as text, or picked in a small month beside the field. */

import { openCalendar } from "./calendar.js";
import { readableDay, writeDay } from "./written_day.js";

/** @type {import("./index.js").CellType} */
export const date = {
  typed: true,
  show: (value, { form } = {}) => (value === null || value === undefined ? "" : form ? writeDay(String(value), form) : readableDay(String(value))),
  text: (value, { form } = {}) => (value === null || value === undefined ? "" : writeDay(String(value), form)),
  help(field, done, value, { form } = {}) {
    return openCalendar(field, value ?? null, (day) => {
      field.value = writeDay(day, form);
      done();
    });
  },
};
