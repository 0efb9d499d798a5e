/** Native dialogs: shown by a button that names one, closed by Escape, its Cancel or a click beside it. */

import { make } from "./element.js";

/**
 * Ask before something is done. Escape and Cancel mean no.
 * @param {string} title @param {string | Node} words @param {string} action what the button says
 * @returns {Promise<boolean>}
 */
export function sure(title, words, action) {
  const no = make("button", { class: "button", type: "button", "data-close-dialog": true }, "Cancel");
  const yes = make("button", { class: "button button-main", type: "button" }, action);
  const text = typeof words === "string" ? make("p", {}, words) : words;
  const dialog = make("dialog", { class: "dialog", role: "alertdialog", "aria-label": title },
    make("h2", {}, title), text, make("div", { class: "form-actions" }, no, yes));
  yes.addEventListener("click", () => dialog.close("yes"));
  document.body.append(dialog);
  dialog.showModal();
  yes.focus();
  return new Promise((answered) => dialog.addEventListener("close", () => {
    dialog.remove();
    answered(dialog.returnValue === "yes");
  }));
}

/** Listen to [data-dialog="id"] buttons and [data-close-dialog] inside dialogs. */
export function startDialogs() {
  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-dialog]");
    if (opener) document.getElementById(opener.dataset.dialog)?.showModal();
    if (event.target.closest("[data-close-dialog]") || event.target.matches?.("dialog[open]")) {
      if (!event.target.closest("[data-stay]")) event.target.closest("dialog")?.close();
    }
  });
}
