/** Telephone numbers: text, to the letter. */

import { text } from "./text.js";

/** @type {import("./index.js").CellType} */
export const phone = { show: text.show, text: text.text, typed: true };
