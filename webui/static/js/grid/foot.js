/** The line below the rows: how many there are, and what still wants a look. */

import { count, plural } from "./numbers.js";

export class Foot {
  /** @param {import("./index.js").DataGrid} grid */
  constructor(grid) {
    this.grid = grid;
  }

  draw() {
    const { frame, source, rows, selection } = this.grid;
    const many = source.total === null ? "Counting…" : plural(rows.count, "row");
    frame.count.textContent = [many, this.unsaved()].filter(Boolean).join(" · ");
    frame.empty.hidden = source.total !== 0 || rows.count > 0;
    const place = document.querySelector("[data-foot-count]");
    if (!place || source.total === null) return;
    const { row } = selection.active;
    const where = row < rows.count ? `Row ${count(row + 1)} of ${count(rows.count)}` : many;
    place.textContent = where;
  }

  unsaved() {
    const refused = [...this.grid.saves.pending.entries.values()].filter(({ state }) => state === "refused");
    return refused.length > 0 ? `${plural(refused.length, "cell")} not saved: does not fit` : "";
  }
}
