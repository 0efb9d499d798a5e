/** Calm messages at the foot of the page. They go by themselves, but not while they are being read. */

import { make } from "./element.js";
import { icon } from "./icon.js";

const STAYS = 6000;
const KEY = "tidybase-toast";

/**
 * Say one sentence. `action` adds a button to it: {label, run}; `more` a link: {label, go}; `keep` lets it stand
 * until it is closed.
 * @param {string} sentence
 * @param {{kind?: "done"|"problem", action?: {label: string, run: () => void}, more?: {label: string, go: string} | null, keep?: boolean}} [options]
 * @returns {HTMLElement | null} what stands on the page now
 */
export function toast(sentence, { kind = "done", action, more, keep = false } = {}) {
  const box = document.querySelector("[data-toasts]");
  if (!box) return null;
  const button = action && make("button", { class: "button button-link", type: "button" }, action.label);
  const close = make("button", { class: "button button-icon", type: "button", "data-close": true, "aria-label": "Close this message" }, icon("close"));
  const line = make("div", { class: "toast", "data-kind": kind, "data-keep": keep }, icon(kind === "problem" ? "warning" : "check-circle"), make("span", {}, sentence),
    more && make("a", { class: "button button-link", href: more.go }, more.label), button, close);
  button?.addEventListener("click", () => {
    line.remove();
    action.run();
  });
  for (const old of box.querySelectorAll(".toast:not([data-keep])")) old.remove();
  box.append(line);
  leaveInTime(line);
  return line;
}

/** Say it on the next page this window shows. `undo` offers to take the step back; `more` is a link, {label, go}. */
export function toastLater(sentence, { undo = false, more = null, kind = "done" } = {}) {
  sessionStorage.setItem(KEY, JSON.stringify({ sentence, undo, more, kind }));
}

/** An offer to take a step back is only good until the next step. */
function withdraw() {
  document.querySelector("[data-toasts] .toast:not([data-keep]):has(.button-link)")?.remove();
}

/** Show what the last page left to say and let the server's own messages go in time. */
export function startToasts(undo) {
  document.addEventListener("click", (event) => event.target.closest("[data-toasts] [data-close]")?.closest(".toast").remove());
  document.addEventListener("tidybase:changed", withdraw);
  for (const line of document.querySelectorAll("[data-toasts] .toast")) leaveInTime(line);
  const kept = sessionStorage.getItem(KEY);
  if (!kept) return;
  sessionStorage.removeItem(KEY);
  const said = JSON.parse(kept);
  toast(said.sentence, { kind: said.kind, more: said.more, action: said.undo ? { label: "Undo", run: undo } : undefined });
}

function leaveInTime(line) {
  let timer = 0;
  const start = () => {
    clearTimeout(timer);
    if (line.dataset.kind !== "problem") timer = setTimeout(() => line.remove(), STAYS);
  };
  for (const pause of ["pointerenter", "focusin"]) line.addEventListener(pause, () => clearTimeout(timer));
  for (const go of ["pointerleave", "focusout"]) line.addEventListener(go, start);
  start();
}
