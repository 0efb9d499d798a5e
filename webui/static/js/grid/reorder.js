/** A heading drawn to another place, and the same by the menu. */

import { put } from "../api.js";
import { make } from "../element.js";

const SLACK = 6;

export class Reorder {
  /** @param {import("./index.js").DataGrid} grid */
  constructor(grid) {
    this.grid = grid;
    this.line = make("div", { class: "grid-drop-line", hidden: true });
    grid.frame.head.addEventListener("pointerdown", (event) => this.down(event));
  }

  down(event) {
    const heading = event.target.closest(".grid-heading");
    if (!heading || event.button !== 0 || event.target.closest(".grid-edge, .grid-heading-menu, input")) return;
    const drag = { from: heading.column, to: null, x: event.clientX };
    const move = (moved) => this.move(moved, drag);
    const end = (ended) => {
      for (const name of ["pointermove", "pointerup", "pointercancel"]) removeEventListener(name, name === "pointermove" ? move : end);
      this.line.remove();
      if (ended.type === "pointerup" && drag.to !== null) this.drop(drag);
    };
    addEventListener("pointermove", move);
    addEventListener("pointerup", end);
    addEventListener("pointercancel", end);
  }

  /** Show where the column would go: before the heading whose half the pointer has not passed. */
  move({ clientX, buttons }, drag) {
    if (buttons !== 1 || (drag.to === null && Math.abs(clientX - drag.x) < SLACK)) return;
    const { headings, columns } = this.grid;
    const back = getComputedStyle(this.grid).direction === "rtl";
    const middles = columns.list.map((_, index) => headings.cell(index).getBoundingClientRect()).map(({ left, width }) => left + width / 2);
    drag.to = middles.filter((middle) => (back ? clientX < middle : clientX > middle)).length;
    const beside = headings.cell(Math.min(drag.to, columns.count - 1));
    this.line.hidden = false;
    this.line.dataset.side = drag.to < columns.count ? "start" : "end";
    beside.append(this.line);
  }

  drop({ from, to }) {
    // A click is what a drag looks like from the outside; it must not select another column.
    addEventListener("click", (event) => event.stopPropagation(), { capture: true, once: true });
    setTimeout(() => this.place(from, to > from ? to - 1 : to));
  }

  /** Move a column by so many places among those that are shown. */
  by(from, steps) {
    return this.place(from, from + steps);
  }

  async place(from, to) {
    const { columns, changes, remote, source, selection } = this.grid;
    const there = columns.at(to);
    const moved = columns.at(from);
    if (!there || !moved || from === to) return;
    const order = remote.all.map(({ id }) => id).filter((id) => id !== moved.id);
    order.splice(order.indexOf(there.id) + (to > from ? 1 : 0), 0, moved.id);
    if (!(await changes.attempt(() => put(`${remote.root}/columns/order`, { columns: order }).then(() => null), { structure: true }))) return;
    await source.reload();
    selection.columns(columns.indexOf(moved.id), false);
    this.grid.focus();
  }
}
