/** What a person does to the columns: rename in place, add, delete. */

import { typeOf } from "../cells/index.js";
import { changeChoices } from "../columns/choices.js";
import { changeKind } from "../columns/kind.js";
import { changeRules } from "../columns/rules.js";
import { make } from "../element.js";
import { step } from "../undo.js";
import { toast } from "../toast.js";

const LISTED = ["choice", "several_choices"];
const POINTING = ["link", "person", "file"];
const MADE_OF_OTHERS = ["lookup", "total", "formula", "links"];

export class Structure {
  /** @param {import("./index.js").DataGrid} grid */
  constructor(grid) {
    this.grid = grid;
  }

  /** The menu of a column, below its heading. */
  menuFor(index) {
    this.grid.showColumn(index);
    const box = this.grid.headings.cell(index).getBoundingClientRect();
    this.grid.menus.column(index, box.left, box.bottom);
  }

  /** Turn the heading into a field. Enter keeps the name, Escape leaves it as it was. */
  rename(index) {
    const { columns, headings } = this.grid;
    const { id, name } = columns.at(index);
    this.grid.showColumn(index);
    const field = make("input", { class: "grid-rename", value: name, "aria-label": `New name for ${name}`, maxlength: 60, spellcheck: "false" });
    headings.cell(index).append(field);
    field.focus();
    field.select();
    let over = false;
    const end = async (keep) => {
      if (over) return;
      over = true;
      const wanted = field.value.trim();
      const fine = !keep || wanted === "" || wanted === name || (await this.save(id, wanted, field));
      over = fine;
      if (!fine) return;
      const focused = document.activeElement === field;
      field.remove();
      if (focused) this.grid.focus();
    };
    field.addEventListener("blur", () => document.hasFocus() && end(true));
    field.addEventListener("keydown", (event) => {
      event.stopPropagation();
      if (event.key === "Enter" || event.key === "Escape") end(event.key === "Enter");
    });
  }

  async save(id, name, field) {
    if (await this.grid.changes.attempt(() => this.grid.remote.renameColumn(id, name), { structure: true })) {
      return true;
    }
    field.setAttribute("aria-invalid", "true");
    field.focus();
    return false;
  }

  /** What there is to set about a column, as entries of its menu. */
  settings(index) {
    const column = this.grid.columns.at(index);
    if (column.shows || MADE_OF_OTHERS.includes(column.type)) return worked(column);
    return [
      column.type === "link" ? false : ["settings", "Change kind…", () => changeKind(this.grid, column)],
      LISTED.includes(column.type) && ["choice", "Choices…", () => changeChoices(this.grid, column)],
      typeOf(column).fixed || POINTING.includes(column.type) ? false : ["link", "Make it a link…", () => tell("link", column)],
      typeOf(column).fixed || column.type === "link" ? false : ["check-circle", "Rules…", () => changeRules(this.grid, column)],
    ];
  }

  /** Let a column be unseen, with the way back at hand. */
  async hide(index) {
    const column = this.grid.columns.at(index);
    await this.grid.unseen.hide(column);
    toast(`Column “${column.name}” is hidden`, { action: { label: "Show it", run: () => this.grid.unseen.show([column]) } });
  }

  /** Add a text column, at the end unless told, and let its name be typed. */
  async add(index = null) {
    const { remote, changes, columns } = this.grid;
    let made = null;
    const position = index === null ? null : place(remote.all, columns.list, index);
    await changes.attempt(async () => (made = await remote.addColumn({ position })), { structure: true });
    if (!made) return;
    await this.grid.source.reload();
    const at = columns.indexOf(made.id);
    if (at >= 0) this.rename(at);
  }

  /** A column was added beside the grid: know it, and go there. */
  async arrive(id) {
    const { source, columns, selection } = this.grid;
    await source.reload();
    const index = columns.indexOf(id);
    if (index < 0) return;
    selection.columns(index, false);
    this.grid.focus();
  }

  /** Delete a column, with the way back at hand. */
  async remove(index) {
    const { columns, changes, remote, selection } = this.grid;
    const { id, name } = columns.at(index);
    if (!(await changes.attempt(() => remote.removeColumn(id), { structure: true }))) return;
    await this.grid.source.reload();
    selection.go(selection.active.row, Math.min(index, columns.count - 1));
    toast(`Column “${name}” deleted`, { action: { label: "Undo", run: () => step("undo") } });
  }
}

/** Columns that are worked out are changed where they are made. */
function worked(column) {
  if (column.type === "links") return [];
  return [["formula", "Change how it is worked out…", () => tell("change", column)]];
}

/** Others have the dialogs for columns that are made of other columns. */
function tell(what, column) {
  document.dispatchEvent(new CustomEvent(`tidybase:${what}-column`, { detail: column }));
}

/** The place among all columns of one among those that are shown; null is the end. */
function place(all, shown, index) {
  const neighbour = shown[index] ?? null;
  return neighbour && all.findIndex(({ id }) => id === neighbour.id);
}
