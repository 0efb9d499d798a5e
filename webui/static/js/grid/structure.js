/** What a person does to the columns: rename in place, add, delete. */

import { make } from "../element.js";
import { step } from "../undo.js";
import { toast } from "../toast.js";

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

  /** Add a text column at the end and let its name be typed. */
  async add() {
    const { remote, changes, columns } = this.grid;
    let made = null;
    await changes.attempt(async () => (made = await remote.addColumn()), { structure: true });
    if (!made) return;
    await this.grid.source.reload();
    const index = columns.indexOf(made.id);
    if (index >= 0) this.rename(index);
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
