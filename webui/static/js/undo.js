/** Undo and redo, by button and by key; keeps every button's name in step with what it would do. */

import { get, post } from "./api.js";
import { orChoose } from "./history/conflict.js";
import { toast } from "./toast.js";

/** Take the last step back ("undo") or make it again ("redo") and tell the page. `anyway` even
 * where the same cells were changed again since. */
export async function step(which, { anyway = false } = {}) {
  const answer = await orChoose(() => post(`/api/v1/${which}`, { anyway }), {
    keep: which === "undo" ? keep : null,
    anyway: () => step(which, { anyway: true }),
  });
  if (!answer) return;
  document.dispatchEvent(new CustomEvent("tidybase:changed", { detail: answer }));
  const back = which === "undo" ? { label: "Redo", run: () => step("redo") } : { label: "Undo", run: () => step("undo") };
  toast(`${which === "undo" ? "Taken back" : "Done again"}: ${answer.done}`, { action: back });
}

/** Undo goes on with the step before the one that is left as it is. */
async function keep() {
  const offer = await post("/api/v1/undo/keep");
  document.dispatchEvent(new CustomEvent("tidybase:changed", { detail: offer }));
  toast("Left as it is.");
}

/** Listen to the buttons, the keys, and every change made on the page. */
export function startUndo() {
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-undo], [data-redo]");
    if (button && !button.disabled) step(button.hasAttribute("data-undo") ? "undo" : "redo");
  });
  document.addEventListener("keydown", onKey);
  document.addEventListener("tidybase:changed", (event) => label(event.detail));
  document.addEventListener("tidybase:outdated", () => label(null));
}

/** @param {KeyboardEvent} event */
function onKey(event) {
  if (event.defaultPrevented || !(event.ctrlKey || event.metaKey) || event.altKey || writing(event.target)) return;
  if (!document.querySelector("[data-history]")) return;
  const key = event.key.toLowerCase();
  const which = key === "z" ? (event.shiftKey ? "redo" : "undo") : key === "y" && !event.shiftKey ? "redo" : null;
  if (!which) return;
  event.preventDefault();
  step(which);
}

/** Whether the key belongs to text being written; a grid's own key catcher is marked as none. */
function writing(target) {
  if (!(target instanceof HTMLElement) || target.hasAttribute("data-keys-pass")) return false;
  return target.isContentEditable || target.matches("textarea, select, input:not([type=checkbox], [type=button], [type=submit])");
}

async function label(answer) {
  if (!document.querySelector("[data-undo], [data-redo]")) return;
  const known = answer && "undo" in answer && "redo" in answer;
  const names = known ? answer : await get("/api/v1/undo").catch(() => null);
  if (!names) return;
  name("[data-undo]", names.undo, "Nothing to undo");
  name("[data-redo]", names.redo, "Nothing to redo");
}

function name(selector, words, otherwise) {
  for (const button of document.querySelectorAll(selector)) {
    button.disabled = !words;
    button.title = words ?? otherwise;
    button.setAttribute("aria-label", words ?? otherwise);
  }
}
