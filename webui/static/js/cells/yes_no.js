/** A tick or none: drawn as a check box, toggled by a click or the space bar, never typed into. */

import { make } from "../element.js";

const YES = new Set(["yes", "y", "true", "1", "x"]);

/** What another program wrote, and is neither, stands for itself. */
const word = (value, { yes = "yes", no = "no" } = {}) =>
  value === true ? yes : value === false ? no : String(value ?? "");

/** @type {import("./index.js").CellType} */
export const yesNo = { show: word, text: word, typed: false, paint, guess };

function guess(text, { yes = "yes" } = {}) {
  const said = text.trim().toLowerCase();
  return said === "" ? null : YES.has(said) || said === yes.toLowerCase();
}

/** Nothing is drawn where there is no row; a box never filled in is drawn fainter. */
function paint(cell, value) {
  const state = value === undefined ? "none" : value === null ? "unset" : String(value);
  if (cell.dataset.tick === state) return;
  cell.dataset.tick = state;
  if (typeof value === "string" || typeof value === "number") return cell.replaceChildren(word(value));
  const name = { true: "Yes", false: "No", unset: "Not filled in" }[state];
  cell.replaceChildren(...(name ? [make("span", { class: "tick", role: "img", "aria-label": name })] : []));
}
