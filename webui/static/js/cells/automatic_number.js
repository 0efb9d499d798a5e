/** Numbers given in turn. */

import { wholeNumber } from "./whole_number.js";

/** @type {import("./index.js").CellType} */
export const automaticNumber = { show: wholeNumber.show, text: wholeNumber.text, typed: false, fixed: true };
