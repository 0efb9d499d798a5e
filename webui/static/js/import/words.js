/** The sentences of the import page. */

import { make } from "../element.js";
import { look } from "./look.js";

const MOST = 4;

/** @param {number} number @param {string} noun @returns {string} "1 row", "1,284 rows" */
export function counted(number, noun) {
  return `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;
}

/** @param {number} rows @returns {string} what the button of the page does */
export function offer(rows) {
  return rows === 0 ? "Import the empty table" : `Import ${counted(rows, "row")}`;
}

/** How far the looking is. */
export function facts(seen) {
  const columns = counted(seen.columns.length, "column");
  if (seen.state === "looking") return `Looking at every row: ${counted(seen.seen, "row")} so far`;
  const sheets = seen.sheets.length > 1 ? [`Sheet ${seen.sheets.indexOf(seen.sheet) + 1} of ${seen.sheets.length}`] : [];
  return [...sheets, ...(seen.problem ? [isEmpty(seen) ? "no rows" : "cannot be read"] : [counted(seen.total, "row"), columns])].join(" · ");
}

/** What was found out, in one calm sentence; `told` is whether a person said where the names are. */
function finding(seen, told) {
  if (seen.total === 0) return "There are no rows yet. The columns come in as they are, to be filled.";
  const rows = seen.total === 1 ? "the one row" : seen.total === 2 ? "both rows" : `all ${counted(seen.total, "row")}`;
  const { header } = seen.reading;
  const row = header === 1 ? "The first row" : `Row ${header}`;
  if (header) return `${row} ${told ? "names the columns" : "looks like column names"}, and every column’s kind was worked out from ${rows}.`;
  const nameless = header === 0 ? " No row names the columns: type over the names below." : "";
  return `What each column holds was worked out from ${rows}.${nameless}`;
}

/** The sheets from which something can come in. */
export function filledSheets({ sheets, left_out }) {
  return sheets.filter((name) => !left_out.some((one) => one.sheet === name));
}

/** @param {{sheet: string, why: string?}[]} sheets @returns {string[]} why they have nothing to bring in */
export function leftOut(sheets) {
  return sheets.map(({ sheet, why }) => `“${sheet}” ${why ? `cannot come in. ${why}` : "has no rows."}`);
}

/** What was found out, calm in teal; what wants a look, in amber: column by column, then of the file. */
export function notices(seen, oddities, told) {
  const lines = oddities.slice(0, MOST);
  const others = oddities.slice(MOST);
  if (others.length) lines.push(make("details", { class: "import-others" }, make("summary", {}, `${counted(others.length, "more column")} with something odd`), ...others));
  const notes = [...seen.notes, ...leftOut(seen.left_out.filter((one) => one.why && one.sheet !== seen.sheet))];
  if (notes.length) lines.push(make("div", { class: "notice", "data-kind": "amber" }, ...notes.map((note) => make("p", {}, note))));
  if (seen.state === "ready" && seen.columns.length) lines.unshift(make("div", { class: "notice import-oddity" }, make("p", {}, finding(seen, told)), above(seen.above)));
  if (seen.problem) lines.unshift(make("p", { class: "notice", "data-kind": isEmpty(seen) ? "amber" : "problem" }, broken(seen)));
  return lines;
}

/** Whether this sheet cannot come in because there is nothing in it. */
function isEmpty({ sheet, left_out }) {
  return left_out.some((one) => one.sheet === sheet && !one.why);
}

/** Why this sheet cannot come in, and what else there is. */
function broken(seen) {
  const others = filledSheets(seen).length;
  const rest = others ? ` ${counted(others, "other sheet")} of the file can be chosen above.` : "";
  return leftOut([{ sheet: seen.sheet, why: isEmpty(seen) ? null : seen.problem }])[0] + rest;
}

/** The lines above the table, which do not come in. */
function above(lines) {
  if (lines.length === 0) return null;
  return look(lines.length === 1 ? "Look at the line above the table" : `Look at the ${counted(lines.length, "line")} above the table`, lines);
}
