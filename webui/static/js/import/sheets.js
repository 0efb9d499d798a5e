/** The sheets of the file: one is shown, and all that can come in may come in at once. */

import { make } from "../element.js";
import { counted, filledSheets } from "./words.js";

/** @param {object} seen @returns {boolean} Whether there is more to bring in than the sheet that is shown. */
export function offersAll(seen) {
  return filledSheets(seen).length > (seen.problem ? 0 : 1);
}

/** What the button for all sheets does. @param {object} seen @param {boolean} changed Whether a person changed anything about this sheet, which counts for it alone. */
export function offerOfAll(seen, changed) {
  const filled = filledSheets(seen).length;
  if (seen.problem) return filled === 1 ? "Import the other sheet" : `Import the other ${counted(filled, "sheet")}`;
  return `Import all ${counted(filled, "sheet")}${changed ? " as found" : ""}`;
}

/** @param {HTMLElement} page @param {object} seen What the server has seen of the file. */
export function showSheets(page, seen) {
  const whys = Object.fromEntries(seen.left_out.map(({ sheet, why }) => [sheet, why ? " (cannot be read)" : " (no rows)"]));
  const options = seen.sheets.map((name) => make("option", { value: name, selected: name === seen.sheet }, name + (whys[name] ?? "")));
  page.querySelector('select[name="sheet"]').replaceChildren(...options);
  page.querySelector("[data-sheets]").hidden = seen.sheets.length < 2;
  page.querySelector("[data-preview]").hidden = seen.columns.length === 0;
  const all = page.querySelector("[data-all]");
  all.hidden = !offersAll(seen);
  all.dataset.title = `Importing “${seen.name}”`;
}
