/** One row at the right of the grid: every field with its name, and the way to the next row. */

import { make } from "../element.js";
import { icon } from "../icon.js";
import { typeOf } from "../cells/index.js";
import { Field } from "./field.js";
import { RowHistory } from "../history/row.js";
import { count } from "../grid/numbers.js";

export class RecordPanel {
  /** @param {import("../grid/index.js").DataGrid} grid */
  constructor(grid) {
    this.grid = grid;
    /** @type {HTMLElement | null} */
    this.panel = null;
    /** @type {Field[]} */
    this.fields = [];
  }

  /** Show the active row. */
  open() {
    if (!this.panel) this.build();
    this.refresh();
    if (this.panel) this.fields[0]?.focus();
  }

  close() {
    if (!this.panel) return;
    const inside = this.panel.contains(document.activeElement);
    this.panel.remove();
    this.panel = null;
    if (inside) this.grid.focus();
  }

  /** Show what the row holds now, or the row that is active now. */
  refresh() {
    if (!this.panel) return;
    const { rows, selection, columns } = this.grid;
    const { row: position } = selection.active;
    const row = rows.at(position);
    if (position >= rows.count) {
      this.close();
      return;
    }
    if (this.columns !== columns.list) this.lay();
    this.where.textContent = `Row ${count(position + 1)} of ${count(rows.count)}`;
    this.before.disabled = position === 0;
    this.after.disabled = position >= rows.count - 1;
    this.title.textContent = this.name(row);
    for (const field of this.fields) field.show(row);
    this.history?.show(row?.id ?? null);
  }

  /** What the row is called: its first column. */
  name(row) {
    const column = this.grid.columns.at(0);
    const text = row && column ? typeOf(column).show(row.cells[0], column.options) : "";
    return text || "Without a name";
  }

  build() {
    this.where = make("span", { class: "record-where", role: "status" });
    this.before = this.button("chevron-up", "Row before", () => this.step(-1));
    this.after = this.button("chevron-down", "Next row", () => this.step(1));
    this.title = make("h2", { class: "record-title" });
    this.form = make("div", { class: "record-fields" });
    const close = this.button("close", "Close", () => this.close());
    // A page without the history service has no history to show.
    this.history = document.querySelector("[data-history]") ? new RowHistory(Number(this.grid.dataset.table)) : null;
    const past = this.history && this.button("history", "History of this row", () => this.past(past));
    past?.setAttribute("aria-expanded", "false");
    this.panel = make("aside", { class: "panel record", "aria-label": "One row" },
      make("header", { class: "record-head" }, icon("rows"), this.where, past, this.before, this.after, close),
      this.title, this.form, this.history?.part);
    this.panel.addEventListener("keydown", (event) => this.key(event));
    this.columns = null;
    const foot = document.querySelector(".frame > .foot");
    if (foot) foot.before(this.panel);
    else this.grid.after(this.panel);
  }

  /** Lay out one field per column. */
  lay() {
    this.columns = this.grid.columns.list;
    this.fields = this.columns.map((column, index) => new Field(this.grid, column, index));
    this.form.replaceChildren(...this.fields.map(({ line }) => line));
    this.history?.lay(this.columns);
  }

  /** Show what happened to the row, or its fields only. */
  past(button) {
    this.history.toggle();
    button.setAttribute("aria-expanded", String(!this.history.part.hidden));
  }

  button(picture, label, act) {
    return make("button", { class: "button button-icon", type: "button", "aria-label": label, title: label, onclick: act }, icon(picture));
  }

  /** Leaving a field saves it; then the neighbour is shown. */
  step(by) {
    const { selection } = this.grid;
    for (const field of this.fields) field.keep();
    selection.go(selection.active.row + by, selection.active.column);
  }

  key(event) {
    if (event.key === "Escape" && !event.defaultPrevented) {
      event.preventDefault();
      this.close();
    }
    if (!event.altKey || (event.key !== "PageDown" && event.key !== "PageUp")) return;
    event.preventDefault();
    this.step(event.key === "PageDown" ? 1 : -1);
  }
}
