/** The sentences about an import into a table that is there. */

import { make } from "../element.js";
import { counted } from "./words.js";

const NAMED = 6;

/** @returns {string} what the button does; empty where nothing would change */
export function deed({ changed, added }) {
  if (changed && added) return `Update ${counted(changed, "row")}, add ${added.toLocaleString("en")}`;
  if (changed) return `Update ${counted(changed, "row")}`;
  return added ? `Add ${counted(added, "row")}` : "";
}

/** What was found in a look ahead, calm in teal, and what wants a look, in amber. */
export function sentences(found, extend) {
  const odd = [...choices(found.new_choices, extend), ...misfits(found), ...found.notes];
  return [make("p", { class: "notice" }, [summary(found), ...columns(found)].join(" ")),
    ...odd.map((sentence) => make("p", { class: "notice", "data-kind": "amber" }, sentence))];
}

/** @param {string} table @returns {HTMLElement} what is told while nobody has said how rows are matched */
export function waiting(table) {
  return make("p", { class: "notice" }, `Choose the column that tells which rows are the same, such as a number or an e-mail address. Rows that are in ${table} already are updated then, and all others are added.`);
}

function summary({ changed, added, same, cells, table, rows }) {
  if (!changed && !added) return `Nothing would change in ${table}: all of it is there already.`;
  const parts = [
    changed && `${counted(changed, "row")} ${changed === 1 ? "changes" : "change"}, in ${counted(cells, "cell")}`,
    added && `${counted(added, "row")} ${added === 1 ? "is" : "are"} new`,
    same && `${counted(same, "row")} ${same === 1 ? "stays" : "stay"} as ${same === 1 ? "it is" : "they are"}`,
  ];
  const shown = rows.length < changed + added ? ` ${counted(rows.length, "row")} of them ${rows.length === 1 ? "is" : "are"} shown below.` : "";
  return `${parts.filter(Boolean).join("; ")}.${shown}`;
}

function columns({ new_columns: names }) {
  if (!names.length) return [];
  return [`${names.length === 1 ? "There is a new column" : "There are new columns"}: ${listed(names)}.`];
}

function choices(found, extend) {
  return extend ? found.map(({ column, names }) => `New among the choices of “${column}”: ${listed(names)}.`) : [];
}

function misfits({ misfits: number, misfits_in: columns }) {
  if (!number) return [];
  const where = columns.map(({ column, cells }) => `“${column}”${columns.length > 1 ? ` (${cells.toLocaleString("en")})` : ""}`);
  const kept = number === 1 ? "does not fit. It is" : "do not fit. They are";
  return [`${counted(number, "cell")} in ${listed(where)} ${kept} kept as written, in amber.`];
}

function listed(names) {
  return names.slice(0, NAMED).join(", ") + (names.length > NAMED ? ` and ${counted(names.length - NAMED, "other")}` : "");
}
