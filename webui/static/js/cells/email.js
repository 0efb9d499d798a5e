/** E-mail addresses, with a sign that begins a letter. */

import { drawOpened } from "./opened.js";
import { text } from "./text.js";

/** @type {import("./index.js").CellType} */
export const email = {
  show: text.show,
  text: text.text,
  typed: true,
  guess: (typed) => typed,
  paint(cell, value) {
    const address = text.show(value);
    const whole = /^[^\s@?&]+@[^\s@?&]+$/.test(address);
    drawOpened(cell, address, whole ? `mailto:${encodeURIComponent(address).replace("%40", "@")}` : "", `Write to ${address}`);
  },
};
