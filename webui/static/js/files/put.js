/** Puts a file into a cell: first it is kept in the document, then the cell is told its number. */

import { toast } from "../toast.js";
import { handOver } from "../upload.js";
import { preview } from "./preview.js";

/** @typedef {{grid: import("../grid/index.js").DataGrid, index: number, position: number,
 *   row: import("../grid/blocks.js").Row | undefined}} Place a cell; no row yet in the blank line */

/** @type {Map<string, {id: number, label: string}>} by what is typed for it: what was put is shown
 * by its name before it is saved */
export const put = new Map();

/** @param {Place} place @param {Iterable<File>} files the first of them */
export async function putFile({ grid, row, position, index }, files) {
  const [file, ...others] = files;
  if (!file || tooLarge(file)) return;
  if (others.length > 0) toast(`A cell holds one file. Keeping “${file.name}”.`);
  const kept = await handOver("/api/v1/files", [file], { verb: "Keeping", preview: await preview(file) });
  if (!kept) return;
  const text = `#${kept.id}`;
  put.set(text, { id: kept.id, label: kept.name });
  grid.changes.write(position, index, text, row);
}

/** Leave a cell without a file. @param {Place} place */
export function takeOut({ grid, row, position, index }) {
  grid.changes.write(position, index, "", row);
}

/** @param {Element} element a field, a cell, or something in one @returns {Place | null} */
export function placeOf(element) {
  const grid = document.querySelector("data-grid");
  const place = grid && (element.closest(".file-box")?.place ?? inPanel(grid, element) ?? inGrid(grid, element));
  return place && grid.columns.at(place.index)?.type === "file" ? place : null;
}

function inPanel(grid, element) {
  const field = grid.record.fields.find(({ line }) => line.contains(element));
  return field?.row ? { grid, row: field.row, index: field.index, position: grid.rows.positionOf(field.row) } : null;
}

function inGrid(grid, element) {
  const cell = element.closest(".grid-cell");
  const active = grid.selection.active;
  const position = cell ? cell.parentElement.line : active.row;
  if (!cell && element !== grid.frame.catcher) return null;
  return { grid, row: grid.rows.at(position), index: cell ? cell.column : active.column, position };
}

/** Said before the file is sent in vain. */
function tooLarge(file) {
  const most = Number(document.querySelector("[data-largest-file]")?.dataset.largestFile ?? Infinity);
  if (file.size <= most) return false;
  toast(`“${file.name}” is larger than ${most >> 20} MB, the most a cell can hold. Nothing was changed. Keep it in a folder, and its place in a web link or a text.`, { kind: "problem" });
  return true;
}
