/** Numbers for measuring: as many decimals as the column shows, never fewer than the value has. */

import { inGroups } from "./whole_number.js";

/** @type {import("./index.js").CellType} */
export const decimalNumber = { show: shown, text: shown, typed: true };

function shown(value, { decimals = null, mark = ".", group = "" } = {}) {
  if (value === null || value === undefined) return "";
  if (typeof value !== "number") return String(value);
  const [whole, part = ""] = shortest(Object.is(value, -0) ? 0 : value).split(".");
  const padded = part.padEnd(decimals ?? 0, "0");
  return inGroups(whole, group) + (padded === "" ? "" : mark + padded);
}

/** @returns {string} the fewest digits that say it exactly, never with an exponent */
export function shortest(number) {
  const [digits, exponent] = String(number).split("e");
  if (exponent === undefined) return digits;
  const [whole, part = ""] = digits.replace("-", "").split(".");
  const sign = number < 0 ? "-" : "";
  const places = Number(exponent);
  if (places < 0) return `${sign}0.${"0".repeat(-places - 1)}${whole}${part}`;
  return `${sign}${whole}${part}${"0".repeat(places - part.length)}`;
}
