/** One field of the record panel: a label, what can be filled in, and why it was refused. */

import { make } from "../element.js";
import { icon } from "../icon.js";
import { onlyLooking } from "../grid/looking.js";
import { mark } from "../grid/mark.js";
import { misfit } from "../grid/misfit.js";
import { typeOf } from "../cells/index.js";

export class Field {
  /** @param {import("../grid/index.js").DataGrid} grid */
  constructor(grid, column, index) {
    this.grid = grid;
    this.column = column;
    this.index = index;
    this.type = typeOf(column);
    this.fixed = this.type.fixed || onlyLooking();
    this.row = null;
    this.shown = "";
    const id = `record-${column.id}`;
    this.control = this.make(id);
    this.reason = make("p", { class: "field-error", id: `${id}-error`, role: "alert" });
    this.picture = this.type.portray ? make("div", { class: "record-picture" }) : null;
    const beside = make("div", { class: "record-control" }, this.control, this.type.help && !onlyLooking() ? this.picker() : null, this.picture, this.reason);
    this.line = make("div", { class: "record-field" }, make("label", { for: id }, column.name), beside);
    this.control.addEventListener("change", () => this.keep());
    this.control.addEventListener("input", () => this.grow());
  }

  make(id) {
    const about = { id, "aria-describedby": `${id}-error`, autocomplete: "off", "data-field": this.column.id };
    if (this.fixed) return make("input", { class: "input", type: "text", readonly: true, "data-align": this.column.align, ...about });
    if (!this.type.typed) return make("input", { type: "checkbox", class: "record-tick", ...about });
    if (this.type.lines) return make("textarea", { class: "input", rows: 1, spellcheck: "false", ...about });
    return make("input", { class: "input", type: "text", "data-align": this.column.align, ...about });
  }

  focus() {
    this.control.focus();
    this.control.select?.();
  }

  /** Show a row's value; what is being typed is left alone. */
  show(row) {
    const same = row && this.row && row.key === this.row.key;
    if (same && document.activeElement === this.control && this.value !== this.shown) return;
    this.row = row;
    this.control.disabled = !row;
    const entry = row && this.grid.saves.pending.get(row, this.column.id);
    const value = row ? row.cells[this.index] : null;
    const odd = entry ? undefined : row?.misfits?.[this.column.id];
    const text = entry?.text ?? odd ?? this.type.text(value, this.column.options);
    mark(this.control, "data-misfit", odd === undefined ? null : "");
    const refused = entry?.state === "refused";
    mark(this.control, "aria-invalid", refused ? "true" : null);
    this.reason.textContent = refused ? entry.message : odd !== undefined ? misfit(this.column) : row?.troubles?.[this.column.id] ?? "";
    this.type.portray?.(this.picture, entry ? this.type.guess(entry.text) : value);
    this.put(text);
  }

  put(text) {
    this.shown = text;
    if (this.type.typed || this.fixed) this.control.value = text;
    else this.control.checked = this.type.guess(text, this.column.options) === true;
    this.grow();
  }

  get value() {
    if (this.type.typed || this.fixed) return this.control.value;
    return this.type.text(this.control.checked, this.column.options);
  }

  /** Save what was filled in, if it is different. */
  keep() {
    if (!this.row || this.value === this.shown) return;
    if (!this.type.typed && this.shown === "" && !this.control.checked) return;
    const text = this.value;
    this.shown = text;
    this.grid.saves.edit({ row: this.row, column: this.column.id, text });
  }

  /** Room for every line of a longer text. */
  grow() {
    if (!this.type.lines) return;
    this.control.style.height = "auto";
    this.control.style.height = `${Math.min(220, this.control.scrollHeight + 2)}px`;
  }

  /** The button that opens the month of a date. */
  picker() {
    let help = null;
    const shut = () => {
      if (this.value !== this.shown) help?.settle?.();
      help?.close();
      help = null;
    };
    const open = () => {
      if (help) return shut();
      const value = this.row?.cells[this.index] ?? null;
      help = this.type.help(this.control, () => {
        shut();
        this.keep();
        this.control.focus();
      }, value, this.column.options);
      help.enter();
    };
    this.control.addEventListener("focus", shut);
    return make("button", { class: "button button-icon record-pick", type: "button", "aria-label": `Pick ${this.column.name}`, onclick: open }, icon(this.type.pick ?? "calendar"));
  }
}
