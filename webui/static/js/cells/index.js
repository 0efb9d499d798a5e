/**
 * How each column type looks and is typed. One file per type; to add one, write the file and list
 * it here under the name the server gives it.
 */

import { date } from "./date.js";
import { dateTime } from "./date_time.js";
import { decimalNumber } from "./decimal_number.js";
import { text } from "./text.js";
import { wholeNumber } from "./whole_number.js";
import { yesNo } from "./yes_no.js";

/**
 * @typedef {object} CellType
 * @property {(value: unknown, options: object) => string} show what the grid shows
 * @property {(value: unknown, options: object) => string} text what one types and copies; the
 *   server reads it back as the same value
 * @property {boolean} typed whether one types into it
 * @property {(cell: HTMLElement, value: unknown) => void} [paint] draws what is more than text
 * @property {(text: string) => unknown} [guess] the value of a text not saved yet, for `paint`
 * @property {(field: HTMLElement, done: () => void, value: unknown, options: object) =>
 *   {close: () => void, enter?: () => void}} [help] something beside the field while it is edited;
 *   it writes into the field and calls `done`
 * @property {boolean} [lines] whether its texts may run over several lines
 */

/** @type {Record<string, CellType>} */
const TYPES = {
  text,
  whole_number: wholeNumber,
  decimal_number: decimalNumber,
  yes_no: yesNo,
  date,
  date_time: dateTime,
};

/** @returns {CellType} a type this page does not know is shown as text */
export function typeOf(column) {
  return TYPES[column?.type] ?? text;
}
