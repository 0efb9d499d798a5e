/** The columns of the table: what they are, how wide they are, where they begin. */

const NARROWEST = 64;
const WIDEST = 320;
const BOLD = 1.1;
const START = 120;
const FIRST = 160;

/** @typedef {{id: number, name: string, type: string, label: string, icon: string,
 *   align: string, options: object}} Column */

export class Columns {
  /** @param {string} table */
  constructor(table) {
    this.key = `tidybase-widths-${table}`;
    /** @type {Column[]} */
    this.list = [];
    /** @type {Map<number, number>} what a person chose, by column id, for this session */
    this.chosen = new Map(JSON.parse(sessionStorage.getItem(this.key)) ?? []);
    /** @type {Map<number, number>} what the first rows asked for */
    this.guessed = new Map();
  }

  get count() {
    return this.list.length;
  }

  /** @returns {boolean} whether anything about the columns is different now */
  replace(list) {
    const changed = JSON.stringify(list) !== JSON.stringify(this.list);
    if (changed) this.list = list;
    return changed;
  }

  at(index) {
    return this.list[index];
  }

  indexOf(id) {
    return this.list.findIndex((column) => column.id === id);
  }

  width(index) {
    const { id } = this.list[index];
    return this.chosen.get(id) ?? this.guessed.get(id) ?? START;
  }

  /** @returns {number} where a column begins, counted from the edge of the first one */
  offset(index) {
    let sum = 0;
    for (let each = 0; each < index; each += 1) sum += this.width(each);
    return sum;
  }

  get total() {
    return this.offset(this.count);
  }

  /** Let a column be fitted anew. */
  release(index) {
    this.chosen.delete(this.list[index].id);
    this.guessed.delete(this.list[index].id);
    this.keep();
  }

  resize(index, width) {
    this.chosen.set(this.list[index].id, Math.max(NARROWEST, Math.round(width)));
    this.keep();
  }

  keep() {
    sessionStorage.setItem(this.key, JSON.stringify([...this.chosen]));
  }

  /** Fit columns nobody has resized to what the first rows hold.
   * @param {(index: number) => string[]} texts  @param {(text: string) => number} measure */
  fit(texts, measure) {
    this.list.forEach((column, index) => {
      if (this.guessed.has(column.id)) return;
      const widest = Math.max(0, ...texts(index).map(measure));
      const room = index === 0 ? Math.max(FIRST, widest * BOLD + 26) : widest + 26;
      const title = measure(column.name) + 64;
      this.guessed.set(column.id, Math.round(Math.min(WIDEST, Math.max(NARROWEST, room, title))));
    });
  }
}
