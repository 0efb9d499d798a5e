/** The rows fetched so far, in blocks; the blocks used longest ago are forgotten first. */

/**
 * `troubles` are words about cells that could not be worked out, `misfits` texts that do not fit
 * their column, both by column id.
 * @typedef {{id: number, key: string, cells: unknown[], troubles?: Record<string, string>,
 *   misfits?: Record<string, string>}} Row
 */

export const BLOCK = 200;

export class Blocks {
  /** @param {number} limit how many blocks are kept */
  constructor(limit = 100) {
    this.limit = limit;
    /** @type {Map<number, Row[]>} */
    this.kept = new Map();
  }

  /** @returns {Row | undefined} the row at a position, when its block is here */
  row(position) {
    return this.kept.get(Math.floor(position / BLOCK))?.[position % BLOCK];
  }

  has(block) {
    return this.kept.has(block);
  }

  /** Keep a block as the youngest. */
  put(block, rows) {
    this.kept.delete(block);
    this.kept.set(block, rows);
    while (this.kept.size > this.limit) this.kept.delete(this.kept.keys().next().value);
  }

  /** Make a block the youngest again, because it is being looked at. */
  touch(block) {
    const rows = this.kept.get(block);
    if (rows) this.put(block, rows);
  }

  /** @returns {Row | undefined} the row with that id, wherever it is */
  find(id) {
    for (const rows of this.kept.values()) {
      const found = rows.find((row) => row.id === id);
      if (found) return found;
    }
    return undefined;
  }

  /** Put a new last row where it belongs.
   * @returns {boolean} false if its neighbours are not here, so that its block must be fetched */
  append(position, row) {
    const block = Math.floor(position / BLOCK);
    if (position % BLOCK === 0) this.put(block, [row]);
    else if (this.kept.get(block)?.length === position % BLOCK) this.kept.get(block).push(row);
    else return false;
    return true;
  }
}
