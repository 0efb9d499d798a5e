/** Stars; typed as a digit, or picked. */

import { make } from "../element.js";
import { openList } from "./list.js";

const digits = (value) => (value === null || value === undefined ? "" : String(value));

/** @type {import("./index.js").CellType} */
export const rating = {
  show: digits,
  text: digits,
  typed: true,
  pick: "chevron-down",
  guess: (text) => (/^\d+$/.test(text.trim()) ? Number(text) : text.trim() || null),
  paint,
  help(field, done, value, options) {
    const most = mostOf(options);
    const items = Array.from({ length: most }, (_, index) => String(most - index));
    return openList(field, items.map((text) => ({ text, face: () => stars(Number(text), most) })), {
      label: "Stars",
      isChosen: (item) => item.text === digits(value),
      leave: done,
      pick(item) {
        field.value = item.text;
        done();
      },
    });
  },
};

function paint(cell, value, options) {
  const most = mostOf(options);
  const drawn = `${value} of ${most}`;
  if (cell.drawn === drawn) return;
  cell.drawn = drawn;
  const known = Number.isInteger(value) && value >= 1 && value <= most;
  cell.replaceChildren(known ? stars(value, most) : digits(value));
}

function stars(value, most) {
  const full = make("span", { class: "stars-full" }, "★".repeat(value));
  return make("span", { class: "stars", role: "img", "aria-label": `${value} of ${most}` }, full, "★".repeat(most - value));
}

function mostOf({ most = 5 } = {}) {
  return Number.isInteger(most) && most >= 1 && most <= 10 ? most : 5;
}
