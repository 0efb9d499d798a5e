/** Cells pasted on a page with [data-paste], not into a field, are read like a file. */

import { toast } from "./toast.js";
import { upload } from "./upload.js";

const FIELDS = "input, textarea, select, dialog, [contenteditable]";
const ADVICE = "To bring in a list, copy its cells in the other program: at least two rows or two columns. Then paste them here.";

/** Listen for what is pasted; a field that has the focus gets its own. */
export function startPastes() {
  const place = document.querySelector("[data-paste]");
  if (!place) return;
  document.addEventListener("paste", (event) => {
    if (event.defaultPrevented || event.target.closest?.(FIELDS) || document.querySelector("dialog[open]")) return;
    event.preventDefault();
    const file = listIn(event.clipboardData);
    if (file) upload(place.dataset.drop, [file]);
    else toast(ADVICE);
  });
}

/**
 * What was copied, as a file: a table as other programs paint it, or else text with several cells.
 * @param {DataTransfer} copied @returns {File | null}
 */
function listIn(copied) {
  const page = copied.getData("text/html");
  const text = copied.getData("text/plain");
  if (cellsOf(page) > 1) return new File(['<meta charset="utf-8">', page], "Pasted cells.html", { type: "text/html" });
  if (text.includes("\t")) return new File([text], "Pasted cells.tsv", { type: "text/plain" });
  if (/\S\s*[\r\n]+\s*\S/.test(text)) return new File([text], "Pasted cells.csv", { type: "text/plain" });
  return [...copied.files].find((file) => !file.type.startsWith("image/")) ?? null;
}

/** How many cells the tables of a page have. It is not parsed here: its styles would be, too. */
function cellsOf(page) {
  return page.match(/<t[dh][\s>]/gi)?.length ?? 0;
}
