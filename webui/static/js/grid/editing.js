/**
 * Typing into cells. One field keeps the focus all the time: while moving about it holds the
 * active cell's text, selected and unseen; the first character typed replaces that text and shows
 * the field. So no key press is ever lost, and dead keys and input methods just work.
 */

import { typeOf } from "../cells/index.js";
import { mark } from "./mark.js";

/** @typedef {"moving" | "typing" | "editing"} Mode  typing: arrows leave; editing: they don't */

export class Editing {
  /** @param {import("./index.js").DataGrid} grid */
  constructor(grid) {
    this.grid = grid;
    this.field = grid.frame.catcher;
    /** @type {Mode} */
    this.mode = "moving";
    this.original = "";
    /** @type {import("./blocks.js").Row | undefined} the row one types into, wherever it moves to */
    this.row = undefined;
    this.helper = null;
    this.field.addEventListener("beforeinput", () => this.begin("typing"));
    this.field.addEventListener("compositionstart", () => this.begin("typing"));
    this.field.addEventListener("input", () => this.grid.fit.grow());
    this.field.addEventListener("pointerdown", () => this.stay());
    this.field.addEventListener("blur", (event) => this.left(event.relatedTarget));
  }

  get open() {
    return this.mode !== "moving";
  }

  get column() {
    return this.grid.columns.at(this.grid.selection.active.column);
  }

  /** The text the active cell stands for: typed and waiting, or saved. */
  get text() {
    const { rows, selection, saves } = this.grid;
    const row = rows.at(selection.active.row);
    if (!row || !this.column) return "";
    const entry = saves.pending.get(row, this.column.id);
    if (entry) return entry.text;
    const odd = row.misfits?.[this.column.id];
    if (odd !== undefined) return odd;
    return typeOf(this.column).text(row.cells[selection.active.column], this.column.options);
  }

  /** Hold the active cell's text, ready to be replaced, copied or read out. */
  load() {
    if (this.open || !this.column) return;
    const text = this.text;
    if (this.field.value !== text) this.field.value = text;
    this.field.readOnly = !typeOf(this.column).typed;
    this.field.setAttribute("aria-label", `${this.column.name}, row ${this.grid.selection.active.row + 1}`);
    if (document.activeElement === this.field) this.field.select();
  }

  /** The focus went elsewhere in the page: that keeps what was typed. */
  left(where) {
    if (document.hasFocus() && !where?.closest(".calendar, .pick-list")) this.commit();
  }

  /** Show the field over the active cell. @param {Mode} mode */
  begin(mode) {
    if (this.open || !this.column || this.field.readOnly) return false;
    this.original = this.text;
    this.row = this.grid.rows.at(this.grid.selection.active.row);
    this.mode = mode;
    this.grid.show();
    mark(this.field, "data-mode", mode);
    mark(this.field, "data-keys-pass", null); // from here on undo belongs to the text
    mark(this.field, "data-align", this.column.align);
    this.grid.fit.grow();
    if (mode === "editing" || typeOf(this.column).searches) this.helper = this.help();
    return true;
  }

  /** What the type puts beside the field, such as a month to pick a day from. */
  help() {
    const { rows, selection } = this.grid;
    const { row, column } = selection.active;
    const value = rows.at(row)?.cells[column] ?? null;
    return typeOf(this.column).help?.(this.field, () => this.commit(), value, this.column.options) ?? null;
  }

  /** Edit what the cell holds, with the caret behind it. */
  edit() {
    const { rows, selection } = this.grid;
    const { row } = selection.active;
    if (!rows.at(row) && !rows.isBlank(row)) return;
    selection.go(row, selection.active.column);
    this.field.focus({ preventScroll: true });
    this.load();
    if (!this.begin("editing")) return;
    this.field.setSelectionRange(this.field.value.length, this.field.value.length);
  }

  /** From here on the arrows move within the text. */
  stay() {
    if (this.open) this.mode = "editing";
    mark(this.field, "data-mode", this.open ? this.mode : null);
  }

  /** Come back to a text that did not fit, with the reason beside it. */
  again(row, column, text) {
    this.grid.selection.go(row, column);
    this.edit();
    this.field.value = text;
    this.field.setSelectionRange(text.length, text.length);
    mark(this.field, "aria-invalid", "true");
    this.grid.fit.grow();
  }

  /** Keep what was typed. */
  commit() {
    if (!this.open) return;
    if (this.field.value !== this.original) this.helper?.settle?.();
    const text = this.field.value;
    const changed = text !== this.original || this.field.hasAttribute("aria-invalid");
    const { row, column } = this.grid.selection.active;
    this.close();
    if (changed) this.grid.changes.write(row, column, text, this.row);
    else this.load();
  }

  /** Give up what was typed. */
  cancel() {
    if (this.open) this.close();
    this.grid.changes.forgetRefused();
    this.load();
  }

  close() {
    this.mode = "moving";
    this.helper?.close();
    this.helper = null;
    mark(this.field, "data-mode", null);
    mark(this.field, "data-keys-pass", "");
    mark(this.field, "aria-invalid", null);
    this.grid.fit.place();
  }
}
