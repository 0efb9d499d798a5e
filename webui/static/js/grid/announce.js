/** Tells screen readers how large the grid is, where one is, and what the cell holds. */

import { typeOf } from "../cells/index.js";
import { mark } from "./mark.js";
import { misfit } from "./misfit.js";
import { count } from "./numbers.js";

const PAUSE = 120;

export class Announce {
  /** @param {import("./index.js").DataGrid} grid */
  constructor(grid) {
    this.grid = grid;
    this.timer = 0;
  }

  /** The table is as large as this. */
  extent() {
    const { rows, columns, source } = this.grid;
    const { table } = this.grid.frame;
    mark(table, "aria-rowcount", source.total === null ? -1 : rows.lines + 1);
    mark(table, "aria-colcount", columns.count + 1);
  }

  /** Point to the active cell, if it is drawn. */
  active() {
    const { table, catcher, id } = this.grid.frame;
    const shown = this.grid.pool.shown(this.grid.selection.active.row);
    for (const element of [table, catcher]) {
      mark(element, "aria-activedescendant", shown ? `${id}-active` : null);
    }
  }

  /** Say where one has arrived, once the keys come to rest. */
  moved() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.grid.frame.live.replaceChildren(this.sentence()), PAUSE);
  }

  sentence() {
    const { rows, selection, columns } = this.grid;
    const { top, bottom, start, end } = selection.area;
    if (!selection.single) {
      return `${count(bottom - top + 1)} rows by ${end - start + 1} columns selected`;
    }
    const column = columns.at(start);
    if (!column) return "";
    if (rows.isBlank(top)) return `${column.name}, new row`;
    const row = rows.at(top);
    const odd = row?.misfits?.[column.id];
    if (odd !== undefined) return `${column.name}, row ${top + 1}, ${odd}. ${misfit(column)}`;
    const text = row ? typeOf(column).show(row.cells[start], column.options) : "";
    const empty = row && column.options.required ? "empty, must be filled in" : "empty";
    return `${column.name}, row ${top + 1}, ${text || empty}`;
  }
}
