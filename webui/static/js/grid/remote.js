/** The questions a grid asks the server about its table. */

import { get, patch, post, proof, remove } from "../api.js";

/** @typedef {{row: number, column: number, text: string}} CellEdit */

export class Remote {
  /** @param {number} table */
  constructor(table) {
    this.table = table;
    this.root = `/api/v1/tables/${table}`;
    /** What rows are asked for, as the end of an address. */
    this.asked = () => "";
    /** Every column, and those that are not shown. */
    this.all = [];
    this.hidden = [];
  }

  async rows(offset, limit, { signal, order = "" } = {}) {
    const words = this.asked() + (order && `&order=${order}`);
    return this.seen(await get(`${this.root}/rows?offset=${offset}&limit=${limit}${words}`, { signal }));
  }

  /** The columns as they are now, whatever rows are asked for. */
  async columns() {
    return this.seen(await get(`${this.root}/rows?limit=0`));
  }

  /** An answer without the columns that are hidden. */
  seen(page) {
    this.all = page.columns;
    this.hidden = page.columns.filter(({ options }) => options.hidden);
    return this.hidden.length === 0 ? page : { ...this.bare(page), columns: page.columns.filter(({ options }) => !options.hidden) };
  }

  /** Rows without the cells of hidden columns. */
  bare(answer) {
    if (this.hidden.length === 0) return answer;
    const rows = answer.rows.map((row) => ({ ...row, cells: row.cells.filter((_, index) => !this.all[index]?.options.hidden) }));
    return { ...answer, rows };
  }

  /** How many rows hold a text; null until that is known. */
  find(text) {
    return get(`${this.root}/rows?limit=0&search=${encodeURIComponent(text)}`);
  }

  /** @param {CellEdit[]} edits */
  edit(edits) {
    return patch(`${this.root}/cells`, { edits });
  }

  /** @param {{cells: Record<string, string>}[]} rows */
  async add(rows) {
    return this.bare(await post(`${this.root}/rows`, { rows }));
  }

  /** Write into rows that are there and add others, in one step; what does not fit is kept. */
  fill(edits, rows) {
    return patch(`${this.root}/cells`, { edits, rows, keep: true });
  }

  /** Say what of that would not fit. */
  check(edits, rows) {
    return post(`${this.root}/cells/check`, { edits, rows }, { quiet: true });
  }

  /** @param {number[]} rows */
  remove(rows) {
    return remove(`${this.root}/rows`, { rows });
  }

  /** Send changes without waiting for the answers, because the page is going away.
   * @param {CellEdit[]} edits  @param {{cells: Record<string, string>}[]} rows */
  part(edits, rows) {
    const headers = { ...proof(), "Content-Type": "application/json" };
    const say = (method, path, words) =>
      fetch(this.root + path, { method, headers, body: JSON.stringify(words), keepalive: true }).catch(() => null);
    for (const edit of edits) say("PATCH", "/cells", { edits: [edit] });
    if (rows.length > 0) say("POST", "/rows", { rows });
  }

  renameColumn(column, name) {
    return patch(`${this.root}/columns/${column}`, { name });
  }

  addColumn(column = {}) {
    return post(`${this.root}/columns`, column);
  }

  removeColumn(column) {
    return remove(`${this.root}/columns/${column}`);
  }
}

const PASSING = ["document_busy", "document_full", "document_read_only", "document_unreadable", "document_moved"];

/** @returns {boolean} whether a refusal is final; anything else may pass, so it is tried again */
export function lasting(problem) {
  return problem.status >= 400 && problem.status < 500 && problem.status !== 429
    && !PASSING.includes(problem.code);
}
