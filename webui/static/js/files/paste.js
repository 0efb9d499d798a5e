/** A picture, or any file, pasted into a cell of a file column. */

import { placeOf, putFile } from "./put.js";

/** Listen before the grid does, which pastes texts. */
export function startPasting() {
  document.addEventListener("paste", (event) => {
    const files = [...(event.clipboardData?.files ?? [])];
    const place = files.length > 0 && placeOf(event.target);
    if (!place) return;
    event.preventDefault();
    event.stopPropagation();
    place.grid.editing.commit();
    putFile(place, files.map(named));
  }, true);
}

/** What lies in the clipboard has no name of its own. */
function named(file) {
  if (!/^image\.\w+$/.test(file.name)) return file;
  const now = new Date(Date.now() - new Date().getTimezoneOffset() * 60_000).toISOString();
  const name = `Picture ${now.slice(0, 10)} ${now.slice(11, 19).replaceAll(":", ".")}${file.name.slice(5)}`;
  return new File([file], name, { type: file.type });
}
