/**
 * A name that can be changed where it stands: [data-rename="/api/…"] turns into a field on
 * double-click, F2 or its [data-rename-start] button. Enter keeps, Escape leaves it as it was.
 */

import { patch } from "./api.js";
import { make } from "./element.js";
import { toast } from "./toast.js";

/** Listen for the ways to begin. */
export function startRenaming() {
  document.addEventListener("dblclick", (event) => begin(event.target.closest("[data-rename]")));
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-rename-start]");
    if (!button) return;
    button.closest("[popover]")?.hidePopover();
    begin(document.querySelector("[data-rename]"));
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "F2" && event.target.matches?.("[data-rename]")) begin(event.target);
  });
}

function begin(title) {
  if (!title || title.querySelector("input") || title.closest("[data-read-only]")) return;
  const before = title.textContent.trim();
  const field = make("input", { class: "input title-input", value: before, "aria-label": "Name of this table", maxlength: 60, size: Math.max(12, before.length) });
  title.replaceChildren(field);
  field.focus();
  field.select();
  let over = false;
  const end = async (keep) => {
    if (over) return;
    over = true;
    const name = field.value.trim();
    const here = document.activeElement === field;
    over = keep && name && name !== before ? await save(title, name, field) : show(title, before);
    if (over && here) title.focus();
  };
  field.addEventListener("blur", () => end(true));
  field.addEventListener("keydown", (event) => {
    event.stopPropagation();
    if (event.key === "Enter" || event.key === "Escape") end(event.key === "Enter");
  });
}

/** Save the new name; false when the server would not have it, and the field stays. */
async function save(title, name, field) {
  try {
    const answer = await patch(title.dataset.rename, { name });
    show(title, answer?.name ?? name);
    document.dispatchEvent(new CustomEvent("tidybase:changed", { detail: { ...answer, structure: true } }));
    return true;
  } catch (problem) {
    field.setAttribute("aria-invalid", "true");
    toast(problem.message, { kind: "problem" });
    field.focus();
    return false;
  }
}

function show(title, words) {
  title.textContent = words;
  return true;
}
