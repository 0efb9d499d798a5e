/** What a form could not be sent for, said beside the field it is about. */

import { toast } from "./toast.js";

/** @param {HTMLFormElement} form nothing is wrong with it any more, or not yet */
export function clear(form) {
  for (const field of form.querySelectorAll("[aria-invalid]")) field.removeAttribute("aria-invalid");
  for (const line of form.querySelectorAll(".field-error")) line.textContent = "";
}

/** @param {HTMLFormElement} form @param {{message: string, field?: string}} problem */
export function explain(form, problem) {
  const field = problem.field && form.elements.namedItem(problem.field);
  const line = field ? document.getElementById(`${field.id}-error`) : form.querySelector("[data-refused]");
  if (!line) {
    toast(problem.message, { kind: "problem" });
    return;
  }
  line.textContent = problem.message;
  field?.setAttribute("aria-invalid", "true");
  field?.focus();
}
