/** The rules of a column in plain words, and what else there is to set about its kind. */

import { patch } from "../api.js";
import { make } from "../element.js";
import { labelled, openDialog } from "../links/frame.js";
import { plural } from "../grid/numbers.js";
import { toast } from "../toast.js";
import { kindOf } from "./kinds.js";

const TICKS = { required: "Must be filled in", unique: "No two alike" };
const TEXTS = {
  from: ["From"],
  to: ["To"],
  pattern: ["Looks like", "# stands for a digit, @ for a letter, ? for any sign, * for anything."],
  default: ["New rows begin with"],
  currency: ["Currency", "A code such as EUR, or a sign such as €."],
  most: ["Stars", "As many as there can be, up to 10."],
};

/** @param {import("../grid/index.js").DataGrid} grid */
export async function changeRules(grid, column) {
  const kind = await kindOf(column);
  const names = [...kind.rules, ...kind.settings.filter((name) => name in TEXTS)];
  const ticks = names.filter((name) => name in TICKS).map((name) => tick(name, column.options));
  const texts = names.filter((name) => name in TEXTS).map((name) => field(name, column.options));
  openDialog({
    title: `Rules for “${column.name}”`, parts: [...ticks, ...texts], action: "Keep these rules", isNew: false,
    words: "What is typed has to keep to them. What is pasted against them is kept in amber; what is there already stays as it is.",
    said: "Rules changed.",
    async send(form) {
      const options = Object.fromEntries(names.map((name) => [name, wish(form.elements[name])]));
      const changed = await patch(`${grid.remote.root}/columns/${column.id}`, { options });
      if (changed.breaking > 0) setTimeout(() => tell(grid, changed)); // once it is said that they changed
      return {};
    },
  });
}

function tick(name, options) {
  return make("label", { class: "choice" }, make("input", { type: "checkbox", name, checked: Boolean(options[name]) }), TICKS[name]);
}

function field(name, options) {
  const [label, hint] = TEXTS[name];
  return labelled(label, make("input", { class: "input", name, autocomplete: "off", value: options[name] ?? "", maxlength: 200 }), hint);
}

/** @returns {string | number | boolean | null} nothing takes a rule away */
function wish(control) {
  if (control.type === "checkbox") return control.checked || null;
  const text = control.value.trim();
  return control.name === "most" && /^\d{1,4}$/.test(text) ? Number(text) : text || null;
}

function tell(grid, { id, name, breaking }) {
  const run = () => grid.query.only(id, { breaks: true }, `${name} breaks a rule`);
  toast(`${plural(breaking, "row")} ${breaking === 1 ? "does" : "do"} not keep to that yet.`, { action: { label: breaking === 1 ? "Show it" : "Show them", run } });
}
