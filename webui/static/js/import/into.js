/** An import into a table that is there: chooses it, looks ahead, and says what would change. */

import { get, post } from "../api.js";
import { make } from "../element.js";
import { follow } from "../progress.js";
import { Fit } from "./fit.js";
import { Bar } from "./into-bar.js";
import { IntoTable } from "./into-table.js";
import { deed, sentences, waiting } from "./into-words.js";
import { offersAll } from "./sheets.js";

const PAUSE = 200;

export class Into {
  /**
   * @param {HTMLElement} page @param {string} address Of this import, below /api/v1.
   * @param {{sheet: () => object, wishes: () => object[], shown: () => Node, changed: () => void,
   *   complain: (sentence: string) => void}} host What the page knows, and does. The sheet is null until seen.
   */
  constructor(page, address, host) {
    Object.assign(this, { page, address, host, found: null, failed: false, bar: null, table: null });
    this.fit = new Fit(address, (columns) => this.found ?? this.table.suit(columns));
    this.choice = page.querySelector('select[name="into"]');
    this.choice.addEventListener("change", () => this.choose());
    this.offering = this.offer();
  }

  /** The id of the table, as text; empty while the sheet becomes a new one. */
  get chosen() {
    return this.choice.value;
  }

  get title() {
    return this.choice.selectedOptions[0].textContent;
  }

  /** Whether anything would change, as far as is known. */
  get can() {
    return Boolean(this.found && deed(this.found));
  }

  /** What the button says. */
  get offered() {
    if (this.found) return deed(this.found) || "Nothing to change";
    return this.failed || !this.bar?.ready ? "Import" : "Looking…";
  }

  get notices() {
    if (this.found) return sentences(this.found, this.wanted().extend);
    return this.bar && !this.bar.ready ? [waiting(this.title)] : [];
  }

  async offer() {
    const { tables } = await get("/api/v1/tables").catch(() => ({ tables: [] }));
    this.choice.append(...tables.map((each) => make("option", { value: each.id }, each.name)));
    this.page.querySelector("[data-into-choice]").hidden = tables.length === 0;
  }

  /** Another table, or none: the columns find theirs anew. */
  async choose() {
    const mine = (this.choosing = {});
    const into = Boolean(this.chosen);
    Object.assign(this, { found: null, latest: null });
    this.page.querySelector("[data-new-table]").hidden = into;
    this.page.querySelector("[data-all]").hidden = into || !(this.host.sheet() && offersAll(this.host.sheet()));
    this.page.querySelector("[data-into-label]").textContent = into ? "Into" : "or into";
    this.choice.options[0].textContent = into ? "a new table" : "an existing table…";
    const place = this.page.querySelector("[data-into]");
    place.hidden = !into;
    place.replaceChildren();
    // Before anything was seen of the sheet: it begins once it was.
    if (into && this.host.sheet()) await this.begin(place, mine).catch((problem) => this.choosing === mine && this.fail(problem));
    if (!into) this.page.querySelector("[data-preview]").replaceChildren(this.host.shown());
    this.host.changed();
  }

  /** What is answered after something else was chosen counts for nothing. */
  async begin(place, mine) {
    const seen = this.host.sheet();
    const asked = new URLSearchParams({ table: this.chosen, sheet: seen.sheet });
    const suggested = await get(`${this.address}/into?${asked}`);
    if (this.choosing !== mine) return;
    this.bar = new Bar(suggested.key, () => this.look());
    this.table = new IntoTable(seen, suggested, () => this.arrange());
    place.replaceChildren(this.bar.element);
    this.page.querySelector("[data-preview]").replaceChildren(this.table.element);
    this.arrange();
  }

  /** Every row of the sheet has been read now. */
  ready() {
    const same = this.table?.seen.sheet === this.host.sheet().sheet && this.table.lists.length === this.host.sheet().columns.length;
    return same && this.table.element.isConnected ? this.look() : this.choose();
  }

  /** The columns that are filled are those that rows can be matched by. */
  arrange() {
    this.bar.offer(this.table.filled, this.table.hasChoices);
    this.look();
  }

  /** Match the rows as they were matched before. */
  repeat({ mode, key, extend, clear }) {
    this.bar.key = key ?? [];
    this.bar[mode].checked = true;
    this.bar.words.checked = extend;
    this.bar.empty.value = clear ? "clear" : "";
    this.bar.say();
    this.arrange();
  }

  /** @returns {object} what the server is asked for */
  wanted() {
    return { table: Number(this.chosen), columns: this.table.goals(this.host.wishes()), ...this.bar.wanted() };
  }

  /** Look ahead, once nobody has changed anything for a moment. */
  async look() {
    const token = (this.latest = {});
    this.found = null;
    this.failed = false;
    if (this.host.sheet()) this.fit.ask({ sheet: this.host.sheet().sheet, into: this.wanted() });
    this.host.changed();
    await new Promise((resume) => setTimeout(resume, PAUSE));
    if (this.latest !== token || !this.bar.ready || this.host.sheet()?.state !== "ready") return;
    const found = await this.ahead().catch((problem) => problem);
    if (this.latest !== token) return;
    if (found instanceof Error) return this.fail(found);
    this.found = found;
    this.table.show(found);
    this.host.changed();
  }

  fail(problem) {
    this.failed = true;
    this.host.changed();
    this.host.complain(problem.message);
  }

  async ahead() {
    const address = `${this.address}/rehearsal`;
    const { job } = await post(address, { sheet: this.host.sheet().sheet, into: this.wanted() }, { quiet: true });
    const end = await follow(job, "Looking at what would change");
    if (end.state !== "done") throw new Error(end.error?.message ?? "You stopped looking. Choose anything to look again.");
    return (await get(address)).found;
  }
}
