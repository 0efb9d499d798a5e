/** What the rows are sorted, filtered and searched by. */

import { typeOf } from "../cells/index.js";

/** @typedef {{id: number, down: boolean}} Sort by a column, Z to A if `down` */
/** @typedef {{column: number, test: object, words: string}} Filter one condition and how it is said */

/** A letter nobody writes: looking for it makes the texts known before the first one is typed. */
const NOWHERE = "\uE000";

export class Query extends EventTarget {
  /** @param {import("./index.js").DataGrid} grid */
  constructor(grid) {
    super();
    this.grid = grid;
    // The place in the browser's history keeps it, through a reload and for the way back.
    const { sorts = [], filters = [], search = "" } = history.state?.query ?? {};
    /** @type {Sort[]} */
    this.sorts = sorts;
    /** @type {Filter[]} */
    this.filters = filters;
    this.search = search;
    grid.source.queried = this.active;
    grid.dataset.query = this.words;
    grid.remote.asked = () => this.words;
    grid.source.addEventListener("rows", ({ detail }) => this.prune(detail.columns.map(({ id }) => id)));
    grid.source.addEventListener("failed", ({ detail }) => this.refused(detail));
  }

  get active() {
    return this.sorts.length > 0 || this.filters.length > 0 || this.search !== "";
  }

  /** @returns {string} the query as addresses have it */
  get words() {
    const words = new URLSearchParams();
    if (this.sorts.length > 0) words.set("sort", this.sorts.map(({ id, down }) => (down ? -id : id)).join());
    const conditions = this.filters.map(({ column, test }) => ({ column, ...test }));
    if (conditions.length > 0) words.set("filter", JSON.stringify({ all: conditions }));
    if (this.search) words.set("search", this.search);
    return this.active ? `&${words}` : "";
  }

  sort(id, down) {
    this.change({ sorts: [{ id, down }] });
  }

  /** Only the rows that hold the same in a column as this one. */
  filterLike(row, index) {
    const column = this.grid.columns.at(index);
    const value = row.cells[index];
    const text = typeOf(column).text(value, column.options);
    const words = text === "" ? `${column.name} is empty` : `${column.name} is ${shortened(text)}`;
    const test = text === "" ? { empty: true } : { is: value?.id === undefined ? text : `#${value.id}` };
    this.only(column.id, test, words);
  }

  /** Only the rows of which something holds in a column. */
  only(column, test, words) {
    const others = this.filters.filter((filter) => filter.column !== column);
    this.change({ filters: [...others, { column, test, words }] });
  }

  find(search) {
    if (search.trim() !== this.search) this.change({ search: search.trim() });
  }

  clear() {
    this.change({ sorts: [], filters: [], search: "" });
  }

  /** Let the server read what can be searched, while the first letters are being typed. */
  prepare() {
    this.grid.remote.find(NOWHERE).catch(() => null);
  }

  /** @param {Partial<Query>} what */
  change(what) {
    Object.assign(this, what);
    const { sorts, filters, search } = this;
    history.replaceState({ ...history.state, query: { sorts, filters, search } }, "");
    this.grid.dataset.query = this.words; // an export of what is shown asks for the same rows
    const { source, selection, viewport, notice } = this.grid;
    notice.hide();
    source.restart(this.active);
    selection.go(0, selection.active.column);
    viewport.go(0);
    this.dispatchEvent(new Event("change"));
  }

  /** Forget what rows were sorted and filtered by in columns that are gone. @param {number[]} left */
  prune(left) {
    const sorts = this.sorts.filter(({ id }) => left.includes(id));
    const filters = this.filters.filter(({ column }) => left.includes(column));
    if (sorts.length < this.sorts.length || filters.length < this.filters.length) this.change({ sorts, filters });
  }

  /** A column that rows are filtered by is of another kind now. */
  refused(problem) {
    if (problem.status !== 422 || !/^(sort|filter)/.test(problem.field ?? "")) return;
    this.change({ sorts: [], filters: [] });
    this.grid.source.want(0, 0); // before the first rows nothing is drawn that would ask for them
  }
}

function shortened(text) {
  return text.length > 30 ? `${text.slice(0, 30)}…` : text;
}
