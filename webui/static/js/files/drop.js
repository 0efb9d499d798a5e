/** A file dropped onto a cell of a file column goes into that cell; anywhere else it is imported. */

import { placeOf, putFile } from "./put.js";

/** Listen before the page does, which would import the file. */
export function startDropping() {
  let over = null;
  const aim = (target) => {
    if (target === over) return;
    over?.removeAttribute("data-dropping");
    target?.setAttribute("data-dropping", "");
    document.documentElement.toggleAttribute("data-dropping-file", Boolean(target));
    over = target;
  };
  const aimed = (event) => {
    const files = event.dataTransfer?.types.includes("Files");
    const target = files && event.target.closest?.(".grid-cell, .record-field, .file-box");
    return target && placeOf(target) ? target : null;
  };
  addEventListener("dragover", (event) => {
    aim(aimed(event));
    if (over) event.preventDefault();
  }, true);
  addEventListener("dragleave", (event) => event.relatedTarget || aim(null), true);
  addEventListener("drop", (event) => {
    const target = aimed(event);
    aim(null);
    if (!target) return;
    event.preventDefault();
    const place = placeOf(target);
    place.grid.editing.commit();
    putFile(place, event.dataTransfer.files);
  }, true);
}
