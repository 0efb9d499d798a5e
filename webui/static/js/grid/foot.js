/** The line below the rows: how many there are, what still wants a look, what is selected. */

import { count, plural } from "./numbers.js";

export class Foot {
  /** @param {import("./index.js").DataGrid} grid */
  constructor(grid) {
    this.grid = grid;
    this.told = 0;
  }

  draw() {
    const { frame, source, rows, selection } = this.grid;
    const many = source.total === null ? "Counting…" : plural(rows.count, "row");
    frame.count.textContent = [many, this.unsaved()].filter(Boolean).join(" · ");
    frame.empty.hidden = source.total !== 0 || source.queried || rows.count > 0;
    this.offer();
    const place = document.querySelector("[data-foot-count]");
    if (!place || source.total === null) return;
    const { row } = selection.active;
    const where = row < rows.count ? `Row ${count(row + 1)} of ${count(rows.count)}` : many;
    place.textContent = where;
  }

  /** Whole rows are selected: the button that deletes them says how many. */
  offer() {
    const { selection, rows } = this.grid;
    const button = document.querySelector("[data-delete-rows]");
    if (!button) return;
    const { top, bottom } = selection.area;
    const chosen = Math.min(bottom, rows.count - 1) - top + 1;
    button.hidden = selection.kind !== "rows" || chosen < 1;
    if (!button.hidden) button.querySelector("span").textContent = `Delete ${plural(chosen, "row")}`;
  }

  unsaved() {
    const refused = this.grid.saves.pending.refused.length;
    this.tell(refused);
    return refused > 0 ? `${plural(refused, "cell")} not saved: does not fit` : "";
  }

  /** The foot of the window must not say that everything is saved. */
  tell(refused) {
    if (refused === this.told) return;
    this.told = refused;
    document.dispatchEvent(new CustomEvent("tidybase:refused", { detail: refused }));
  }
}
