/** A dialog with a form that makes or changes a column, and tells the page when it is done. */

import { make } from "../element.js";
import { clear, explain } from "../refused.js";
import { toast } from "../toast.js";
import { step } from "../undo.js";

let made = 0;

/**
 * @param {{title: string, words?: string, parts: Node[], action: string,
 *   send: (form: HTMLFormElement) => Promise<object>, said: string | (() => string), isNew: boolean}} about
 * @returns {HTMLDialogElement} it is shown, and gone once it is closed
 */
export function openDialog({ title, words, parts, action, send, said, isNew }) {
  const cancel = make("button", { class: "button", type: "button", "data-close-dialog": true }, "Cancel");
  const buttons = make("div", { class: "form-actions" }, cancel, make("button", { class: "button button-main" }, action));
  const form = make("form", { class: "form", "data-stay": true }, ...parts, buttons);
  const dialog = make("dialog", { class: "dialog dialog-links", "aria-label": title }, make("h2", {}, title), words ? make("p", { class: "faint" }, words) : null, form);
  cancel.addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => dialog.remove());
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (form.getAttribute("aria-busy") === "true") return;
    form.setAttribute("aria-busy", "true");
    clear(form);
    try {
      const answer = await send(form);
      dialog.close();
      tell(answer, said, isNew);
    } catch (problem) {
      explain(form, problem);
    } finally {
      form.removeAttribute("aria-busy");
    }
  });
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

/** A labelled field of a form; what is refused about it appears below. */
export function labelled(label, control, hint) {
  made += 1;
  control.id = `links-field-${made}`;
  control.setAttribute("aria-describedby", `${control.id}-error`);
  return make("div", { class: "field" }, make("label", { for: control.id }, label), control,
    hint ? make("p", { class: "field-hint" }, hint) : null,
    make("p", { class: "field-error", id: `${control.id}-error`, role: "alert" }));
}

/** @param {{id: number, name: string}[]} things to choose from */
export function choice(name, things, chosen) {
  return make("select", { class: "input", name }, ...options(things, chosen));
}

/** What to choose from, for a list that changes. */
export function options(things, chosen) {
  return things.map((each) => make("option", { value: each.id, selected: each.id === chosen }, each.name));
}

export function title(value = "") {
  return make("input", { class: "input", name: "name", autocomplete: "off", maxlength: 60, value });
}

function tell(answer, said, isNew) {
  const detail = { ...answer, structure: true, made: isNew ? "column" : undefined };
  document.dispatchEvent(new CustomEvent("tidybase:changed", { detail }));
  toast(typeof said === "function" ? said() : said, { action: { label: "Undo", run: () => step("undo") } });
}
