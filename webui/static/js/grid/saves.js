/**
 * Every change the grid makes, saved in the order it was made. What was typed shows at once; it
 * stays when the server cannot be reached, and is marked when its text does not fit the column.
 */

import { Line } from "./line.js";
import { Pending } from "./pending.js";
import { lasting } from "./remote.js";

/** @typedef {import("./blocks.js").Row} Row */
/** @typedef {{row: Row, column: number, text: string}} Edit */

export class Saves extends EventTarget {
  /** @param {import("./remote.js").Remote} remote  @param {import("./rows.js").Rows} rows
   * @param {import("./columns.js").Columns} columns */
  constructor(remote, rows, columns) {
    super();
    this.remote = remote;
    this.rows = rows;
    this.columns = columns;
    this.line = new Line();
    this.pending = new Pending();
  }

  /** Save one cell. @param {Edit} edit @returns {Promise<Error | null>} why it was refused */
  edit({ row, column, text }) {
    const entry = this.pending.put(row, column, text);
    this.tell();
    return this.settle(() => (row.id === null ? this.sendDraft(row) : this.sendCell(entry)));
  }

  /** Save a row that may still be empty. @param {Row} draft */
  add(draft) {
    this.tell();
    return this.settle(() => this.sendDraft(draft, { empty: true }));
  }

  /** Do something larger in turn, all or nothing. @param {() => Promise<object | null>} send
   * @param {object} [about] what others should know of it @returns {Promise<Error | null>} */
  whole(send, about = {}) {
    return this.settle(async () => {
      const answer = await send();
      this.saved({ ...answer, ...about });
      this.rows.source.refresh(answer?.total);
    });
  }

  /** Forget what was typed into a cell but refused. */
  forget(entry) {
    this.pending.drop(entry);
    const { row } = entry;
    if (row.id === null && this.pending.of(row).length === 0) this.rows.drop(row);
    this.tell();
  }

  /** Forget a row that could not be saved, with everything typed into it. */
  abandon(draft) {
    this.pending.leave([draft]);
    this.rows.drop(draft);
    this.tell();
  }

  /** Run a step in turn; a refusal is the answer, anything that may pass holds up the line. */
  async settle(step) {
    let refusal = null;
    await this.line.push(async () => {
      try {
        await step();
      } catch (problem) {
        if (!lasting(problem)) throw problem;
        refusal = problem;
        if (problem.status === 404) document.dispatchEvent(new Event("tidybase:outdated"));
      }
      this.tell();
    });
    return refusal;
  }

  async sendCell(entry) {
    if (!this.pending.holds(entry)) return;
    const { row, column, text } = entry;
    entry.sent = true;
    const answer = await this.refusable(entry, () => this.remote.edit([{ row: row.id, column, text }]));
    for (const cell of answer.cells) this.store(cell);
    this.pending.drop(entry);
    this.rows.source.doubt();
    // What one row is linked to now, another may have been before.
    if (this.columns.at(this.columns.indexOf(column))?.type === "links") this.rows.source.refresh();
    this.saved(answer);
  }

  async sendDraft(draft, { empty = false } = {}) {
    if (draft.id !== null) {
      for (const entry of this.pending.of(draft)) await this.sendCell(entry);
      return;
    }
    const entries = this.pending.of(draft);
    if (entries.length === 0 && !empty) return;
    const cells = Object.fromEntries(entries.map(({ column, text }) => [column, text]));
    for (const entry of entries) entry.sent = true;
    const answer = await this.refusable(entries, () => this.remote.add([{ cells }]));
    for (const entry of entries) this.pending.drop(entry);
    const before = draft.key;
    this.rows.settle(draft, answer.rows[0], answer.total);
    this.pending.rename(draft, before);
    this.saved(answer);
  }

  /** Mark the cell whose text does not fit; the others of the same row wait for the next try. */
  async refusable(entries, send) {
    try {
      return await send();
    } catch (problem) {
      const list = [entries].flat();
      for (const entry of list) entry.sent = false;
      const guilty = list.find(({ column }) => String(column) === problem.field) ?? list[0];
      if (lasting(problem) && guilty) {
        if (problem.status === 404) this.lose(list, problem);
        else Object.assign(guilty, { state: "refused", message: problem.message });
      }
      throw problem;
    }
  }

  /** What is gone has no cell to keep the texts in: others must say them.
   * @param {import("./pending.js").Entry[]} entries all of one row */
  lose(entries, problem) {
    for (const entry of entries) this.pending.drop(entry);
    const { row } = entries[0];
    if (row.id === null) this.rows.drop(row);
    const texts = entries.map(({ text }) => text).filter(Boolean);
    this.dispatchEvent(new CustomEvent("lost", { detail: { texts, problem } }));
  }

  /** Put a value the server has stored into the rows at hand. */
  store({ row: id, column, value, trouble, misfit }) {
    const row = this.rows.source.blocks.find(id);
    const index = this.columns.indexOf(column);
    if (!row || index < 0) return;
    row.cells[index] = value;
    row.troubles = { ...row.troubles, [column]: trouble };
    row.misfits = { ...row.misfits, [column]: misfit };
  }

  /** Tell the page: the names of the next undo and redo, and whether columns changed. */
  saved({ undo, redo = null, structure = false }) {
    const detail = { source: "grid", structure, ...(undo === undefined ? {} : { undo, redo }) };
    document.dispatchEvent(new CustomEvent("tidybase:changed", { detail }));
  }

  tell() {
    this.dispatchEvent(new Event("change"));
  }
}
