/** Links, with a sign that opens the page in the browser. */

import { drawOpened } from "./opened.js";
import { text } from "./text.js";

/** @type {import("./index.js").CellType} */
export const webLink = {
  show: text.show,
  text: text.text,
  typed: true,
  guess: (typed) => typed,
  paint: (cell, value) => drawOpened(cell, text.show(value), text.show(value), `Open ${text.show(value)}`),
};
