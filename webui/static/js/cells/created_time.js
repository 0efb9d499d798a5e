/** When the row was added. */

import { dateTime } from "./date_time.js";

/** @type {import("./index.js").CellType} */
export const createdTime = { show: dateTime.show, text: dateTime.text, typed: false, fixed: true };
