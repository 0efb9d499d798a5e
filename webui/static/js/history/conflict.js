/** When cells were changed again since: shows what they were and what they are, and lets a person choose. */

import { make } from "../element.js";
import { toast } from "../toast.js";

/**
 * Do something that may be refused because cells were changed since. Then both values are shown, and
 * `keep` or `anyway` is called as the person chooses; any other refusal is said.
 * @template T
 * @param {() => Promise<T>} deed
 * @param {{keep?: (() => void) | null, anyway: () => void}} choices
 * @returns {Promise<T | null>} what came of the deed, null if it was refused
 */
export async function orChoose(deed, { keep, anyway }) {
  try {
    return await deed();
  } catch (problem) {
    if (problem.details?.cells?.length) show(problem, { keep, anyway });
    else toast(problem.message, { kind: problem.code === "nothing_to_undo" ? "done" : "problem" });
    return null;
  }
}

function show(problem, { keep, anyway }) {
  const before = document.activeElement;
  const choose = (act) => async () => {
    dialog.close();
    try {
      await act?.();
    } catch (again) {
      toast(again.message, { kind: "problem" });
    }
  };
  const dialog = make("dialog", { class: "dialog conflict", "aria-labelledby": "conflict-title" },
    make("h2", { id: "conflict-title" }, "Changed again since"),
    make("p", {}, problem.message),
    cells(problem.details),
    make("div", { class: "actions" },
      make("button", { class: "button button-main", type: "button", autofocus: true, onclick: choose(keep) }, "Keep what is there"),
      make("button", { class: "button", type: "button", onclick: choose(anyway) }, "Put the old values back")));
  dialog.addEventListener("close", () => {
    dialog.remove();
    before?.focus?.();
  });
  document.body.append(dialog);
  dialog.showModal();
}

function cells({ cells: changed, more }) {
  const head = make("tr", {}, ...["Row", "Column", "What is there now", "The old value"].map((words) => make("th", { scope: "col" }, words)));
  const lines = changed.map(({ label, name, now, then }) =>
    make("tr", {}, make("td", {}, label), make("td", {}, name), make("td", {}, value(now)), make("td", {}, value(then))));
  const rest = more > 0 && make("p", { class: "faint" }, `and ${more.toLocaleString("en")} more`);
  return make("div", { class: "conflict-cells", tabindex: 0, role: "group", "aria-label": "The cells that were changed" },
    make("table", {}, make("thead", {}, head), make("tbody", {}, ...lines)), rest || null);
}

function value(text) {
  return text === "" ? make("span", { class: "faint" }, "empty") : text;
}
