/** Copy, cut and paste, as text that every spreadsheet understands. */

import { typeOf } from "../cells/index.js";
import { toast } from "../toast.js";
import { paste } from "./paste.js";
import { read, squared, write } from "./tsv.js";
import { count, plural } from "./numbers.js";

const MOST = 200_000;

export class Clipboard {
  /** @param {import("./index.js").DataGrid} grid */
  constructor(grid) {
    this.grid = grid;
    const { catcher } = grid.frame;
    catcher.addEventListener("copy", (event) => this.copy(event));
    catcher.addEventListener("cut", (event) => this.cut(event));
    catcher.addEventListener("paste", (event) => this.paste(event));
  }

  /** @param {ClipboardEvent} event @returns {boolean} whether everything was at hand */
  copy(event) {
    if (this.grid.editing.open) return false;
    event.preventDefault();
    const { top, bottom } = this.extent;
    const { rows } = this.grid;
    const lines = [];
    for (let line = top; line <= bottom && rows.at(line); line += 1) lines.push(rows.at(line));
    if (lines.length === bottom - top + 1) {
      event.clipboardData.setData("text/plain", this.text(lines));
      return true;
    }
    this.fetchAndCopy(top, bottom);
    return false;
  }

  cut(event) {
    if (this.copy(event)) this.grid.changes.clear();
  }

  /** @param {ClipboardEvent} event */
  paste(event) {
    if (this.grid.editing.open) return;
    event.preventDefault();
    const text = event.clipboardData.getData("text/plain");
    if (text !== "") paste(this.grid, squared(read(text)));
  }

  get extent() {
    const { selection, rows } = this.grid;
    const { top, bottom } = selection.area;
    return { top, bottom: Math.max(top, Math.min(bottom, rows.count - 1)) };
  }

  /** Rows that are not at hand have to be fetched first, and by then the event is over. */
  async fetchAndCopy(top, bottom) {
    const { selection, source, notice } = this.grid;
    const { start, end } = selection.area;
    const cells = (bottom - top + 1) * (end - start + 1);
    if (cells > MOST) {
      notice.say(`That is more than ${count(MOST)} cells at once. Copy fewer, or export the table.`);
      return;
    }
    try {
      const lines = await source.gather(top, Math.min(bottom, source.count - 1));
      await navigator.clipboard.writeText(this.text(lines));
      toast(`${plural(lines.length, "row")} copied`);
    } catch (problem) {
      notice.say(problem.status ? problem.message : "These rows could not be copied in one go. Export the table instead.");
    }
  }

  text(lines) {
    const { columns, selection, saves } = this.grid;
    const { start, end } = selection.area;
    const chosen = columns.list.slice(start, end + 1);
    return write(lines.map((row) => chosen.map((column, index) => {
      const entry = saves.pending.get(row, column.id);
      return entry ? entry.text : typeOf(column).text(row.cells[start + index], column.options);
    })));
  }
}
