/**
 * Forms marked data-send go by fetch and follow the server's answer; data-send="json" sends their
 * fields to the JSON API by data-method. What is refused appears beside the field it is about.
 */

import { ask } from "./api.js";
import { clear, explain } from "./refused.js";
import { toast, toastLater } from "./toast.js";
import { step } from "./undo.js";

/** Listen to every form marked data-send, now and later. */
export function startForms() {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches("form[data-send]")) return;
    event.preventDefault();
    send(form, event.submitter);
  });
}

async function send(form, submitter) {
  if (form.getAttribute("aria-busy") === "true") return;
  form.setAttribute("aria-busy", "true");
  clear(form);
  try {
    follow(form, await deliver(form, submitter));
  } catch (problem) {
    explain(form, problem);
  } finally {
    form.removeAttribute("aria-busy");
  }
}

function deliver(form, submitter) {
  const fields = new FormData(form, submitter);
  const method = form.dataset.method ?? "POST";
  if (form.dataset.send === "json") return ask(method, form.action, Object.fromEntries(fields));
  return ask("POST", form.action, new URLSearchParams(fields), { headers: { "X-Tidybase-Form": "1" } });
}

/** Go where the server says, or where the form says, or tell the page that something changed. */
function follow(form, answer) {
  if (answer?.cancelled) return;
  if (answer?.saved) {
    toast(`Saved as “${answer.saved}”.`);
    return;
  }
  const go = answer?.go ?? form.dataset.go;
  const { said } = form.dataset;
  if (go) {
    if (said) toastLater(said, { undo: form.hasAttribute("data-undoable") });
    if (new URL(go, location.href).href === location.href) location.reload();
    else location.assign(go);
    return;
  }
  form.closest("[popover]")?.hidePopover();
  form.closest("dialog")?.close();
  form.reset();
  document.dispatchEvent(new CustomEvent("tidybase:changed", { detail: { ...answer, structure: true, made: form.dataset.made } }));
  if (said) toast(said, form.hasAttribute("data-undoable") ? { action: { label: "Undo", run: () => step("undo") } } : {});
}
