/** What the mouse does in the rows: go, extend by dragging, tick, edit, select rows, open a row. */

import { onceReleased } from "./menus.js";

const EACH = 40;

export class Pointer {
  /** @param {import("./index.js").DataGrid} grid */
  constructor(grid) {
    this.grid = grid;
    /** @type {"rows" | "cells" | null} */
    this.dragging = null;
    this.pulling = 0;
    const { layer } = grid.frame;
    layer.addEventListener("pointerdown", (event) => this.down(event));
    layer.addEventListener("dblclick", (event) => this.twice(event));
    layer.addEventListener("click", (event) => this.click(event));
    layer.addEventListener("contextmenu", (event) => this.context(event));
    addEventListener("pointermove", (event) => this.dragging && this.move(event));
    addEventListener("pointerup", () => this.drop());
    addEventListener("pointercancel", () => this.drop());
  }

  /** @returns {{line: number, column: number} | null} column -1 stands for the row number */
  at(event) {
    const line = event.target.closest?.(".grid-row")?.line;
    if (line === undefined || line < 0) return null;
    const cell = event.target.closest(".grid-cell");
    return { line, column: cell ? cell.column : -1 };
  }

  down(event) {
    const place = this.at(event);
    if (!place || event.target.closest("button")) return;
    const { selection, changes, editing } = this.grid;
    changes.turn += 1;
    editing.commit();
    event.preventDefault();
    this.grid.focus();
    if (event.button !== 0) return;
    this.dragging = place.column < 0 ? "rows" : "cells";
    if (place.column < 0) selection.rows(place.line, event.shiftKey);
    else selection.go(place.line, place.column, { extend: event.shiftKey });
  }

  move(event) {
    if (event.buttons !== 1) return this.drop();
    const place = this.at(event);
    const { selection } = this.grid;
    this.pull(event.clientY);
    if (!place || (place.line === selection.corner.row && place.column === selection.corner.column)) return;
    if (this.dragging === "rows") selection.rows(place.line, true);
    else if (place.column >= 0) selection.go(place.line, place.column, { extend: true });
  }

  /** Held above or below the rows, the selection goes on by itself. */
  pull(y) {
    clearInterval(this.pulling);
    const { scroller, foot, head } = this.grid.frame;
    const by = y > foot.getBoundingClientRect().top ? 1 : y < head.getBoundingClientRect().bottom ? -1 : 0;
    if (by === 0 || !scroller.isConnected) return;
    this.pulling = setInterval(() => {
      const { row, column } = this.grid.selection.corner;
      if (this.dragging === "rows") this.grid.selection.rows(row + by, true);
      else this.grid.selection.go(row + by, column, { extend: true });
    }, EACH);
  }

  drop() {
    this.dragging = null;
    clearInterval(this.pulling);
  }

  click(event) {
    const place = this.at(event);
    if (!place) return;
    if (event.target.closest(".grid-open")) this.openRow(place.line);
    else if (event.target.closest(".tick") && !event.shiftKey) this.grid.changes.toggle();
  }

  /** Show one row at the side. */
  openRow(line) {
    const { selection, rows } = this.grid;
    if (line >= rows.count) return;
    selection.go(line, selection.active.column);
    this.grid.openRecord();
  }

  twice(event) {
    const place = this.at(event);
    if (!place || event.target.closest("button")) return;
    if (place.column >= 0) this.grid.editing.edit();
    else this.openRow(place.line);
  }

  context(event) {
    const place = this.at(event);
    if (!place) return;
    event.preventDefault();
    const { selection, menus } = this.grid;
    const { top, bottom, start, end } = selection.area;
    const within = place.line >= top && place.line <= bottom && place.column <= end
      && (place.column >= start || selection.kind === "rows");
    if (!within && place.column < 0) selection.rows(place.line, false);
    else if (!within) selection.go(place.line, place.column);
    onceReleased(event, () => menus.cells(event.clientX, event.clientY));
  }
}
