/** Files kept in the document, by their names. */

import { fixedReference } from "./reference.js";

/** @type {import("./index.js").CellType} */
export const file = fixedReference;
