/** Where the keys that move about lead. Each move says whether there was somewhere to go. */

export const ARROWS = { ArrowDown: [1, 0], ArrowUp: [-1, 0], ArrowRight: [0, 1], ArrowLeft: [0, -1] };

export class Moves {
  /** @param {import("./index.js").DataGrid} grid */
  constructor(grid) {
    this.grid = grid;
    /** A run of Tabs: the column it began in, and the cell it has led to so far. */
    this.run = { start: 0, row: -1, column: -1 };
  }

  /** Where Enter returns to after a run of Tabs, if this still is one. @returns {number | null} */
  get runStart() {
    const { row, column } = this.grid.selection.active;
    return this.run.row === row && this.run.column === column ? this.run.start : null;
  }

  arrow(event) {
    const { selection, rows, columns } = this.grid;
    const from = event.shiftKey ? selection.corner : selection.active;
    let [down, across] = ARROWS[event.key];
    if (getComputedStyle(this.grid).direction === "rtl") across = -across;
    const far = event.ctrlKey || event.metaKey;
    const row = !far || !down ? from.row + down : down < 0 ? 0 : Math.max(0, rows.count - 1);
    const column = !far || !across ? from.column + across : across < 0 ? 0 : columns.count - 1;
    const kind = event.shiftKey ? selection.kind : "cells";
    return this.go(row, column, { extend: event.shiftKey, kind });
  }

  edge(event) {
    const { selection, rows, columns } = this.grid;
    const from = event.shiftKey ? selection.corner : selection.active;
    const end = event.key === "End";
    const far = event.ctrlKey || event.metaKey;
    const row = !far ? from.row : end ? Math.max(0, rows.count - 1) : 0;
    const column = end ? columns.count - 1 : 0;
    return this.go(row, column, { extend: event.shiftKey });
  }

  page(event) {
    const { selection, viewport } = this.grid;
    const from = event.shiftKey ? selection.corner : selection.active;
    const step = Math.max(1, Math.floor(viewport.height / viewport.rowHeight) - 1);
    const row = from.row + (event.key === "PageDown" ? step : -step);
    return this.go(row, from.column, { extend: event.shiftKey });
  }

  /** Along the row, then on to the next; past the first and the last cell the page has its Tab. */
  tab(by) {
    const { selection, rows, columns } = this.grid;
    let { row, column } = selection.active;
    const start = this.runStart ?? column;
    column += by;
    if (column < 0 || column >= columns.count) {
      row += by;
      column = by > 0 ? 0 : columns.count - 1;
    }
    if (row < 0 || row > rows.end) return false;
    this.run = { start, row, column };
    return this.go(row, column);
  }

  enter(by) {
    const { selection } = this.grid;
    const { row, column } = selection.active;
    const back = by > 0 ? (this.runStart ?? column) : column;
    return this.go(row + by, back);
  }

  go(row, column, options) {
    this.grid.selection.go(row, column, options);
    return true;
  }
}
