/** The columns of a file with the columns they go into, and the rows that would change. */

import { make } from "../element.js";

const OUT = "out";
const NEW = "new";

export class IntoTable {
  /** @param {object} seen The sheet. @param {object} suggested Its columns' goals. @param {() => void} changed */
  constructor(seen, suggested, changed) {
    this.seen = seen;
    this.targets = suggested.targets;
    this.fits = [];
    this.lists = seen.columns.map((column, at) => this.list(column, suggested.columns[at], changed));
    this.body = make("tbody");
    const heads = seen.columns.map((column, at) => make("th", { scope: "col" },
      make("span", { class: "into-name" }, column.name), make("label", { class: "into-goal" }, this.lists[at])));
    this.element = make("table", { class: "import-table into-table" }, make("thead", {}, make("tr", {}, ...heads)), this.body);
    this.plain();
  }

  /** The columns of the table that get anything. */
  get filled() {
    const taken = new Set(this.lists.map((list) => list.value));
    return this.targets.filter((target) => taken.has(String(target.id)));
  }

  get hasChoices() {
    return this.filled.some((target) => target.choices);
  }

  /** @param {object[]} wishes Name and kind of each column, should it be a new one. */
  goals(wishes) {
    return this.lists.map(({ value }, at) => {
      if (value === OUT) return {};
      return value === NEW ? { name: wishes[at].name, type: wishes[at].type } : { column: Number(value) };
    });
  }

  /** Show what would change, in place of the first rows. */
  show(found) {
    const places = this.lists.flatMap((list, at) => (list.value === OUT ? [] : [at]));
    const cell = (row, at) => {
      const shown = row.cells[places.indexOf(at)];
      return shown ? change(shown, row.new) : make("td", { "data-skipped": true });
    };
    const line = (row) => make("tr", { "data-new": row.new }, ...this.lists.map((_, at) => cell(row, at)));
    if (found.rows.length) this.body.replaceChildren(...found.rows.map(line));
    else this.plain();
    this.align();
  }

  /** @param {object[]} fits How the first cells suit the columns they go into: {shown, odd}. */
  suit(fits) {
    this.fits = fits;
    this.plain();
  }

  /** The first rows, as far as it is known how they will be shown. */
  plain() {
    const cell = (text, fit, number) => make("td", { "data-kind": fit?.odd.includes(number) ? "misfit" : null }, fit?.shown[number - 1] ?? text ?? "");
    const line = (row, at) => make("tr", {}, ...this.lists.map((_, column) => cell(row[column], this.fits[column], at + 1)));
    this.body.replaceChildren(...this.seen.rows.map(line));
    this.align();
  }

  /** Send a column there, if it may go there. @param {number} at @param {string} goal @returns {boolean} Whether it may. */
  send(at, goal) {
    const may = goal === OUT || this.targets.some(({ id, refusal }) => String(id) === goal && !refusal);
    if (may) this.offer(this.lists[at], goal);
    return may;
  }

  list(column, suggested, changed) {
    const taken = this.targets.some((target) => target.name.toLowerCase() === column.name.toLowerCase());
    const list = make("select", { class: "input", "aria-label": `Where “${column.name}” goes` });
    this.offer(list, String(suggested ?? (taken ? OUT : NEW)));
    for (const before of ["pointerdown", "focus"]) list.addEventListener(before, () => this.offerAll(list));
    list.addEventListener("change", changed);
    return list;
  }

  /** Hundreds of columns in hundreds of lists would keep the browser busy: each has only what is chosen at first. */
  offer(list, goal) {
    this.fill(list, this.targets.filter(({ id }) => String(id) === goal), goal);
  }

  offerAll(list) {
    if (list.options.length < this.targets.length + 2) this.fill(list, this.targets, list.value);
  }

  fill(list, targets, goal) {
    const into = targets.map((each) => make("option", { value: each.id, disabled: Boolean(each.refusal), title: each.refusal }, each.name));
    list.replaceChildren(...into, make("option", { value: NEW }, "New column"), make("option", { value: OUT }, "Leave out"));
    list.value = goal;
  }

  align() {
    const goals = this.lists.map(({ value }, at) => {
      const { align } = this.targets.find(({ id }) => String(id) === value) ?? this.seen.columns[at];
      return { align, out: value === OUT };
    });
    for (const line of this.body.rows) {
      goals.forEach(({ align, out }, at) => {
        line.cells[at].dataset.align = align;
        line.cells[at].toggleAttribute("data-skipped", out);
      });
    }
  }
}

/** A cell as it would be; what stood there before is struck through beside it. */
function change({ before, after, changes, fits }, isNew) {
  const kind = fits ? null : "misfit";
  if (isNew) return make("td", { "data-kind": kind }, after);
  if (!changes) return make("td", {}, after);
  const parts = [before && make("del", {}, before), " ", after && make("ins", { "data-kind": kind }, after)];
  return make("td", { "data-changed": true }, ...parts.filter(Boolean));
}
