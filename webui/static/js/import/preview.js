/** The first rows of a spreadsheet, under columns that can be renamed, retyped and left out. */

import { make } from "../element.js";
import { Fit } from "./fit.js";
import { Head } from "./head.js";

const TEXT = "text";

/** What stands there until anything is known of a sheet. */
export function waiting() {
  return make("div", { class: "import-wait" }, make("progress", { class: "progress-bar", "aria-label": "Reading the file" }));
}

export class Preview {
  /** @param {object} seen What the server has seen of the sheet. @param {object[]} types The kinds there are. @param {string} address Of this import. */
  constructor(seen, types, address) {
    this.fit = new Fit(address, (columns) => this.suit(columns));
    this.heads = seen.columns.map((column, at) => new Head(column, types, at + 1));
    this.body = make("tbody");
    this.element = make("table", { class: "import-table" },
      make("thead", {}, make("tr", {}, ...this.heads.map((head) => head.element))), this.body);
    this.element.addEventListener("skip", () => this.ask());
  }

  /** Kinds of a person's choice: ask how the cells suit them. */
  ask() {
    this.fade();
    this.asked = this.heads.map((head) => head.kind.value);
    const isChosen = this.heads.some((head) => head.touched && head.kind.value !== head.column.type);
    if (isChosen) this.fit.ask({ sheet: this.sheet, columns: this.wanted() });
    else this.fit.forget();
  }

  suit(columns) {
    this.heads.forEach((head, at) => head.suit(columns[at], this.asked[at]));
    this.fade();
    this.element.dispatchEvent(new Event("change", { bubbles: true }));
  }

  /** How many columns come in. */
  get kept() {
    return this.heads.filter((head) => !head.skipped).length;
  }

  /** Whether a person changed anything. */
  get changed() {
    return this.heads.some((head) => head.touched || head.named || head.skipped);
  }

  /** Bring kinds and rows in step with what has been seen since; a person's choices stay. */
  update(seen) {
    this.sheet = seen.sheet;
    this.heads.forEach((head, at) => head.update(seen.columns[at]));
    const rows = JSON.stringify(seen.rows);
    if (this.rows !== rows) {
      this.rows = rows;
      this.cells = seen.rows;
      this.body.replaceChildren(...seen.rows.map(() => make("tr", {}, ...this.heads.map(() => make("td")))));
    }
    this.ask();
  }

  /** Whether all is kept as text, though other kinds were found; null if there is no such choice. */
  get plain() {
    const found = this.heads.some((head) => head.column.type !== TEXT);
    return found ? this.heads.every((head) => head.kind.value === TEXT) : null;
  }

  /** Keep everything as text, or as it was found. */
  keepAsText(wanted) {
    for (const head of this.heads) head.choose(wanted ? TEXT : null);
  }

  /** What the server is asked to bring in, column by column. */
  wanted() {
    return this.heads.map((head) => head.wanted());
  }

  fade() {
    for (const [number, line] of [...this.body.rows].entries()) {
      this.heads.forEach((head, at) => {
        const cell = line.cells[at];
        cell.textContent = head.shown(number + 1) ?? this.cells[number][at] ?? "";
        cell.dataset.align = head.align;
        cell.toggleAttribute("data-skipped", head.skipped);
        cell.toggleAttribute("data-odd", head.isOdd(number + 1));
      });
    }
  }
}
