/** What has to be said about a save: beside the cell when a text does not fit, above the grid when
 * saving had to stop. Nothing typed is lost in either case. */

import { toast } from "../toast.js";
import { mark } from "./mark.js";

const GAP = 8;
/** Another program seldom holds a file for long, so then it is tried again without being told. */
const SOON = 2000;
const ELSEWHERE = "Perhaps it was deleted in another window; then Undo brings it back.";

export class Notice {
  /** @param {import("./index.js").DataGrid} grid */
  constructor(grid) {
    this.grid = grid;
    /** @type {import("./pending.js").Entry | null} the refused cell the bubble belongs to */
    this.entry = null;
    /** @type {Error | null} why rows could not be fetched */
    this.unreadable = null;
    /** @type {HTMLElement | null} the message that holds texts without a place */
    this.farewell = null;
    grid.frame.banner.again.addEventListener("click", () => {
      grid.saves.line.retry();
      grid.source.refresh();
      grid.focus();
    });
    grid.saves.line.addEventListener("state", () => this.strip());
  }

  /** Something did not work out and was not begun. */
  say(sentence) {
    toast(sentence, { kind: "problem" });
  }

  /** Something was refused as a whole. */
  fail({ message, status }) {
    this.say(status === 404 ? `${message} ${ELSEWHERE}` : message);
  }

  /** Texts whose row, column or table is gone: they stay readable here, and can be taken along. */
  lost({ texts, problem }) {
    if (texts.length === 0) return this.fail(problem);
    if (this.farewell?.isConnected) texts = [...this.farewell.texts, ...texts];
    this.farewell?.remove();
    const quoted = texts.map((text) => `“${text}”`).join(", ");
    const copy = { label: "Copy what was typed", run: () => navigator.clipboard.writeText(texts.join("\n")) };
    this.farewell = toast(`${quoted} could not be saved. ${problem.message} ${ELSEWHERE}`, { kind: "problem", action: copy, keep: true });
    if (this.farewell) this.farewell.texts = texts;
  }

  /** A text does not fit its column. */
  refuse(entry) {
    this.entry = entry;
    this.grid.frame.bubble.textContent = entry.message;
    mark(this.grid.frame.catcher, "aria-describedby", this.grid.frame.bubble.id);
    this.place();
  }

  hide() {
    this.entry = null;
    mark(this.grid.frame.catcher, "aria-describedby", null);
    this.place();
  }

  /** The active cell was refused earlier: say why again. */
  follow() {
    const { rows, selection, columns, saves } = this.grid;
    const row = rows.at(selection.active.row);
    const column = columns.at(selection.active.column);
    const entry = row && column && saves.pending.get(row, column.id);
    if (entry?.state === "refused" && entry !== this.entry) this.refuse(entry);
  }

  /** Put the bubble beside its cell, or away when there is none in view. */
  place() {
    const { bubble } = this.grid.frame;
    const { entry } = this;
    if (entry && this.grid.saves.pending.get(entry.row, entry.column) !== entry) this.entry = null;
    const cell = this.entry && this.cell(entry);
    mark(bubble, "hidden", cell ? null : "");
    if (!cell) return;
    const box = this.grid.getBoundingClientRect();
    const at = cell.getBoundingClientRect();
    const beside = at.right + GAP + bubble.offsetWidth < box.right;
    const left = beside ? at.right + GAP : Math.max(box.left, Math.min(at.left, box.right - bubble.offsetWidth - GAP));
    const below = at.bottom + GAP + bubble.offsetHeight < box.bottom;
    // Beside its cell it grows upwards: below, a month or a list may be open.
    const top = beside ? Math.max(box.top, at.bottom - bubble.offsetHeight) : below ? at.bottom + GAP : at.top - GAP - bubble.offsetHeight;
    bubble.style.transform = `translate(${left - box.left}px, ${top - box.top}px)`;
  }

  cell({ row, column }) {
    const { pool, columns, rows } = this.grid;
    const shown = pool.elements.find((each) => each.row && each.row.key === row.key && !each.hidden);
    return rows.positionOf(row) < 0 ? undefined : shown?.cells[columns.indexOf(column)];
  }

  /** Rows could not be fetched. */
  unread(problem) {
    this.unreadable = problem;
    this.strip();
  }

  /** Rows came again. */
  read() {
    if (!this.unreadable) return;
    this.unreadable = null;
    this.strip();
  }

  /** Above the grid: what stopped the saving or the reading, until it goes on. */
  strip() {
    const { strip, text } = this.grid.frame.banner;
    const { stuck, waiting, running } = this.grid.saves.line;
    if (running) return;
    const problem = stuck ?? this.unreadable;
    strip.hidden = !problem;
    if (!problem) return;
    const kept = waiting.length === 1 ? "What you typed is kept here" : `${waiting.length} changes are kept here`;
    if (stuck?.code === "document_busy") setTimeout(() => this.grid.saves.line.retry(), SOON);
    text.textContent = stuck ? `${stuck.message} ${kept} until it can be saved.` : problem.message;
  }
}
