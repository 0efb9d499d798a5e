/** Choices as coloured chips. A choice that is in no list has the colour of its letters. */

import { make } from "../element.js";

export const COLOURS = ["teal", "amber", "blue", "rose", "green", "violet", "orange", "slate"];

/** @returns {HTMLElement} one choice, coloured */
export function chip(name, { choices = [] } = {}) {
  const listed = choices.find((each) => each.name === name)?.colour;
  return make("span", { class: "chip", "data-colour": COLOURS.includes(listed) ? listed : guessed(name) }, name);
}

/** @returns {string} a text as wide as the chips of these names */
export const asWide = (names) => names.map((name) => `${name}mm`).join("");

/** Draw chips in a cell, unless the same ones are there already. */
export function drawChips(cell, names, options) {
  const drawn = JSON.stringify([names, options?.choices]);
  if (cell.drawn === drawn) return;
  cell.drawn = drawn;
  cell.replaceChildren(...names.map((name) => chip(name, options)));
}

function guessed(name) {
  let sum = 0;
  for (const letter of name) sum = (sum * 31 + letter.codePointAt(0)) % 65_521;
  return COLOURS[sum % COLOURS.length];
}
