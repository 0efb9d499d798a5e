/** The sentences of the import page. */

import { make } from "../element.js";

/** @param {number} number @param {string} noun @returns {string} "1 row", "1,284 rows" */
export function counted(number, noun) {
  return `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;
}

/** What was found out, calm in teal, and what wants a look, in amber. */
export function notices(seen, ready) {
  const odd = [...seen.notes, ...seen.columns.filter((column) => column.note).map(remark)];
  const lines = odd.slice(0, 4).map((sentence) => make("p", { class: "notice", "data-kind": "amber" }, sentence));
  if (odd.length > 4) lines.push(make("p", { class: "notice", "data-kind": "amber" }, `And ${counted(odd.length - 4, "more remark")}: see the columns below.`));
  if (ready && seen.columns.length) {
    const rows = seen.total ?? seen.seen;
    lines.unshift(make("p", { class: "notice" }, `What each column holds was worked out from all ${counted(rows, "row")}.`));
  }
  return lines;
}

/** A remark names its column, once. */
function remark({ name, note }) {
  return note.includes(`“${name}”`) ? note : `“${name}”: ${note}`;
}
