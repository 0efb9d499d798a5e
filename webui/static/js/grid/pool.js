/** The few row elements there are, used again and again for whatever is in view. */

import { typeOf } from "../cells/index.js";
import { make } from "../element.js";
import { icon } from "../icon.js";
import { mark } from "./mark.js";
import { drawMisfit } from "./misfit.js";
import { count } from "./numbers.js";

export class Pool {
  /** @param {import("./index.js").DataGrid} grid */
  constructor(grid) {
    this.grid = grid;
    /** @type {HTMLElement[]} */
    this.elements = [];
  }

  /** Throw the elements away, because the columns are different now. */
  clear() {
    for (const element of this.elements) element.remove();
    this.elements = [];
  }

  /** Draw every line in view. `fresh` draws also those whose line did not change. */
  draw(fresh) {
    const { viewport, rows } = this.grid;
    const [first, last] = viewport.range;
    const needed = last - first + 3;
    while (this.elements.length < needed) this.elements.push(this.make());
    const size = this.elements.length;
    for (let line = first - 1; line < first - 1 + size; line += 1) {
      const element = this.elements[((line % size) + size) % size];
      const there = line >= 0 && line < rows.lines && line <= last + 1;
      mark(element, "hidden", there ? null : "");
      if (!there) element.line = -1;
      else this.place(element, line, fresh);
    }
  }

  place(element, line, fresh) {
    const { viewport, rows } = this.grid;
    element.style.transform = `translateY(${line * viewport.rowHeight - viewport.top}px)`;
    const row = rows.at(line);
    if (!fresh && element.line === line && element.row === row) return;
    element.line = line;
    element.row = row;
    this.paint(element);
  }

  /** @returns {HTMLElement | undefined} the element that shows a line now */
  shown(line) {
    return this.elements.find((element) => element.line === line && !element.hidden);
  }

  make() {
    const { columns, frame } = this.grid;
    const digits = make("span");
    const open = make("button", { class: "grid-open", type: "button", tabindex: -1 }, icon("panel"));
    const number = make("div", { class: "grid-number", role: "rowheader", "aria-colindex": 1 }, digits, open);
    const cells = columns.list.map((column, index) => this.cell(column, index));
    const element = make("div", { class: "grid-row", role: "row" }, number, ...cells);
    Object.assign(element, { digits, open, cells });
    frame.layer.append(element);
    return element;
  }

  cell(column, index) {
    const made = make("div", { class: "grid-cell", role: "gridcell", "aria-colindex": index + 2 });
    made.style.width = `${this.grid.columns.width(index)}px`;
    made.dataset.align = column.align;
    made.dataset.type = column.type;
    made.column = index;
    return made;
  }

  paint(element) {
    const { line, row, cells } = element;
    const { selection, rows } = this.grid;
    const area = selection.area;
    const blank = rows.isBlank(line);
    const active = selection.active.row === line;
    mark(element, "aria-rowindex", line + 2);
    mark(element, "data-active", active ? "" : null);
    mark(element, "data-state", row ? null : blank ? "blank" : "coming");
    mark(element, "data-draft", row?.id === null ? "" : null);
    element.digits.textContent = blank ? "+" : count(line + 1);
    mark(element.open, "aria-label", `Open row ${line + 1}`);
    mark(element.open, "hidden", row?.id ? null : "");
    const inside = line >= area.top && line <= area.bottom;
    mark(element, "aria-selected", selection.kind === "rows" && inside);
    for (const cell of cells) {
      const chosen = inside && cell.column >= area.start && cell.column <= area.end;
      mark(cell, "aria-selected", chosen);
      const here = active && selection.active.column === cell.column;
      mark(cell, "data-active", here ? "" : null);
      mark(cell, "id", here ? `${this.grid.frame.id}-active` : null);
      this.fill(cell, row);
    }
  }

  /** Show a value, or what was typed and is not saved yet. */
  fill(cell, row) {
    const { columns, saves } = this.grid;
    const column = columns.at(cell.column);
    const entry = row && saves.pending.get(row, column.id);
    mark(cell, "data-state", entry?.state ?? null);
    mark(cell, "aria-invalid", entry?.state === "refused" ? "true" : null);
    const type = typeOf(column);
    const value = row ? row.cells[cell.column] : null;
    const text = entry ? entry.text : type.show(value, column.options);
    if (drawMisfit(cell, row, column, entry)) return;
    const trouble = row?.troubles?.[column.id] ?? null;
    mark(cell, "title", trouble);
    if (trouble) return complain(cell, trouble);
    mark(cell, "data-trouble", null);
    if (type.paint) type.paint(cell, row ? (entry ? type.guess(entry.text, column.options) : value) : undefined, column.options);
    else if (cell.textContent !== text) cell.textContent = text;
  }
}

/** Say why a value could not be worked out: a sign for the eye, the words for whoever asks. */
function complain(cell, words) {
  if (cell.dataset.trouble === words) return;
  cell.dataset.trouble = words;
  cell.drawn = null;
  cell.replaceChildren(icon("warning"), make("span", { class: "visually-hidden" }, words));
}
