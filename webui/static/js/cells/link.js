/** One row of another table. */

import { asWide } from "./chips.js";
import { drawNames, idOf, nameOf, openRows } from "./linked.js";
import { label } from "./reference.js";

/** @type {import("./index.js").CellType} */
export const link = {
  show: label,
  text: label,
  wide: (value) => (label(value) === "" ? "" : asWide([label(value)])),
  typed: true,
  searches: true,
  pick: "chevron-down",
  guess: (text) => (text.trim() === "" ? null : nameOf(text)),
  paint: (cell, value) => drawNames(cell, label(value) === "" ? [] : [value]),
  help(field, done, value, options = {}) {
    const take = (item) => {
      field.value = idOf(item);
    };
    return openRows(field, options.table, {
      isChosen: (item) => item.id === value?.id,
      leave: done,
      best: take,
      pick(item) {
        take(item);
        done();
      },
    });
  },
};
