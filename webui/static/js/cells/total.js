/** Figures about linked rows. What they look like is said by the kind of value they show; see computed.js. */

import { fixedReference } from "./reference.js";

/** @type {import("./index.js").CellType} */
export const total = fixedReference;
