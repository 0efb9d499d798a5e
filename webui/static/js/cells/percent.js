/** Shares of a hundred; the value is the fraction. */

import { digitsOf, writeAmount } from "./written_amount.js";

/** @type {import("./index.js").CellType} */
export const percent = { show: shown, text: shown, typed: true };

function shown(value, { form } = {}) {
  if (typeof value !== "number") return String(value ?? "");
  return writeAmount(digitsOf(value, 2), value < 0, form, "-1234.# %");
}
