/** The headings of the columns: name and kind, selecting, the menu, and the edge to drag. */

import { make } from "../element.js";
import { icon } from "../icon.js";
import { mark } from "./mark.js";
import { onceReleased } from "./menus.js";

export class Headings {
  /** @param {import("./index.js").DataGrid} grid */
  constructor(grid) {
    this.grid = grid;
    const { head } = grid.frame;
    head.addEventListener("click", (event) => this.click(event));
    head.addEventListener("contextmenu", (event) => this.context(event));
    head.addEventListener("dblclick", (event) => this.twice(event));
    head.addEventListener("pointerdown", (event) => this.down(event));
  }

  /** Make all of them anew. */
  draw() {
    const { columns, frame } = this.grid;
    frame.head.replaceChildren(frame.corner, ...columns.list.map((column, index) => this.make(column, index)));
    this.widen();
    this.select();
  }

  make(column, index) {
    const menu = make("button", { class: "grid-heading-menu", type: "button", tabindex: -1, "aria-label": `Menu of ${column.name}`, "aria-haspopup": "menu" }, icon("chevron-down"));
    const name = make("span", { class: "grid-heading-name" }, column.name);
    const cell = make("div", { class: "grid-heading", role: "columnheader", "aria-colindex": index + 2, title: `${column.name} – ${column.label}` },
      icon(column.icon), name, menu, make("span", { class: "grid-edge", "aria-hidden": "true" }));
    cell.dataset.align = column.align;
    cell.column = index;
    return cell;
  }

  /** @returns {HTMLElement} */
  cell(index) {
    return this.grid.frame.head.children[index + 1];
  }

  /** Give every heading and every drawn cell the width of its column. */
  widen() {
    const { columns, pool } = this.grid;
    columns.list.forEach((_, index) => {
      const width = `${columns.width(index)}px`;
      this.cell(index).style.width = width;
      for (const element of pool.elements) element.cells[index].style.width = width;
    });
    this.stretch();
  }

  /** Make a column as wide as what is in view asks. */
  refit(index) {
    this.grid.columns.release(index);
    this.grid.fitColumns();
    this.widen();
    this.grid.fit.place();
  }

  /** Make the scrolled element as wide as all columns. */
  stretch() {
    const { columns, frame } = this.grid;
    frame.sizer.style.width = `${columns.total + frame.corner.offsetWidth}px`;
  }

  /** Show which columns the selection touches. */
  select() {
    const { selection, columns } = this.grid;
    const { start, end } = selection.area;
    columns.list.forEach((_, index) => {
      mark(this.cell(index), "data-chosen", index >= start && index <= end ? "" : null);
    });
  }

  index(event) {
    return event.target.closest(".grid-heading")?.column ?? -1;
  }

  click(event) {
    const index = this.index(event);
    const { editing, selection, frame, changes } = this.grid;
    changes.turn += 1;
    if (event.target.closest(".grid-corner")) selection.all();
    if (index < 0 || event.target.closest(".grid-edge, .grid-rename")) return;
    editing.commit();
    if (event.target.closest(".grid-heading-menu")) this.grid.structure.menuFor(index);
    else selection.columns(index, event.shiftKey);
    if (!frame.head.contains(document.activeElement)) return;
    this.grid.focus();
  }

  twice(event) {
    const index = this.index(event);
    if (index >= 0 && event.target.closest(".grid-edge")) this.refit(index);
    else if (index >= 0 && event.target.closest(".grid-heading-name")) this.grid.structure.rename(index);
  }

  context(event) {
    const index = this.index(event);
    if (index < 0 || event.target.closest("input")) return;
    event.preventDefault();
    onceReleased(event, () => this.grid.menus.column(index, event.clientX, event.clientY));
  }

  /** Keep the focus in the grid; at the edge, begin to resize. */
  down(event) {
    if (event.target.closest("input")) return;
    event.preventDefault();
    this.grid.focus();
    const index = this.index(event);
    if (event.button === 0 && event.target.closest(".grid-edge")) this.resize(event, index);
  }

  resize(event, index) {
    const { columns } = this.grid;
    const before = columns.width(index);
    const forward = getComputedStyle(this.grid).direction === "rtl" ? -1 : 1;
    const edge = event.target;
    edge.setPointerCapture(event.pointerId);
    const move = (moved) => {
      columns.resize(index, before + forward * (moved.clientX - event.clientX));
      this.widen();
      this.grid.fit.place();
    };
    edge.addEventListener("pointermove", move);
    edge.addEventListener("lostpointercapture", () => edge.removeEventListener("pointermove", move), { once: true });
  }
}
