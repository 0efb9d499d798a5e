/** What becomes of rows that are there: all are added, or those that match are updated. */

import { make } from "../element.js";

export class Bar {
  /** @param {number[]} key The columns to begin with. @param {() => void} changed */
  constructor(key, changed) {
    this.key = key;
    this.changed = changed;
    this.columns = [];
    this.keys = make("span", { class: "into-keys" });
    this.words = make("input", { type: "checkbox", name: "extend", checked: true, onchange: changed });
    this.choices = make("label", { class: "into-way", hidden: true }, this.words, "Add new words to the lists of choices");
    this.empty = make("select", { class: "input", onchange: changed },
      make("option", { value: "" }, "leave what is there"), make("option", { value: "clear" }, "empty the cells"));
    this.empties = make("label", { class: "into-way" }, "Empty cells in the file", this.empty);
    this.add = this.way("add", key.length === 0);
    this.update = this.way("update", key.length > 0);
    this.element = make("fieldset", { class: "into-bar" }, make("legend", { class: "visually-hidden" }, "What becomes of the rows"),
      make("label", { class: "into-way" }, this.add, "Add all rows"),
      make("span", { class: "into-way" }, make("label", { class: "into-way" }, this.update, "Update the rows that match by"), this.keys),
      this.empties, this.choices);
    this.element.addEventListener("change", () => this.say());
    this.say();
  }

  /** Whether it is known how rows are matched. */
  get ready() {
    return this.add.checked || this.key.length > 0;
  }

  /** @param {{id: number, name: string}[]} columns Those that are filled. @param {boolean} hasChoices */
  offer(columns, hasChoices) {
    this.columns = columns;
    this.key = this.key.filter((id) => columns.some((each) => each.id === id));
    this.choices.hidden = !hasChoices;
    this.draw();
  }

  wanted() {
    const update = this.update.checked;
    return { mode: update ? "update" : "add", key: update ? this.key : [], extend: this.words.checked, clear: update && this.empty.value === "clear" };
  }

  /** Only where rows are updated there is something to leave or to empty. */
  say() {
    this.empties.hidden = !this.update.checked;
  }

  way(value, checked) {
    return make("input", { type: "radio", name: "mode", value, checked, onchange: this.changed });
  }

  /** A list for each column of the match, and one more for another. */
  draw() {
    const lists = [...this.key, null].slice(0, this.columns.length).map((id, at) => this.list(id, at));
    this.keys.replaceChildren(...lists);
  }

  list(id, at) {
    const free = this.columns.filter((each) => each.id === id || !this.key.includes(each.id));
    const none = make("option", { value: "", selected: id === null }, at === 0 ? "choose a column" : "and by…");
    const options = free.map((each) => make("option", { value: each.id, selected: each.id === id }, each.name));
    const list = make("select", { class: "input", "aria-label": at === 0 ? "Column to match by" : "Another column to match by" }, none, ...options);
    list.addEventListener("change", () => this.chose(at, list.value));
    return list;
  }

  chose(at, value) {
    const key = [...this.key];
    key.splice(at, 1, ...(value ? [Number(value)] : []));
    this.key = key;
    this.update.checked = true;
    this.say();
    this.draw();
    this.keys.children[Math.min(at, this.keys.children.length - 1)].focus();
    this.changed();
  }
}
