/** Columns that are not shown: how many there are, and the way to show them again. */

import { patch } from "../api.js";
import { plural } from "../grid/numbers.js";

export class Hidden {
  /** @param {import("../grid/index.js").DataGrid} grid  @param {AbortSignal} signal */
  constructor(grid, signal) {
    this.grid = grid;
    grid.source.addEventListener("rows", () => this.draw());
    document.addEventListener("click", ({ target }) => {
      const button = target.closest?.("[data-hidden-columns]");
      if (button) this.menu(button.getBoundingClientRect());
    }, { signal });
  }

  draw() {
    const { length } = this.grid.remote.hidden;
    const button = document.querySelector("[data-hidden-columns]");
    if (!button) return;
    button.hidden = length === 0;
    button.lastElementChild.textContent = plural(length, "hidden column");
  }

  menu({ left, bottom }) {
    const { hidden } = this.grid.remote;
    const items = hidden.map((column) => ["eye", `Show ${column.name}`, () => this.show([column])]);
    if (hidden.length > 1) items.push("-", ["eye", "Show all", () => this.show(hidden)]);
    this.grid.menus.show(left, bottom, "Hidden columns", items);
  }

  show(columns) {
    return this.change(columns, null);
  }

  hide(column) {
    return this.change([column], true);
  }

  async change(columns, hidden) {
    const { changes, remote, source } = this.grid;
    await changes.attempt(async () => {
      for (const { id } of columns) await patch(`${remote.root}/columns/${id}`, { options: { hidden } });
      return null;
    }, { structure: true });
    await source.reload();
  }
}
