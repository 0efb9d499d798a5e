/** What a person has typed and the document does not hold yet; shown over the saved values. */

/** @typedef {{row: import("./blocks.js").Row, column: number, text: string,
 *   state: "saving" | "refused", message: string, sent: boolean}} Entry */

export class Pending {
  constructor() {
    /** @type {Map<string, Entry>} */
    this.entries = new Map();
  }

  get size() {
    return this.entries.size;
  }

  /** @returns {Entry | undefined} */
  get(row, column) {
    return this.entries.get(`${row.key}:${column}`);
  }

  /** @returns {Entry} */
  put(row, column, text) {
    const entry = { row, column, text, state: "saving", message: "", sent: false };
    this.entries.set(`${row.key}:${column}`, entry);
    return entry;
  }

  /** Whether nothing newer was typed into the same cell since. */
  holds(entry) {
    return this.get(entry.row, entry.column) === entry;
  }

  drop(entry) {
    if (this.holds(entry)) this.entries.delete(`${entry.row.key}:${entry.column}`);
  }

  /** @returns {Entry[]} what waits to be saved in a row, without what was refused */
  of(row) {
    return [...this.entries.values()].filter(
      (entry) => entry.row === row && entry.state !== "refused",
    );
  }

  /** @returns {Entry[]} what does not fit its column, and is kept nowhere but here */
  get refused() {
    return [...this.entries.values()].filter(({ state }) => state === "refused");
  }

  /** Rows are gone, and with them what was typed into them. */
  leave(rows) {
    const keys = new Set(rows.map(({ key }) => key));
    for (const [name, entry] of [...this.entries]) if (keys.has(entry.row.key)) this.entries.delete(name);
  }

  /** @returns {Entry[]} what has not even been sent yet */
  get unsent() {
    return [...this.entries.values()].filter(({ state, sent }) => state === "saving" && !sent);
  }

  /** A row got its lasting name: what waits for it is found under that from now on. */
  rename(row, before) {
    for (const [key, entry] of [...this.entries]) {
      if (!key.startsWith(`${before}:`)) continue;
      this.entries.delete(key);
      this.entries.set(`${row.key}:${entry.column}`, entry);
    }
  }
}
