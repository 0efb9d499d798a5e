/** How a file looks: a small picture of it, or a sign for its kind. */

import { make } from "../element.js";
import { icon } from "../icon.js";

const PICTURE = /\.(?:png|jpe?g|jfif|gif|webp|avif|heic|svg|bmp|tiff?)$/i;
const SIGNS = [[/\.(?:xlsx?|xlsb|ods|csv|tsv)$/i, "sheet"], [/\.(?:pdf|docx?|odt|rtf|txt|md)$/i, "file"]];

/** @param {{id: number, label: string}} file @returns {HTMLElement} */
export function face(file) {
  const sign = SIGNS.find(([ending]) => ending.test(file.label))?.[1] ?? "paperclip";
  const box = make("span", { class: "file-face", "aria-hidden": "true" }, icon(sign));
  picture(file, (found) => {
    box.dataset.pictured = "";
    box.replaceChildren(found);
  });
  return box;
}

/** Give the small picture of a file once it is there; never, if it has none. */
export function picture(file, then) {
  if (!PICTURE.test(file.label)) return;
  const found = make("img", { src: `/files/${file.id}/preview`, alt: "", decoding: "async", draggable: "false" });
  found.addEventListener("load", () => then(found));
}
