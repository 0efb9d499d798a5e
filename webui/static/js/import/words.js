/** The sentences of the import page. */

import { make } from "../element.js";

/** @param {number} number @param {string} noun @returns {string} "1 row", "1,284 rows" */
export function counted(number, noun) {
  return `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;
}

/** @param {number} rows @returns {string} what the button of the page does */
export function offer(rows) {
  return rows === 0 ? "Import the empty table" : `Import ${counted(rows, "row")}`;
}

/** What was found out, calm in teal, and what wants a look, in amber. */
export function notices(seen, ready) {
  const odd = [...seen.notes, ...seen.columns.filter((column) => column.note).map(remark)];
  const lines = odd.slice(0, 4).map((sentence) => make("p", { class: "notice", "data-kind": "amber" }, sentence));
  if (odd.length > 4) lines.push(make("p", { class: "notice", "data-kind": "amber" }, `And ${counted(odd.length - 4, "more remark")}: see the columns below.`));
  if (ready && seen.columns.length) {
    const rows = seen.total ?? seen.seen;
    const found = rows === 0 ? "There are no rows yet. The columns come in as they are, to be filled."
      : `What each column holds was worked out from ${rows === 1 ? "the one row" : `all ${counted(rows, "row")}`}.`;
    lines.unshift(make("p", { class: "notice" }, found));
  }
  return lines;
}

/** A remark names its column, once. */
function remark({ name, note }) {
  return note.includes(`“${name}”`) ? note : `“${name}”: ${note}`;
}
