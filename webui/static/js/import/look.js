/** Lines of the file, for whoever wants to look at them. */

import { make } from "../element.js";

/**
 * @param {string} words What opens them.
 * @param {{place: number, text: string}[]} lines Some lines, or cells in them, by where they stand in the file.
 * @param {number} [total] How many there are, if these are only the first.
 * @returns {HTMLElement}
 */
export function look(words, lines, total = lines.length) {
  const row = ({ place, text }) => make("li", {}, make("span", { class: "import-place" }, `Row ${place.toLocaleString("en")}`), make("q", {}, text));
  const more = total > lines.length ? make("p", {}, `These are the first ${lines.length} of ${total.toLocaleString("en")}.`) : null;
  return make("details", { class: "import-look" }, make("summary", {}, words), make("ul", {}, ...lines.map(row)), more);
}
