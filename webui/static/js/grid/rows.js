/** The lines of the grid: saved rows, then rows not saved yet, then one blank line to type into. */

import { BLOCK } from "./blocks.js";
import { onlyLooking } from "./looking.js";

/** @typedef {import("./blocks.js").Row} Row */

export class Rows {
  /** @param {import("./source.js").Source} source */
  constructor(source) {
    this.source = source;
    /** @type {Row[]} rows a person has begun that the server does not know yet */
    this.drafts = [];
    this.made = 0;
  }

  /** How many rows, without the blank line. */
  get count() {
    return this.source.count + this.drafts.length;
  }

  /** The last line one can go to: the blank one, unless the file is only looked at. */
  get end() {
    return onlyLooking() ? Math.max(0, this.count - 1) : this.count;
  }

  /** How many lines to draw: the blank one appears once it is known where the table ends. */
  get lines() {
    return this.source.total === null ? this.count : this.end + 1;
  }

  /** @returns {Row | undefined} undefined while it is being fetched, and for the blank line */
  at(position) {
    const { source, drafts } = this;
    return position < source.count ? source.row(position) : drafts[position - source.count];
  }

  isBlank(position) {
    return position === this.count;
  }

  /** Begin a row below all others. @returns {Row} */
  begin(width) {
    this.made += 1;
    const draft = { id: null, key: `new-${this.made}`, cells: Array(width).fill(null) };
    this.drafts.push(draft);
    return draft;
  }

  /** The server has the row now. */
  settle(draft, { id, cells }, total) {
    draft.id = id;
    draft.key = String(id);
    draft.cells = cells;
    this.drop(draft);
    this.source.append(draft, total);
  }

  /** Forget a row that was never saved. */
  drop(draft) {
    this.drafts = this.drafts.filter((each) => each !== draft);
  }

  /** @returns {number} where a row is, or -1 if it is not at hand */
  positionOf(row) {
    const draft = this.drafts.indexOf(row);
    if (draft >= 0) return this.source.count + draft;
    for (const [block, rows] of this.source.blocks.kept) {
      const index = rows.findIndex((each) => each.id === row.id);
      if (index >= 0) return block * BLOCK + index;
    }
    return -1;
  }
}
