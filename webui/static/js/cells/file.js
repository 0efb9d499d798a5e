/** Files kept in the document, by their names; chosen, dropped or pasted. */

import { openBox } from "../files/box.js";
import { face, picture } from "../files/face.js";
import { put } from "../files/put.js";
import { make } from "../element.js";
import { label } from "./reference.js";

/** @type {import("./index.js").CellType} */
export const file = {
  show: label,
  text: label,
  typed: true,
  pick: "paperclip",
  guess: (text) => put.get(text) ?? text,
  paint,
  portray,
  help(field, done, value) {
    const box = openBox(field, value?.id ? value : null, done);
    // The box is what one came for; the field only holds the name.
    queueMicrotask(box.enter);
    return box;
  },
};

function paint(cell, value) {
  const name = label(value);
  const drawn = `${value?.id ?? ""} ${name}`;
  if (cell.drawn === drawn) return;
  cell.drawn = drawn;
  cell.replaceChildren(...(value?.id ? [face(value), make("span", { class: "file-label" }, name)] : [name]));
}

/** The larger picture below the field of a record. */
function portray(box, value) {
  if (box.file === value?.id) return;
  box.file = value?.id;
  box.replaceChildren();
  if (value?.id) picture(value, (found) => box.file === value.id && box.replaceChildren(found));
}
