/** The line above the grid: the search field, and what the rows are sorted and filtered by. */

import { make } from "../element.js";
import { icon } from "../icon.js";

const PAUSE = 180;

export class QueryBar {
  /** @param {import("./index.js").DataGrid} grid  @param {AbortSignal} signal */
  constructor(grid, signal) {
    this.grid = grid;
    this.timer = 0;
    this.field = make("input", {
      class: "input grid-search", type: "search", value: grid.query.search, placeholder: "Search in all columns", "aria-label": "Search in all columns",
      maxlength: 200, spellcheck: "false", autocomplete: "off", oninput: () => this.typed(),
      onkeydown: (event) => this.pressed(event), onfocus: () => grid.query.prepare(),
    });
    this.chips = make("div", { class: "grid-chips", role: "group", "aria-label": "Which rows are shown" });
    this.bar = make("div", { class: "grid-query", hidden: true }, this.field, this.chips);
    this.nothing = make("div", { class: "grid-nothing", hidden: true },
      make("strong", {}, "No row is like that."),
      make("button", { class: "button", type: "button", onclick: () => this.clear() }, "Show all rows"));
    grid.frame.banner.strip.after(this.bar);
    grid.frame.empty.after(this.nothing);
    grid.query.addEventListener("change", () => this.draw());
    grid.source.addEventListener("rows", () => this.draw(), { once: true });
    grid.source.addEventListener("rows", () => this.told());
    document.addEventListener("keydown", (event) => this.called(event), { signal });
    document.addEventListener("click", (event) => event.target.closest?.("[data-search-rows]") && this.open(), { signal });
  }

  /** Ctrl+F, wherever the focus is on the page. */
  called(event) {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey || event.key.toLowerCase() !== "f") return;
    if (document.querySelector("dialog[open]")) return;
    event.preventDefault();
    this.open();
  }

  open() {
    this.grid.editing.commit();
    this.bar.hidden = false;
    this.grid.viewport.measure();
    this.field.focus();
    this.field.select();
  }

  typed() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.grid.query.find(this.field.value), PAUSE);
  }

  pressed(event) {
    event.stopPropagation();
    if (event.isComposing || !["Enter", "Escape", "ArrowDown"].includes(event.key)) {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "f") event.preventDefault();
      return;
    }
    event.preventDefault();
    clearTimeout(this.timer);
    if (event.key === "Escape") this.field.value = "";
    this.grid.query.find(this.field.value);
    this.draw();
    this.grid.focus();
  }

  clear() {
    clearTimeout(this.timer);
    this.field.value = "";
    this.grid.query.clear();
    this.grid.focus();
  }

  draw() {
    const { query, columns } = this.grid;
    const chips = [
      ...query.sorts.map((sort) => this.chip("sort", `Sorted by ${columns.list.find(({ id }) => id === sort.id)?.name ?? "a column"}, ${sort.down ? "Z to A" : "A to Z"}`,
        () => query.change({ sorts: query.sorts.filter((each) => each !== sort) }))),
      ...query.filters.map((filter) => this.chip("filter", filter.words,
        () => query.change({ filters: query.filters.filter((each) => each !== filter) }))),
    ];
    if (query.active) chips.push(make("button", { class: "button button-quiet", type: "button", onclick: () => this.clear() }, "Clear"));
    this.chips.replaceChildren(...chips);
    this.bar.hidden = !query.active && document.activeElement !== this.field;
    if (!query.search && document.activeElement !== this.field) this.field.value = "";
    this.nothing.hidden = true;
    this.grid.viewport.measure();
    this.grid.draw();
  }

  chip(picture, words, drop) {
    const off = () => {
      drop();
      this.grid.focus();
    };
    return make("span", { class: "grid-chip" }, icon(picture), words,
      make("button", { class: "grid-chip-off", type: "button", "aria-label": `Take away: ${words}`, onclick: off }, icon("close")));
  }

  /** Rows came: say so when there are none to come. */
  told() {
    this.nothing.hidden = !this.grid.query.active || this.grid.source.total !== 0;
  }
}
