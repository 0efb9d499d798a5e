/** As many lines as it takes; the grid shows the first of them. */

import { text } from "./text.js";

/** @type {import("./index.js").CellType} */
export const longText = text;
