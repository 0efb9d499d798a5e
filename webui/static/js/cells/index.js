/**
 * How each column type looks and is typed. One file per type; to add one, write the file and list
 * it here under the name the server gives it.
 */

import { automaticNumber } from "./automatic_number.js";
import { changedBy } from "./changed_by.js";
import { changedTime } from "./changed_time.js";
import { worked } from "./computed.js";
import { choice } from "./choice.js";
import { createdBy } from "./created_by.js";
import { createdTime } from "./created_time.js";
import { date } from "./date.js";
import { dateTime } from "./date_time.js";
import { decimalNumber } from "./decimal_number.js";
import { duration } from "./duration.js";
import { email } from "./email.js";
import { file } from "./file.js";
import { formula } from "./formula.js";
import { link } from "./link.js";
import { links } from "./links.js";
import { longText } from "./long_text.js";
import { lookup } from "./lookup.js";
import { money } from "./money.js";
import { percent } from "./percent.js";
import { person } from "./person.js";
import { phone } from "./phone.js";
import { rating } from "./rating.js";
import { severalChoices } from "./several_choices.js";
import { text } from "./text.js";
import { timeOfDay } from "./time_of_day.js";
import { total } from "./total.js";
import { webLink } from "./web_link.js";
import { wholeNumber } from "./whole_number.js";
import { yesNo } from "./yes_no.js";

/**
 * @typedef {object} CellType
 * @property {(value: unknown, options: object) => string} show what the grid shows
 * @property {(value: unknown, options: object) => string} text what one types and copies; the
 *   server reads it back as the same value
 * @property {boolean} typed whether one types into it
 * @property {boolean} [fixed] whether the program fills it in, so that nobody types or toggles
 * @property {(cell: HTMLElement, value: unknown, options: object) => void} [paint] draws what is
 *   more than text; a value of undefined means that there is no row
 * @property {(text: string) => unknown} [guess] the value of a text not saved yet, for `paint`
 * @property {(field: HTMLElement, done: () => void, value: unknown, options: object) =>
 *   {close: () => void, enter?: () => void, keep?: () => void, settle?: () => void}} [help]
 *   something beside the field while it is edited; it writes into the field and calls `done`.
 *   `keep` takes the best of what was found, `settle` says in full what is meant
 * @property {boolean} [searches] whether help comes as soon as one types
 * @property {(box: HTMLElement, value: unknown) => void} [portray] draws the value, large, below
 *   its field in a record
 * @property {(value: unknown, options: object) => string} [wide] a text as wide as what is drawn
 * @property {string} [pick] the icon of the button that opens it; a calendar unless told
 * @property {boolean} [lines] whether its texts may run over several lines
 */

/** @type {Record<string, CellType>} */
const TYPES = {
  text,
  long_text: longText,
  whole_number: wholeNumber,
  decimal_number: decimalNumber,
  money,
  percent,
  yes_no: yesNo,
  date,
  date_time: dateTime,
  time: timeOfDay,
  duration,
  choice,
  several_choices: severalChoices,
  rating,
  email,
  web_link: webLink,
  phone,
  person,
  file,
  automatic_number: automaticNumber,
  created_time: createdTime,
  created_by: createdBy,
  changed_time: changedTime,
  changed_by: changedBy,
  link,
  links,
  lookup,
  total,
  formula,
};

/** @returns {CellType} a type this page does not know is shown as text */
export function typeOf(column) {
  if (column?.shows) return worked(TYPES[column.shows.type] ?? text, column);
  return TYPES[column?.type] ?? text;
}
