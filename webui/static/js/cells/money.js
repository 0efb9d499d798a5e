/** Amounts of money: the way the column writes them, else as people of this language read them. */

import { digitsOf, writeAmount } from "./written_amount.js";

const WITHOUT_DECIMALS = new Set("BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF".split(" "));
const WITH_THREE = new Set("BHD IQD JOD KWD LYD OMR TND".split(" "));

/** @type {import("./index.js").CellType} */
export const money = { show, text, typed: true };

function text(value, { currency, form } = {}) {
  if (typeof value !== "number") return String(value ?? "");
  const places = placesOf(currency);
  return writeAmount(digitsOf(value), value < 0, form, `-1234${places ? `.${"0".repeat(places)}` : ""}`);
}

function show(value, options = {}) {
  const { currency, form } = options;
  if (typeof value !== "number" || form) return text(value, options);
  const places = placesOf(currency);
  const whole = writeAmount(digitsOf(value), value < 0, `-1,234${places ? `.${"0".repeat(places)}` : ""}`);
  return currency ? `${whole} ${currency}` : whole;
}

function placesOf(currency) {
  if (WITHOUT_DECIMALS.has(currency)) return 0;
  return WITH_THREE.has(currency) ? 3 : 2;
}
