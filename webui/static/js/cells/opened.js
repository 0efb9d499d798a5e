/** A text with a small sign at its end that opens what it leads to: a page, or a new e-mail. */

import { make } from "../element.js";
import { icon } from "../icon.js";

const SAFE = /^(?:https?:\/\/|mailto:)/i;

/** @param {HTMLElement} cell @param {string} text @param {string} address nothing but the web and
 * e-mail is opened @param {string} label what a screen reader says of the sign */
export function drawOpened(cell, text, address, label) {
  if (cell.drawn === text) return;
  cell.drawn = text;
  const sign = text !== "" && SAFE.test(address)
    ? make("a", { class: "cell-open", href: address, target: "_blank", rel: "noopener noreferrer", tabindex: -1, title: label, "aria-label": label }, icon("open"))
    : null;
  cell.replaceChildren(text, ...(sign ? [sign] : []));
}
