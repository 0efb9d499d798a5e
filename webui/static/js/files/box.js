/** What one can do with the file of a cell, in a small box beside it. */

import { get, post } from "../api.js";
import { showBeside } from "../beside.js";
import { make } from "../element.js";
import { icon } from "../icon.js";
import { toast } from "../toast.js";
import { picture } from "./face.js";
import { placeOf, putFile, takeOut } from "./put.js";

/**
 * @param {HTMLElement} field @param {{id: number, label: string} | null} file what is in the cell
 * @param {() => void} leave closes everything again
 * @returns {{close: () => void, enter: () => void}}
 */
export function openBox(field, file, leave) {
  const box = make("div", { class: "popover pick-list file-box", popover: "manual", role: "dialog", "aria-label": file ? `File ${file.label}` : "File" });
  const place = placeOf(field);
  box.place = place;
  const after = (act) => () => {
    leave();
    act();
  };
  box.append(...(file ? about(file) : [make("p", { class: "file-hint" }, "Drop a file onto the cell, or paste a picture.")]),
    button("upload", file ? "Choose another file…" : "Choose a file…", () => choose(place, leave)));
  if (file) box.append(button("download", "Save a copy…", after(() => saveCopy(file))), button("trash", "Remove from the cell", after(() => takeOut(place))));
  const elsewhere = ({ target }) => box.contains(target) || target === field || leave();
  document.addEventListener("pointerdown", elsewhere, true);
  box.addEventListener("pointerdown", (event) => event.preventDefault());
  box.addEventListener("keydown", (event) => key(event, leave));
  const close = () => {
    document.removeEventListener("pointerdown", elsewhere, true);
    if (box.contains(document.activeElement)) field.focus({ preventScroll: true });
    box.remove();
  };
  showBeside(box, field);
  return { close, enter: () => box.querySelector("button").focus() };
}

/** A picture of it, its name, and how large it is once that is known. */
function about(file) {
  const frame = make("div", { class: "file-frame", hidden: true });
  const size = make("span", { class: "file-size" });
  picture(file, (found) => {
    frame.hidden = false;
    frame.replaceChildren(found);
  });
  get(`/api/v1/files/${file.id}`).then((told) => (size.textContent = sized(told.size)), () => null);
  return [frame, make("p", { class: "file-name" }, file.label, " ", size)];
}

function button(sign, words, act) {
  return make("button", { type: "button", onclick: act }, icon(sign), words);
}

function choose(place, leave) {
  const input = make("input", { type: "file", hidden: true });
  input.addEventListener("cancel", () => input.remove());
  input.addEventListener("change", () => {
    leave();
    putFile(place, input.files);
    input.remove();
  });
  document.body.append(input);
  input.click();
}

async function saveCopy(file) {
  try {
    const answer = await post(`/api/v1/files/${file.id}/copy`, undefined, { quiet: true });
    if (answer.go) make("a", { href: answer.go, download: true }).click();
    if (answer.saved) toast(`Saved as “${answer.saved}”.`);
  } catch (problem) {
    toast(problem.message, { kind: "problem" });
  }
}

function key(event, leave) {
  event.stopPropagation();
  const at = document.activeElement;
  const buttons = [...at.closest(".file-box").querySelectorAll("button")];
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (event.key === "Escape" || event.key === "Tab") leave();
  else if (step) buttons.at((buttons.indexOf(at) + step) % buttons.length).focus();
  else return;
  event.preventDefault();
}

/** @param {number} bytes */
function sized(bytes) {
  if (bytes < 1000) return `${bytes} bytes`;
  const [value, unit] = bytes < 1_000_000 ? [bytes / 1000, "kB"] : [bytes / 1_000_000, "MB"];
  return `${value.toLocaleString("en", { maximumSignificantDigits: value < 10 ? 2 : 3 })} ${unit}`;
}
