/**
 * Exact numbers between signs, just as the server writes them. A form is named by how it writes
 * 1234 below zero: "-€1,234.00", "CHF -1234[.00]"; ".#" means as many decimals as it takes.
 */

import { shortest } from "./decimal_number.js";
import { inGroups } from "./whole_number.js";

const PATTERN = /^(?<minus>-?)(?<before>[^\d[-]*)(?<inner>-?)1(?<group>\D?)234(?<optional>\[?)(?:(?<mark>[.,])(?<places>0+|#))?\]?(?<after>[^\d[\]]*)$/;

/** @returns {string} the number with its digits moved to the left by so many places */
export function digitsOf(number, moved = 0) {
  const text = shortest(Math.abs(number));
  const [whole, part = ""] = text.split(".");
  const digits = whole + part.padEnd(moved, "0");
  const point = whole.length + moved;
  const left = digits.slice(0, point).replace(/^0+(?=\d)/, "");
  const right = digits.slice(point).replace(/0+$/, "");
  return right ? `${left}.${right}` : left;
}

/** @param {string} digits above zero, with a point @param {boolean} below whether it is below zero
 * @param {string} form @param {string} plain the form for one that is none */
export function writeAmount(digits, below, form, plain) {
  const { before, inner, group, optional, mark = ".", places = "", after } = shape(form) ?? shape(plain);
  const [whole, part = ""] = digits.split(".");
  const many = places === "#" ? 0 : places.length;
  const decimals = optional && !part ? "" : part.padEnd(many, "0");
  const number = inGroups(whole, group) + (decimals && mark + decimals);
  return `${below && !inner ? "-" : ""}${before}${below && inner ? "-" : ""}${number}${after}`;
}

function shape(form) {
  const found = PATTERN.exec(form ?? "")?.groups;
  return found && (!found.group || found.group !== found.mark) ? found : null;
}
