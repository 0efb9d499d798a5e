/** Another kind for a column: which there are, what would become of its cells, and doing it. */

import { post } from "../api.js";
import { chip } from "../cells/chips.js";
import { make } from "../element.js";
import { icon } from "../icon.js";
import { openDialog } from "../links/frame.js";
import { follow } from "../progress.js";
import { count, plural } from "../grid/numbers.js";
import { allKinds } from "./kinds.js";

/** @param {import("../grid/index.js").DataGrid} grid */
export async function changeKind(grid, column) {
  const root = `${grid.remote.root}/columns/${column.id}`;
  const kinds = (await allKinds()).filter(({ name, target }) => target && name !== column.type);
  const outcome = make("div", { class: "kind-outcome", role: "status" }, "Choose a kind to see how many cells fit.");
  const list = make("div", { class: "kind-list", role: "radiogroup", "aria-label": "Kinds" }, ...kinds.map(option));
  let message = "";
  const dialog = openDialog({
    title: `Change the kind of “${column.name}”`, parts: [list, outcome], action: "Change kind", isNew: false,
    said: () => message,
    async send(form) {
      const type = form.elements.type.value;
      const answer = await post(`${root}/kind`, { type });
      message = answer.job ? told(await follow(answer.job, `Changing “${column.name}”`)) : `“${column.name}” is changed. ${answer.message}`;
      return {};
    },
  });
  dialog.classList.add("dialog-wide");
  const button = dialog.querySelector(".button-main");
  button.disabled = true;
  list.addEventListener("change", ({ target }) => rehearse(root, target.value, outcome, button));
}

function option({ name, label, about, icon: picture }) {
  return make("label", { class: "kind-option" }, make("input", { type: "radio", name: "type", value: name }), icon(picture),
    make("span", {}, make("strong", {}, label), make("span", { class: "kind-about" }, about)));
}

/** Say what would happen, unless something else was chosen meanwhile. */
async function rehearse(root, type, outcome, button) {
  outcome.type = type;
  button.disabled = true;
  outcome.replaceChildren("Looking through the cells…");
  try {
    const found = await post(`${root}/rehearsal`, { type }, { quiet: true });
    if (outcome.type !== type) return;
    outcome.replaceChildren(...said(found));
    button.disabled = false;
  } catch (problem) {
    if (outcome.type === type) outcome.replaceChildren(problem.message);
  }
}

function said({ filled, fit, odd, options }) {
  const wrong = filled - fit;
  const others = wrong === 1 ? "the other one is kept as it is" : `the other ${count(wrong)} are kept as they are`;
  const words = filled === 0 ? "The column is empty." : wrong === 0 ? `${filled === 1 ? "The one cell fits." : `All ${count(filled)} cells fit.`}`
    : `${count(fit)} of ${count(filled)} fit; ${others}.`;
  return [make("strong", {}, words), choices(options), rest(odd, wrong)].filter(Boolean);
}

function choices({ choices: found = [], ...options }) {
  if (found.length === 0) return null;
  return make("p", { class: "kind-choices" }, `${plural(found.length, "choice")} found: `, ...found.map(({ name }) => chip(name, { ...options, choices: found })));
}

function rest(odd, wrong) {
  if (wrong === 0) return null;
  const items = odd.map(({ text }) => make("li", {}, text));
  if (wrong > odd.length) items.push(make("li", { class: "faint" }, `and ${count(wrong - odd.length)} more`));
  return make("details", { class: "kind-odd" }, make("summary", {}, wrong === 1 ? "Show it" : `Show the ${count(wrong)}`), make("ul", {}, ...items));
}

function told({ state, message, error }) {
  if (state === "cancelled") return "Stopped. Nothing was changed.";
  return state === "failed" ? error.message : message;
}
