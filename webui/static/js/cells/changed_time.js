/** When the row was changed last. */

import { dateTime } from "./date_time.js";

/** @type {import("./index.js").CellType} */
export const changedTime = { show: dateTime.show, text: dateTime.text, typed: false, fixed: true };
