/** Who changed the row last. */

import { fixedReference } from "./reference.js";

/** @type {import("./index.js").CellType} */
export const changedBy = fixedReference;
