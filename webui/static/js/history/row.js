/** What happened to one row, below its fields: who changed what, and each of it put back. */

import { get, post } from "../api.js";
import { make } from "../element.js";
import { icon } from "../icon.js";
import { toast } from "../toast.js";
import { said } from "./said.js";

export class RowHistory {
  /** @param {number} table */
  constructor(table) {
    this.address = (row) => `/api/v1/tables/${table}/rows/${row}/history`;
    this.which = make("select", { class: "input", "aria-label": "Of which column", onchange: () => this.load() });
    this.list = make("ol", { class: "row-steps" });
    this.older = make("button", { class: "button button-quiet", type: "button", onclick: () => this.load(this.last) }, "Show older steps");
    this.said = make("p", { class: "faint", role: "status" });
    this.part = make("section", { class: "row-history", "aria-label": "History of this row", hidden: true }, this.which, this.said, this.list, this.older);
    document.addEventListener("tidybase:changed", () => this.part.isConnected && this.load());
  }

  /** Show it, or put it away. */
  toggle() {
    this.part.hidden = !this.part.hidden;
    if (!this.part.hidden) this.load().then(() => this.which.focus());
  }

  /** The columns that there are to choose from. */
  lay(columns) {
    const chosen = this.which.value;
    const options = columns.map(({ id, name }) => make("option", { value: id }, name));
    this.which.replaceChildren(make("option", { value: "" }, "The whole row"), ...options);
    if (options.some(({ value }) => value === chosen)) this.which.value = chosen;
  }

  /** @param {number | null} row */
  show(row) {
    if (row === this.row) return;
    this.row = row;
    this.load();
  }

  /** Read the latest, or those before an entry, which are put below. */
  async load(before = null) {
    if (this.part.hidden || !this.row) return;
    const { row } = this;
    const wanted = new URLSearchParams({ limit: "20" });
    if (this.which.value) wanted.set("column", this.which.value);
    if (before) wanted.set("before", before);
    const { entries, more } = await get(`${this.address(row)}?${wanted}`).catch(() => ({ entries: [], more: false }));
    if (row !== this.row) return;
    if (!before) this.list.replaceChildren();
    this.list.append(...entries.map((entry) => this.line(entry)));
    this.last = entries.at(-1)?.entry ?? null;
    this.older.hidden = !more;
    this.said.textContent = this.list.childElementCount ? "" : "Nothing is known of what stood here before.";
  }

  line({ entry, when, who, sentence, state, deed, cells }) {
    const date = new Date(when).toLocaleString([], { dateStyle: "medium", timeStyle: "short" });
    const changed = deed === "changed";
    const lines = cells.map((cell) => this.cell(entry, cell, changed));
    const words = { added: "Added", deleted: "Deleted" }[deed] ?? sentence[0].toUpperCase() + sentence.slice(1);
    const whole = changed && cells.length > 1 && this.back("Put the row back", "The whole row as it was before this", entry, {});
    return make("li", { "data-state": state },
      make("strong", {}, words),
      make("span", { class: "row-when" }, `${who || "Tidybase"} · `, make("time", { datetime: when }, date), state === "undone" ? " · taken back" : null),
      make("dl", { class: "row-cells" }, ...lines.flat()), whole || null);
  }

  cell(entry, { column, name, before, after }, changed) {
    const back = changed && this.back("Put back", `Put back: ${name}, ${before || "empty"}`, entry, { columns: [column] });
    const was = make("span", { class: "row-was" }, before || "empty");
    const values = changed ? [was, " → ", after || "empty"] : [after || before || "empty"];
    return [make("dt", {}, name), make("dd", {}, make("span", {}, ...values), back || null)];
  }

  back(words, label, entry, wanted) {
    return make("button", { class: "button button-quiet", type: "button", title: label, "aria-label": label, onclick: () => this.put(entry, wanted) }, icon("undo"), words);
  }

  /** It is an edit like any other, so it can be undone. */
  async put(entry, wanted) {
    try {
      said(await post(`${this.address(this.row)}/${entry}`, wanted));
    } catch (problem) {
      toast(problem.message, { kind: problem.code === "conflict" ? "done" : "problem" });
    }
  }
}
