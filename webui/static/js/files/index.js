/** Files in cells of the grid: dropped there, pasted there. Choosing is the cell's own affair. */

import { startDropping } from "./drop.js";
import { startPasting } from "./paste.js";

startDropping();
startPasting();
