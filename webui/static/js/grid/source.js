/** Where rows come from: asks the server for the blocks in view and forgets what left it. */

import { BLOCK, Blocks } from "./blocks.js";

/** @typedef {import("./blocks.js").Row} Row */

const PAUSE = 25;
const GATHER = 1000;
const COUNTING = 50;

export class Source extends EventTarget {
  /** @param {import("./remote.js").Remote} remote */
  constructor(remote) {
    super();
    this.remote = remote;
    this.blocks = new Blocks();
    /** @type {Map<number, AbortController>} */
    this.asked = new Map();
    /** @type {Set<number>} blocks still shown though the table has changed since */
    this.stale = new Set();
    /** @type {number | null} */
    this.total = null;
    /** How many rows there are at least, until the total is known. */
    this.reach = 0;
    this.turn = 0;
    this.pause = 0;
    /** Whether only some rows are shown, or in another order; `order` is the name of that order. */
    this.queried = false;
    this.order = "";
  }

  get count() {
    return this.total ?? this.reach;
  }

  /** @returns {Row | undefined} */
  row(position) {
    return this.blocks.row(position);
  }

  /** Say which rows are in view; missing blocks are asked for after a short pause. */
  want(first, last) {
    clearTimeout(this.pause);
    const from = Math.max(0, Math.floor(first / BLOCK));
    const to = Math.floor(last / BLOCK);
    const missing = [];
    for (let block = from; block <= to; block += 1) {
      if (this.blocks.has(block)) this.blocks.touch(block);
      if (this.lacks(block)) missing.push(block);
    }
    if (missing.length === 0) return;
    this.pause = setTimeout(() => {
      for (const block of this.asked.keys()) if (block < from - 1 || block > to + 1) this.drop(block);
      for (const block of missing) if (this.lacks(block)) this.ask(block);
    }, this.reach ? PAUSE : 0);
  }

  lacks(block) {
    return (!this.blocks.has(block) || this.stale.has(block)) && !this.asked.has(block);
  }

  drop(block) {
    this.asked.get(block)?.abort();
    this.asked.delete(block);
  }

  async ask(block) {
    const stop = new AbortController();
    this.asked.set(block, stop);
    try {
      const page = await this.remote.rows(block * BLOCK, BLOCK, { signal: stop.signal, order: this.order });
      if (stop.signal.aborted) return;
      this.asked.delete(block);
      this.keep(block, page);
    } catch (problem) {
      if (stop.signal.aborted) return;
      this.asked.delete(block);
      this.dispatchEvent(new CustomEvent("failed", { detail: problem }));
    }
  }

  keep(block, page) {
    const before = this.blocks.kept.get(block) ?? [];
    this.stale.delete(block);
    this.blocks.put(block, page.rows.map(keyed));
    const first = block * BLOCK;
    const some = page.rows.length > 0 || block === 0; // behind the last row there is none either
    const ended = some && page.rows.length < BLOCK ? first + page.rows.length : null;
    this.total = page.total ?? this.total ?? ended;
    this.order ||= page.order;
    this.reach = Math.max(this.reach, first + page.rows.length);
    if (this.total === null) this.countLater();
    const detail = { before, columns: page.columns };
    this.dispatchEvent(new CustomEvent("rows", { detail }));
  }

  /** The server is still counting: ask again for the total alone. */
  countLater() {
    clearTimeout(this.counting);
    const { turn } = this;
    this.counting = setTimeout(async () => {
      const page = await this.remote.rows(0, 0, { order: this.order }).catch(() => ({ total: null }));
      if (turn !== this.turn) return;
      if (page.total === null) return this.countLater();
      this.total = page.total;
      this.order ||= page.order;
      this.dispatchEvent(new CustomEvent("rows", { detail: { before: [], columns: page.columns } }));
    }, COUNTING);
  }

  /** Other rows are asked for, or in another order: forget all of these. */
  restart(queried) {
    this.doubt();
    clearTimeout(this.counting);
    this.turn += 1;
    this.blocks.kept.clear();
    this.stale.clear();
    Object.assign(this, { queried, order: "", total: null, reach: 0 });
    this.dispatchEvent(new Event("stale"));
  }

  /** What is on its way may be older than what was just saved: ask for it again. */
  doubt() {
    for (const block of [...this.asked.keys()]) this.drop(block);
  }

  /** The table changed: everything is fetched again when next in view, and shown until then. */
  refresh(total) {
    this.doubt();
    if (total !== undefined && !this.queried) this.total = total;
    this.stale = new Set(this.blocks.kept.keys());
    this.dispatchEvent(new Event("stale"));
  }

  /** The columns changed: know the new ones before going on. */
  async reload() {
    this.refresh();
    const { columns } = await this.remote.columns();
    this.dispatchEvent(new CustomEvent("rows", { detail: { before: [], columns } }));
  }

  /** A row was added at the end of the table. */
  append(row, total) {
    this.doubt();
    const position = ((this.queried ? null : total) ?? this.count + 1) - 1;
    if (this.blocks.find(row.id) || !this.blocks.append(position, row)) {
      this.stale.add(Math.floor(position / BLOCK));
    }
    this.total = position + 1;
    this.reach = Math.max(this.reach, this.total);
  }

  /** @returns {Promise<Row[]>} rows by position, both ends included, fetched where missing */
  async gather(first, last) {
    const rows = [];
    for (let at = first; at <= last; ) {
      const here = this.stale.size ? undefined : this.row(at);
      if (here) {
        rows.push(here);
        at += 1;
        continue;
      }
      const page = await this.remote.rows(at, Math.min(GATHER, last - at + 1), { order: this.order });
      rows.push(...page.rows.map(keyed));
      if (page.rows.length === 0) break;
      at += page.rows.length;
    }
    return rows;
  }
}

/** @returns {Row} the row with the name under which changes to it wait in line */
function keyed({ id, cells, troubles = {}, misfits = {} }) {
  return { id, cells, troubles, misfits, key: String(id) };
}
