/** Writes a block of texts into the cells from the active one on, all of it or nothing. */

import { sure } from "../dialog.js";
import { make } from "../element.js";
import { toast } from "../toast.js";
import { step } from "../undo.js";
import { count, plural } from "./numbers.js";

const MOST = 50_000;
/** Columns made for a paste; whoever needs more has a file to import. */
const MOST_MADE = 50;
const MOST_SHOWN = 8;

/** @param {import("./index.js").DataGrid} grid  @param {string[][]} block as wide everywhere */
export async function paste(grid, block) {
  const { selection, columns, notice } = grid;
  const lines = filled(selection, block);
  const { top, start } = selection.area;
  const wide = lines[0].length;
  const room = columns.count - start;
  if (wide > room) {
    tooWide(grid, block, wide, room);
    return;
  }
  if (lines.length * wide > MOST) {
    notice.say(`That is more than ${count(MOST)} cells at once. Import it as a file instead; nothing was pasted.`);
    return;
  }
  if (lines.length === 1 && wide === 1) {
    grid.changes.write(top, start, lines[0][0]);
    return;
  }
  // What is still being saved may add rows, so it comes first.
  await grid.saves.line.push(async () => {});
  const wanted = await target(grid, lines, top, start).catch((problem) => refuse(grid, problem));
  if (!wanted || !(await mayKeep(grid, wanted))) return;
  const problem = await grid.saves.whole(() => grid.remote.fill(...wanted));
  if (problem) {
    refuse(grid, problem);
    return;
  }
  selection.go(top, start);
  selection.go(top + lines.length - 1, start + wide - 1, { extend: true });
  grid.show();
  const back = { label: "Undo", run: () => step("undo") };
  toast(`${plural(lines.length * wide, "cell")} pasted`, { action: back });
}

/** Say that the block does not fit, and offer to make room for it. */
function tooWide(grid, block, wide, room) {
  const missing = wide - room;
  const { top, start } = grid.selection.area;
  const words = `${wide} columns do not fit here: there ${room === 1 ? "is 1" : `are ${room}`} from this cell on. Nothing was pasted.`;
  const run = async () => {
    if (!(await addColumns(grid, missing))) return;
    grid.selection.go(top, start);
    await paste(grid, block);
  };
  const action = missing <= MOST_MADE ? { label: `Add ${plural(missing, "column")} and paste`, run } : undefined;
  toast(words, { kind: "problem", action });
}

/** @returns {Promise<boolean>} whether there are that many more columns at the end now */
async function addColumns({ changes, remote, source }, many) {
  const made = await changes.attempt(async () => {
    let last = null;
    for (let each = 0; each < many; each += 1) last = await remote.addColumn();
    return last;
  }, { structure: true });
  await source.reload();
  return made;
}

/** A single text fills everything that is selected, as spreadsheets do. */
function filled(selection, block) {
  if (block.length > 1 || block[0].length > 1 || selection.single) return block;
  const { top, bottom, start, end } = selection.area;
  const size = (bottom - top + 1) * (end - start + 1);
  if (size > MOST) return block;
  return Array.from({ length: bottom - top + 1 }, () => Array(end - start + 1).fill(block[0][0]));
}

/** @returns {Promise<[object[], object[]]>} the cells to be written and the rows to be added */
async function target({ source, columns }, lines, top, start) {
  const wanted = columns.list.slice(start, start + lines[0].length);
  const inside = Math.max(0, Math.min(lines.length, source.count - top));
  const rows = inside ? await source.gather(top, top + inside - 1) : [];
  const edits = rows.flatMap(({ id }, line) =>
    wanted.map((column, index) => ({ row: id, column: column.id, text: lines[line][index] })));
  const added = lines.slice(inside).map((texts) =>
    ({ cells: Object.fromEntries(wanted.map((column, index) => [column.id, texts[index]])) }));
  return [edits, added];
}

/** What does not fit is said before anything is written. @returns {Promise<boolean>} */
async function mayKeep(grid, wanted) {
  const found = await grid.remote.check(...wanted).catch((problem) => refuse(grid, problem));
  if (!found || found.unfit === 0) return Boolean(found);
  const does = found.unfit === 1 ? "does" : "do";
  const kept = found.unfit === 1 ? "is kept as it is written, in amber" : "are kept as they are written, in amber";
  const title = `${count(found.unfit)} of ${plural(found.cells, "cell")} ${does} not fit`;
  const items = found.odd.slice(0, MOST_SHOWN).map(({ column, text }) =>
    make("li", {}, `“${text}” in ${grid.columns.at(grid.columns.indexOf(column))?.name}`));
  const rest = found.unfit - items.length;
  if (rest > 0) items.push(make("li", { class: "faint" }, `and ${count(rest)} more`));
  const words = make("div", { class: "paste-odd" }, make("p", {}, `${found.unfit === 1 ? "It" : "They"} ${kept}. Nothing else is changed by that.`), make("ul", {}, ...items));
  const yes = await sure(title, words, "Paste anyway");
  grid.focus();
  return yes;
}

function refuse({ columns, notice }, problem) {
  const column = columns.list.find(({ id }) => String(id) === problem.field);
  const where = column ? `In “${column.name}”: ` : "";
  notice.say(`${where}${problem.message} Nothing was pasted.`);
}
