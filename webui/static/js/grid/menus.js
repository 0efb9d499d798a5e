/** The menus of the grid: of the selected cells and rows, and of a column. */

import { make } from "../element.js";
import { icon } from "../icon.js";
import { count } from "./numbers.js";

const EDGE = 6;

/**
 * Show a menu once the button that asked for it is up again. Where a menu is asked for at the press
 * of the button, some browsers take its release for a click beside the menu and close it.
 *
 * @param {MouseEvent} event
 * @param {() => void} show
 */
export function onceReleased(event, show) {
  if (event.buttons === 0) show();
  else addEventListener("pointerup", () => setTimeout(show), { once: true });
}

export class Menus {
  /** @param {import("./index.js").DataGrid} grid */
  constructor(grid) {
    this.grid = grid;
  }

  /** The menu of what is selected, at a point of the window. */
  cells(x, y) {
    const { selection, rows, changes, editing, structure } = this.grid;
    const { top, bottom, start } = selection.area;
    const row = rows.at(top);
    const last = Math.min(bottom, rows.count - 1);
    const chosen = last - top + 1;
    const here = chosen > 0;
    this.show(x, y, "Row", [
      here && ["panel", "Open row", () => this.grid.openRecord()],
      here && ["pencil", "Edit cell", () => editing.edit()],
      row?.id && selection.single && ["filter", "Only rows like this", () => this.grid.query.filterLike(row, start)],
      here && ["close", selection.single ? "Clear cell" : "Clear cells", () => changes.clear()],
      ["plus", "Add row", () => changes.add()],
      here && ["trash", chosen === 1 ? "Delete row" : `Delete ${count(chosen)} rows`, () => changes.remove()],
      ["column", "Column…", () => structure.menuFor(start)],
    ]);
  }

  /** The same menu for the keyboard, beside the active cell. */
  atActive() {
    const { pool, selection, viewport } = this.grid;
    viewport.reveal(selection.active.row);
    const cell = pool.shown(selection.active.row)?.cells[selection.active.column];
    const box = (cell ?? this.grid).getBoundingClientRect();
    this.cells(box.left + EDGE, box.bottom);
  }

  /** The menu of a column. */
  column(index, x, y) {
    const { columns, structure, headings, query, reorder, rows, selection } = this.grid;
    const { id, name } = columns.at(index);
    const row = rows.at(selection.active.row);
    this.show(x, y, `Column ${name}`, [
      ["sort", "Sort A to Z, 0 to 9", () => query.sort(id, false)],
      ["sort", "Sort Z to A, 9 to 0", () => query.sort(id, true)],
      row?.id && ["filter", "Only rows like the chosen one", () => query.filterLike(row, index)],
      ["warning", "Only what does not fit", () => query.only(id, { misfit: true }, `${name} does not fit`)],
      "-",
      ["pencil", "Rename column", () => structure.rename(index)],
      ...structure.settings(index),
      "-",
      columns.count > 1 && ["eye-off", "Hide column", () => structure.hide(index)],
      index > 0 && ["arrow-left", "Move left", () => reorder.by(index, -1)],
      index < columns.count - 1 && ["arrow-right", "Move right", () => reorder.by(index, 1)],
      ["plus", "Add column to the left", () => structure.add(index)],
      ["plus", "Add column to the right", () => structure.add(index + 1)],
      ["panel", "Fit width to contents", () => headings.refit(index)],
      ["column", "Select column", () => this.grid.selection.columns(index, false)],
      "-",
      columns.count > 1 && ["trash", "Delete column", () => structure.remove(index)],
    ]);
  }

  /** @param {([string, string, () => void] | "-" | false)[]} items picture, words and what it does */
  show(x, y, label, items) {
    const menu = make("div", { class: "popover menu", popover: "auto", role: "menu", "aria-label": label });
    const close = () => menu.hidePopover();
    for (const item of items.filter(Boolean)) {
      if (item === "-") {
        menu.append(make("hr", { class: "menu-line" }));
        continue;
      }
      const [picture, words, act] = item;
      const run = () => {
        close();
        this.grid.focus();
        act();
      };
      menu.append(make("button", { class: "menu-item", type: "button", role: "menuitem", onclick: run }, icon(picture), words));
    }
    menu.addEventListener("toggle", (event) => event.newState === "closed" && this.gone(menu));
    menu.addEventListener("keydown", (event) => event.key === "Tab" && close());
    this.grid.append(menu);
    menu.showPopover();
    menu.style.left = `${Math.max(EDGE, Math.min(x, innerWidth - menu.offsetWidth - EDGE))}px`;
    menu.style.top = `${Math.max(EDGE, Math.min(y, innerHeight - menu.offsetHeight - EDGE))}px`;
    menu.querySelector(".menu-item").focus();
  }

  gone(menu) {
    const inside = menu.contains(document.activeElement) || document.activeElement === document.body;
    menu.remove();
    if (inside) this.grid.focus();
  }
}
