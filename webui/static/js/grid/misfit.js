/** Texts that do not fit their column: shown as they were written, in amber, with the reason. */

import { make } from "../element.js";
import { mark } from "./mark.js";

/** @returns {string} why a text stands in a cell that cannot hold it */
export function misfit(column) {
  return `Kept as it was written: it does not fit “${column.name}” (${column.label.toLowerCase()}).`;
}

/** Draw a text that does not fit, or the sign of a cell that must be filled in.
 * @returns {boolean} whether the cell is drawn */
export function drawMisfit(cell, row, column, entry) {
  const odd = entry ? undefined : row?.misfits?.[column.id];
  const missing = !entry && odd === undefined && row?.id && column.options.required && isEmpty(row.cells[cell.column]);
  mark(cell, "data-missing", missing ? "" : null);
  mark(cell, "data-misfit", odd === undefined ? null : "");
  if (odd === undefined) {
    if (String(cell.drawn).startsWith("misfit ")) cell.drawn = null;
    return false;
  }
  const words = misfit(column);
  mark(cell, "title", words);
  const drawn = `misfit ${odd}`;
  if (cell.drawn === drawn) return true;
  cell.drawn = drawn;
  delete cell.dataset.tick;
  cell.replaceChildren(odd, make("span", { class: "visually-hidden" }, ` ${words}`));
  return true;
}

function isEmpty(value) {
  return value === null || value === "";
}
