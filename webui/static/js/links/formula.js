/** Write a formula: names of columns come in by a click, and what it gives is seen while typing. */

import { get, patch, post } from "../api.js";
import { typeOf } from "../cells/index.js";
import { make } from "../element.js";
import { icon } from "../icon.js";
import { labelled, openDialog, title } from "./frame.js";

const PAUSE = 300;

/** @param {{id: number, name: string}} table @param {object} [column] the one to change */
export async function openFormula(table, column) {
  const { columns } = await get(`/api/v1/tables/${table.id}/columns`);
  const { functions } = await get("/api/v1/formula-functions");
  const text = make("textarea", { class: "input links-formula", name: "formula", rows: 3, maxlength: 2000, spellcheck: "false", autocomplete: "off" });
  const name = title();
  const seen = make("div", { class: "links-tried", role: "status" });
  const root = `/api/v1/tables/${table.id}/worked-out`;
  text.value = column?.formula ?? "";
  watch(text, seen, (formula) => post(`${root}/try`, { formula, column: column?.id ?? null }, { quiet: true }));
  const others = columns.filter(({ id }) => id !== column?.id);
  openDialog({
    title: column ? `Formula of “${column.name}”` : "Formula",
    parts: [
      labelled("Formula", text, "For example [Price] * [Quantity]. A click puts a column or a function in:"),
      make("div", { class: "links-names", role: "group", "aria-label": "Columns" },
        ...others.map((each) => put(text, `[${each.name.replaceAll("]", "]]")}]`, each.name))),
      make("details", { class: "links-functions" }, make("summary", {}, "Functions"),
        make("div", { class: "links-names" }, ...functions.map((each) => put(text, `${each.name}(`, each.name, `${each.example} gives ${each.gives}: ${each.does}`)))),
      seen,
      ...(column ? [] : [labelled("Name of the column", name, "Left empty, it is called Formula.")]),
    ],
    action: column ? "Change" : "Add column",
    said: column ? `“${column.name}” changed.` : "Column added.",
    isNew: !column,
    send: () => (column
      ? patch(`${root}/${column.id}`, { formula: text.value })
      : post(root, { type: "formula", formula: text.value, name: name.value.trim() || null })),
  });
  text.focus();
}

/** Try what is written a moment after it was typed; an older answer never replaces a newer one. */
function watch(text, seen, attempt) {
  let turn = 0;
  let pause = 0;
  const look = async () => {
    const mine = (turn += 1);
    const formula = text.value;
    if (formula.trim() === "") return seen.replaceChildren();
    const shown = await attempt(formula).then(results, (problem) => wrong(formula, problem));
    if (mine === turn) seen.replaceChildren(...shown);
  };
  text.addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(look, PAUSE);
  });
  if (text.value) look();
}

function results({ kind, shows, results: found }) {
  const type = typeOf({ shows });
  const lines = found.map(({ row, value, trouble }) => make("li", {}, make("span", {}, row),
    trouble ? make("span", { class: "links-trouble" }, icon("warning"), trouble) : make("strong", {}, type.show(value) || "(empty)")));
  const words = found.length ? `It gives ${kind}. In the first rows:` : `It gives ${kind}.`;
  return [make("p", {}, icon("check-circle"), words), make("ul", {}, ...lines)];
}

/** The sentence, and the formula with a mark where it cannot be understood. */
function wrong(formula, { message, place }) {
  const at = place ?? formula.length;
  const rest = formula.slice(at) || " ";
  const where = make("p", { class: "links-wrong", "aria-hidden": "true" }, formula.slice(0, at), make("mark", {}, rest));
  return [make("p", { class: "links-trouble" }, icon("warning"), message), ...(place === null ? [] : [where])];
}

function put(text, what, words, hint) {
  const insert = () => {
    text.setRangeText(what, text.selectionStart, text.selectionEnd, "end");
    text.dispatchEvent(new Event("input"));
    text.focus();
  };
  return make("button", { class: "button links-name", type: "button", title: hint, onclick: insert }, words);
}
