/** Keeps the field over the active cell, and as large as its text needs. */

const WIDEST = 480;
const TALLEST = 220;
const PADDING = 24;

export class Fit {
  /** @param {import("./index.js").DataGrid} grid */
  constructor(grid) {
    this.grid = grid;
    this.field = grid.frame.catcher;
    this.pen = document.createElement("canvas").getContext("2d");
  }

  /** @returns {number} how wide a text is in the grid's letters */
  measure(text) {
    if (!this.font) this.font = getComputedStyle(this.field).font;
    this.pen.font = this.font;
    return Math.ceil(this.pen.measureText(text).width);
  }

  /** Where the active cell lies: pixels from the layer's own corner. */
  get spot() {
    const { columns, selection, viewport, frame } = this.grid;
    const { row, column } = selection.active;
    const rail = frame.corner.offsetWidth;
    // The first column stands still, so its cell is wherever the view has been scrolled to.
    const along = column === 0 ? this.grid.along + rail : rail + columns.offset(column);
    return {
      start: along,
      top: row * viewport.rowHeight - viewport.top,
      width: columns.count ? columns.width(column) : 0,
    };
  }

  /** Put the field over the active cell; unseen, it stays inside the view so nothing scrolls. */
  place() {
    const { viewport, editing } = this.grid;
    const spot = this.spot;
    if (!editing.open) {
      const { along } = this.grid;
      spot.top = Math.max(0, Math.min(viewport.height - viewport.rowHeight, spot.top));
      spot.start = Math.max(along, Math.min(along + viewport.width - spot.width, spot.start));
      this.size(spot.width, viewport.rowHeight);
    }
    this.field.style.insetInlineStart = `${spot.start}px`;
    this.field.style.transform = `translateY(${spot.top}px)`;
  }

  /** Make room for the text. */
  grow() {
    if (!this.grid.editing.open) return;
    this.place();
    const { viewport } = this.grid;
    const { width } = this.spot;
    const longest = Math.max(...this.field.value.split("\n").map((line) => this.measure(line)));
    this.size(Math.max(width, Math.min(WIDEST, longest + PADDING)) + 1, viewport.rowHeight + 1);
    const tall = this.field.scrollHeight;
    if (tall > viewport.rowHeight + 2) this.field.style.height = `${Math.min(TALLEST, tall + 4)}px`;
  }

  size(width, height) {
    this.field.style.width = `${width}px`;
    this.field.style.height = `${height}px`;
  }
}
