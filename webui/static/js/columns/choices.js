/** The list of choices of a column: names, colours, order. Cells follow a choice that is renamed. */

import { patch } from "../api.js";
import { COLOURS } from "../cells/chips.js";
import { sure } from "../dialog.js";
import { make } from "../element.js";
import { icon } from "../icon.js";
import { openDialog } from "../links/frame.js";

/** @param {import("../grid/index.js").DataGrid} grid */
export function changeChoices(grid, column) {
  const list = make("ul", { class: "choice-list", "aria-label": "Choices" });
  for (const choice of column.options.choices ?? []) list.append(line(choice));
  list.querySelector("input")?.setAttribute("autofocus", "");
  const more = make("button", { class: "button button-quiet", type: "button" }, icon("plus"), "Add a choice");
  more.addEventListener("click", () => add(list));
  openDialog({
    title: `Choices of “${column.name}”`, parts: [list, make("div", {}, more)], action: "Keep this list", isNew: false,
    words: "Cells follow a choice that is renamed. Without any choice the column takes every word.",
    said: "Choices changed.",
    async send() {
      await save(`${grid.remote.root}/columns/${column.id}`, [...list.children].map(entry));
      return {};
    },
  });
  if (list.children.length === 0) add(list);
}

async function save(address, entries) {
  const choices = entries.filter(({ name }) => name);
  try {
    await patch(address, { options: { choices } });
  } catch (problem) {
    if (problem.status !== 409 || !(await sure("Take it from the list?", problem.message, "Take it away"))) throw problem;
    await patch(address, { options: { choices }, keep: true });
  }
}

function add(list) {
  list.append(line({ name: "", colour: COLOURS[list.children.length % COLOURS.length] }));
  list.lastElementChild.querySelector("input").focus();
}

function entry(item) {
  const name = item.querySelector("input").value.trim();
  const choice = { name, colour: item.querySelector("select").value };
  return item.was ? { ...choice, was: item.was } : choice;
}

function line({ name, colour }) {
  const field = make("input", { class: "input", value: name, "aria-label": "Name", autocomplete: "off", maxlength: 200 });
  const options = COLOURS.map((each) => make("option", { value: each, selected: each === colour }, each));
  const pick = make("select", { class: "input choice-colour", "aria-label": "Colour", "data-colour": colour, onchange: () => (pick.dataset.colour = pick.value) }, ...options);
  const item = make("li", { class: "choice-line" }, pick, field,
    button("chevron-up", "Move up", () => move(item, item.previousElementSibling, "before")),
    button("chevron-down", "Move down", () => move(item, item.nextElementSibling, "after")),
    button("close", "Take away", () => remove(item)));
  item.was = name;
  return item;
}

function button(picture, label, act) {
  return make("button", { class: "button button-icon", type: "button", "aria-label": label, title: label, onclick: act }, icon(picture));
}

/** Past its neighbour; the button pressed keeps the focus. */
function move(item, neighbour, where) {
  const { activeElement } = document;
  neighbour?.[where](item);
  activeElement.focus();
}

function remove(item) {
  const next = item.nextElementSibling ?? item.previousElementSibling;
  item.remove();
  next?.querySelector("input").focus();
}
