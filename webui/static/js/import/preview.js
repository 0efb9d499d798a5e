/** The first rows of a spreadsheet, under columns that can be renamed, retyped and left out. */

import { make } from "../element.js";
import { Head } from "./head.js";

const TEXT = "text";

/** What stands there until anything is known of a sheet. */
export function waiting() {
  return make("div", { class: "import-wait" }, make("progress", { class: "progress-bar", "aria-label": "Reading the file" }));
}

export class Preview {
  /** @param {object} seen What the server has seen of the sheet. @param {object[]} types The kinds there are. */
  constructor(seen, types) {
    this.heads = seen.columns.map((column, at) => new Head(column, types, at + 1));
    this.body = make("tbody");
    this.element = make("table", { class: "import-table" },
      make("thead", {}, make("tr", {}, ...this.heads.map((head) => head.element))), this.body);
    this.element.addEventListener("skip", () => this.fade());
  }

  /** How many columns come in. */
  get kept() {
    return this.heads.filter((head) => !head.skipped).length;
  }

  /** Bring kinds and rows in step with what has been seen since; a person's choices stay. */
  update(seen) {
    this.heads.forEach((head, at) => head.update(seen.columns[at]));
    const rows = JSON.stringify(seen.rows);
    if (this.rows === rows) return this.fade();
    this.rows = rows;
    this.cells = seen.rows;
    this.body.replaceChildren(...seen.rows.map(() => make("tr", {}, ...this.heads.map(() => make("td")))));
    return this.fade();
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
