/** Who added the row. */

import { fixedReference } from "./reference.js";

/** @type {import("./index.js").CellType} */
export const createdBy = fixedReference;
