/**
 * Spreadsheets dropped anywhere on a page with [data-drop], or picked with its file field, are sent
 * to the address data-drop names; the page then follows the answer.
 */

import { make } from "./element.js";
import { icon } from "./icon.js";
import { upload } from "./upload.js";

/** Listen on the whole window, so that no drop can replace the page with the file itself. */
export function startDrops() {
  const place = document.querySelector("[data-drop]");
  const veil = make("div", { class: "drop-veil", "data-drop-veil": true, hidden: true }, icon("upload"),
    make("span", {}, "Let go to read this file"), make("p", {}, "The file itself stays as it is."));
  if (place) document.body.append(veil);
  let depth = 0;
  const hover = (change) => {
    depth = Math.max(0, depth + change);
    veil.hidden = depth === 0;
  };
  addEventListener("dragenter", (event) => carriesFile(event) && hover(1));
  addEventListener("dragleave", (event) => carriesFile(event) && hover(-1));
  addEventListener("dragover", (event) => carriesFile(event) && event.preventDefault());
  addEventListener("drop", (event) => {
    if (!carriesFile(event)) return;
    const taken = event.defaultPrevented;  // by a cell that it was dropped onto
    event.preventDefault();
    depth = 0;
    hover(0);
    if (place && !taken) take(place.dataset, event.dataTransfer.files);
  });
  listenToFields(place);
}

function listenToFields(place) {
  document.addEventListener("click", (event) => event.target.closest("[data-choose]") && document.querySelector("[data-file]")?.click());
  document.addEventListener("change", (event) => {
    if (!event.target.matches?.("[data-file]") || !place) return;
    take(place.dataset, event.target.files);
    event.target.value = "";
  });
}

function carriesFile(event) {
  return Boolean(event.dataTransfer?.types.includes("Files"));
}

/** @param {{drop: string, then?: string}} place `then` goes behind the address of the next page. @param {FileList} files */
async function take({ drop, then }, files) {
  // The list belongs to the event or the field, which let go of it; the files themselves stay.
  if (files.length > 0) await upload(drop, [...files], then);
}
