/** Which cell is active and what is selected, as positions; it knows nothing of the page. */

/** @typedef {{row: number, column: number}} Place */
/** @typedef {{top: number, bottom: number, start: number, end: number}} Area */

export class Selection extends EventTarget {
  /** @param {{rows: () => number, columns: () => number, end: () => number}} extent how far the table reaches */
  constructor(extent) {
    super();
    this.extent = extent;
    /** @type {Place} */
    this.active = { row: 0, column: 0 };
    /** @type {Place} */
    this.anchor = { row: 0, column: 0 };
    /** @type {Place} the corner that Shift moves, opposite the anchor */
    this.corner = { row: 0, column: 0 };
    /** @type {"cells" | "rows" | "columns"} */
    this.kind = "cells";
  }

  /** Go to a cell; `extend` keeps the anchor and selects up to it. */
  go(row, column, { extend = false, kind = "cells" } = {}) {
    const place = this.clamp({ row, column });
    this.kind = kind;
    this.corner = place;
    if (!extend) {
      this.anchor = place;
      this.active = place;
    }
    this.changed();
  }

  /** Select whole rows from the anchor (or `row` itself) to `row`. */
  rows(row, extend) {
    const from = extend ? this.anchor.row : row;
    this.kind = "rows";
    this.anchor = this.clamp({ row: from, column: this.active.column });
    this.active = this.anchor;
    this.corner = this.clamp({ row, column: this.active.column });
    this.changed();
  }

  /** Select whole columns from the anchor (or `column` itself) to `column`. */
  columns(column, extend) {
    const from = extend ? this.anchor.column : column;
    this.kind = "columns";
    this.anchor = this.clamp({ row: this.active.row, column: from });
    this.active = this.anchor;
    this.corner = this.clamp({ row: this.active.row, column });
    this.changed();
  }

  all() {
    this.kind = "cells";
    this.anchor = { row: 0, column: 0 };
    this.corner = this.clamp({ row: this.extent.rows() - 1, column: Infinity });
    this.changed();
  }

  /** Stay inside the table after it became smaller. */
  settle() {
    this.active = this.clamp(this.active);
    this.anchor = this.clamp(this.anchor);
    this.corner = this.clamp(this.corner);
  }

  /** @returns {Area} what is selected, both ends included */
  get area() {
    const { anchor, corner, kind } = this;
    const last = { row: Math.max(0, this.extent.rows() - 1), column: this.extent.columns() - 1 };
    const across = kind === "rows";
    const down = kind === "columns";
    return {
      top: down ? 0 : Math.min(anchor.row, corner.row),
      bottom: down ? last.row : Math.max(anchor.row, corner.row),
      start: across ? 0 : Math.min(anchor.column, corner.column),
      end: across ? last.column : Math.max(anchor.column, corner.column),
    };
  }

  get single() {
    const { top, bottom, start, end } = this.area;
    return top === bottom && start === end;
  }

  changed() {
    this.dispatchEvent(new Event("move"));
  }

  /** The line below the last row counts: typing there adds a row. */
  clamp({ row, column }) {
    return {
      row: Math.max(0, Math.min(this.extent.end(), row)),
      column: Math.max(0, Math.min(this.extent.columns() - 1, column)),
    };
  }
}
