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
  }

  rows(offset, limit, { signal, order = "" } = {}) {
    const words = this.asked() + (order && `&order=${order}`);
    return get(`${this.root}/rows?offset=${offset}&limit=${limit}${words}`, { signal });
  }

  /** The columns as they are now, whatever rows are asked for. */
  columns() {
    return get(`${this.root}/rows?limit=0`);
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
  add(rows) {
    return post(`${this.root}/rows`, { rows });
  }

  /** Write into rows that are there and add others, in one step or not at all. */
  fill(edits, rows) {
    return edits.length === 0 ? this.add(rows) : patch(`${this.root}/cells`, { edits, rows });
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
