/** Rows of other tables by their names: as chips, and found by typing a part of the name. */

import { get } from "../api.js";
import { make } from "../element.js";
import { openList } from "./list.js";
import { label } from "./reference.js";

/** @type {Map<string, string>} what was picked is shown by its name before it is saved */
const picked = new Map();

/** Draw names in a cell, unless the same ones are there already. */
export function drawNames(cell, values) {
  const drawn = JSON.stringify(values);
  if (cell.drawn === drawn && cell.childElementCount === values.length) return;
  cell.drawn = drawn;
  cell.replaceChildren(...values.map((value) => make("span", { class: "chip chip-link" }, said(value))));
}

/** @returns {string} the name of a link, or how many more there are */
export function said(value) {
  return typeof value === "object" && "more" in value ? `… and ${value.more} more` : label(value);
}

/** @returns {string} the name of what a text stands for that was picked, else the text itself */
export function nameOf(text) {
  return picked.get(text.trim()) ?? text;
}

/** @returns {string} the text that stands for a row and for no other */
export function idOf({ id, label: name }) {
  picked.set(`#${id}`, name);
  return `#${id}`;
}

/**
 * Rows to pick from beside a field. `part` is what to look for; the rest as in openList.
 * @param {HTMLInputElement} field @param {number} table the other one
 */
export function openRows(field, table, about) {
  const ask = async (words) => {
    const found = await get(`/api/v1/tables/${table}/pick?search=${encodeURIComponent(words)}`);
    return found.rows.map((row) => ({ ...row, text: row.label }));
  };
  return openList(field, ask, { label: "Rows to link to", ...about });
}
