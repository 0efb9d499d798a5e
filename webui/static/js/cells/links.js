/** Several rows of another table; typed with commas between their names, or ticked in a list. */

import { asWide } from "./chips.js";
import { drawNames, idOf, nameOf, openRows, said } from "./linked.js";
import { split, written } from "./several_choices.js";

/** @type {import("./index.js").CellType} */
export const links = {
  show: (value) => listed(value).map(said).join(", "),
  text: (value) => written(listed(value).map(said)),
  wide: (value) => asWide(listed(value).map(said)),
  typed: true,
  searches: true,
  pick: "chevron-down",
  guess: (text) => split(text).map(nameOf),
  paint: (cell, value) => drawNames(cell, listed(value)),
  help(field, done, value, options = {}) {
    // A name stands for the row that was ticked under it; another row of that name says its number.
    const known = new Map(listed(value).filter(({ id }) => id !== undefined).map((each) => [said(each), each]));
    const before = new Set(known.keys());
    const named = (item) => (known.get(item.label) ?? item).id === item.id ? item.label : `${item.label} #${item.id}`;
    const unfinished = () => split(field.value).filter((name) => !known.has(name) && !before.has(name)).at(-1) ?? "";
    const toggle = (item) => {
      const name = named(item);
      const names = split(field.value).filter((each) => each !== unfinished());
      known.set(name, item);
      field.value = written(names.includes(name) ? names.filter((each) => each !== name) : [...names, name]);
    };
    const list = openRows(field, options.table, {
      several: true,
      part: unfinished,
      isChosen: (item) => split(field.value).some((name) => known.get(name)?.id === item.id),
      leave: done,
      best: toggle,
      pick: toggle,
    });
    const settle = () => {
      field.value = written(split(field.value).map((name) => (known.has(name) ? idOf(known.get(name)) : name)));
    };
    return { ...list, settle };
  },
};

function listed(value) {
  if (Array.isArray(value)) return value;
  return value === null || value === undefined || value === "" ? [] : [value];
}
