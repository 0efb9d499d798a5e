/** What a person does to the rows: write, clear, toggle, add and delete. */

import { toast } from "../toast.js";
import { step } from "../undo.js";
import { typeOf } from "../cells/index.js";
import { mayDelete } from "../links/warning.js";
import { count, plural } from "./numbers.js";

const MOST_CELLS = 20_000;
const MOST_ROWS = 100_000;
const PATIENCE = 500;

export class Changes {
  /** @param {import("./index.js").DataGrid} grid */
  constructor(grid) {
    this.grid = grid;
    /** Counts key presses and clicks, to know whether a person has gone on meanwhile. */
    this.turn = 0;
  }

  /** Save a text in a cell; typing into the blank line begins a row. `known` is the row, if it is
   * at hand: others may have moved it from its position meanwhile. */
  async write(position, index, text, known) {
    const { rows, saves, columns, editing, pool } = this.grid;
    const { turn } = this;
    const column = columns.at(index);
    if (!known && rows.isBlank(position) && text === "") return;
    const row = known ?? (rows.isBlank(position) ? rows.begin(columns.count) : await this.rowAt(position));
    if (!row) return;
    const settled = saves.edit({ row, column: column.id, text });
    this.grid.refit();
    const problem = await settled;
    const entry = saves.pending.get(row, column.id);
    pool.draw(true);
    if (entry?.state !== "refused") {
      if (problem && problem.status !== 404) this.grid.notice.say(problem.message);
      return;
    }
    this.grid.notice.refuse(entry);
    const idle = this.turn === turn && !editing.open && this.grid.contains(document.activeElement);
    if (idle) editing.again(rows.positionOf(row), index, entry.text);
  }

  async rowAt(position) {
    const { rows, source } = this.grid;
    return rows.at(position) ?? (await source.gather(position, position))[0];
  }

  /** Go back to the saved value of the active cell, if its text was refused. */
  forgetRefused() {
    const { rows, saves, selection, columns, notice } = this.grid;
    const row = rows.at(selection.active.row);
    const column = columns.at(selection.active.column);
    const entry = row && column && saves.pending.get(row, column.id);
    if (entry?.state !== "refused") return;
    saves.forget(entry);
    notice.hide();
    this.grid.refit();
  }

  /** Tick or untick. */
  toggle() {
    const { selection, rows, columns, saves } = this.grid;
    const { row, column } = selection.active;
    const type = typeOf(columns.at(column));
    if (type.fixed) return;
    const line = rows.at(row);
    const waiting = line && saves.pending.get(line, columns.at(column).id);
    const now = waiting ? type.guess(waiting.text, columns.at(column).options) : (line?.cells[column] ?? false);
    this.write(row, column, type.text(!now, columns.at(column).options));
  }

  /** Empty the selected cells, all at once. */
  async clear() {
    const { selection, columns, rows, source, notice, remote } = this.grid;
    const { top, bottom, start, end } = selection.area;
    const wanted = columns.list.slice(start, end + 1).filter((column) => !typeOf(column).fixed);
    if (wanted.length === 0) return;
    if (selection.single) {
      if (rows.at(top)?.id === null) this.forgetRefused();
      else this.write(top, start, "");
      return;
    }
    const last = Math.min(bottom, rows.count - 1);
    if ((last - top + 1) * (end - start + 1) > MOST_CELLS) {
      notice.say(`That is more than ${count(MOST_CELLS)} cells at once. Select fewer and try again; nothing was changed.`);
      return;
    }
    await this.attempt(async () => {
      const lines = await source.gather(top, last);
      return remote.edit(lines.flatMap(({ id }) => wanted.map((column) => ({ row: id, column: column.id, text: "" }))));
    });
  }

  /** Add an empty row at the end and go there. */
  async add() {
    const { rows, saves, selection, columns } = this.grid;
    const draft = rows.begin(columns.count);
    const settled = saves.add(draft);
    this.grid.refit();
    selection.go(rows.positionOf(draft), 0);
    this.grid.focus();
    const problem = await settled;
    if (problem) this.grid.notice.say(problem.message);
  }

  /** Delete the rows of the selection, with the way back at hand. */
  async remove() {
    const { selection, rows, source, remote, notice, saves } = this.grid;
    const { top, bottom } = selection.area;
    for (const draft of this.unsavable(top, bottom)) saves.abandon(draft);
    const last = Math.min(bottom, rows.count - 1);
    if (last < top) return;
    if (last - top + 1 > MOST_ROWS) {
      notice.say(`That is more than ${count(MOST_ROWS)} rows at once. Select fewer and try again; nothing was deleted.`);
      return;
    }
    if (!(await mayDelete(this.grid, top, last))) return;
    let deleted = 0;
    await this.attempt(async () => {
      const gone = await source.gather(top, last);
      const answer = await remote.remove(gone.map(({ id }) => id));
      saves.pending.leave(gone);
      deleted = answer.deleted;
      return answer;
    });
    if (deleted === 0) return;
    selection.go(top, selection.active.column);
    toast(`${plural(deleted, "row")} deleted`, { action: { label: "Undo", run: () => step("undo") } });
  }

  /** The rows between two lines that were never saved because all their texts were refused. */
  unsavable(top, bottom) {
    const { rows, saves, source } = this.grid;
    const begun = rows.drafts.filter((_, index) => source.count + index >= top && source.count + index <= bottom);
    return begun.filter((draft) => saves.pending.of(draft).length === 0 && saves.line.idle);
  }

  /** Do something larger; say so when it takes long or was refused. @returns {Promise<boolean>} */
  async attempt(send, about) {
    const patience = setTimeout(() => toast("Working on it…"), PATIENCE);
    const problem = await this.grid.saves.whole(send, about);
    clearTimeout(patience);
    if (problem) this.grid.notice.fail(problem);
    return !problem;
  }
}
