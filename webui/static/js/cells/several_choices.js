/** Several of a few words, as chips; typed with commas between, or ticked in a list. */

import { asWide, chip, drawChips } from "./chips.js";
import { openList } from "./list.js";

const NAME = /\s*(?:"((?:[^"]|"")*)"\s*(?=[,;\r\n]|$)|([^,;\r\n]*))(?:[,;\r\n]|$)/y;

/** @type {import("./index.js").CellType} */
export const severalChoices = {
  show: written,
  text: written,
  wide: (value) => asWide(named(value)),
  typed: true,
  pick: "chevron-down",
  guess: split,
  paint: (cell, value, options) => drawChips(cell, named(value), options),
  help(field, done, value, options = {}) {
    const items = (options.choices ?? []).map(({ name }) => ({ text: name, face: () => chip(name, options) }));
    return openList(field, items, {
      label: "Choices",
      several: true,
      isChosen: (item) => split(field.value).includes(item.text),
      leave: done,
      pick({ text }) {
        const names = split(field.value);
        field.value = written(names.includes(text) ? names.filter((name) => name !== text) : [...names, text]);
      },
    });
  },
};

function named(value) {
  if (Array.isArray(value)) return value;
  return written(value) === "" ? [] : [written(value)];
}

/** @returns {string} names with commas between */
export function written(value) {
  if (!Array.isArray(value)) return String(value ?? "");
  return value.map((name) => (isPlain(name) ? name : `"${name.replaceAll('"', '""')}"`)).join(", ");
}

function isPlain(name) {
  return name === name.trim() && !/[,;"\r\n]/.test(name) && !name.startsWith("[");
}

/** @returns {string[]} the names in a text, each once */
export function split(text) {
  const bare = text.trim();
  const names = [];
  NAME.lastIndex = 0;
  while (NAME.lastIndex < bare.length) {
    const found = NAME.exec(bare);
    if (!found || found[0] === "") break;
    names.push(found[1] === undefined ? found[2].trim() : found[1].replaceAll('""', '"'));
  }
  return [...new Set(names.filter(Boolean))];
}
