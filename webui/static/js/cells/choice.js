/** One of a few words, as a coloured chip; typed, or picked from the list of the column. */

import { asWide, chip, drawChips } from "./chips.js";
import { openList } from "./list.js";

const plain = (value) => (value === null || value === undefined ? "" : String(value));
const named = (value) => (plain(value) === "" ? [] : [plain(value)]);

/** @type {import("./index.js").CellType} */
export const choice = {
  show: plain,
  text: plain,
  wide: (value) => asWide(named(value)),
  typed: true,
  pick: "chevron-down",
  guess: (text) => text.trim() || null,
  paint: (cell, value, options) => drawChips(cell, named(value), options),
  help(field, done, value, options = {}) {
    const items = (options.choices ?? []).map(({ name }) => ({ text: name, face: () => chip(name, options) }));
    return openList(field, items, {
      label: "Choices",
      isChosen: (item) => item.text === value,
      leave: done,
      pick(item) {
        field.value = item.text;
        done();
      },
    });
  },
};
