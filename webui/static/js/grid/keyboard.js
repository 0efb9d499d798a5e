/** What keys do, as in a spreadsheet. While a text is open most of them belong to the text. */

import { typeOf } from "../cells/index.js";
import { step } from "../undo.js";
import { ARROWS, Moves } from "./moves.js";

export class Keyboard {
  /** @param {import("./index.js").DataGrid} grid */
  constructor(grid) {
    this.grid = grid;
    this.moves = new Moves(grid);
    grid.frame.catcher.addEventListener("keydown", (event) => this.pressed(event));
  }

  /** @param {KeyboardEvent} event */
  pressed(event) {
    if (event.isComposing || event.keyCode === 229) return;
    const { editing, changes } = this.grid;
    changes.turn += 1;
    const used = editing.open ? this.whileOpen(event) : this.whileMoving(event);
    if (!used) return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** @returns {boolean} whether the key was ours */
  whileOpen(event) {
    const { editing } = this.grid;
    if (event.key === "Escape") editing.cancel();
    else if (event.key === "F2") editing.stay();
    else if (event.key === "Enter" && event.altKey) document.execCommand("insertText", false, "\n");
    else if (event.key === "ArrowDown" && (event.altKey || typeOf(editing.column).searches)) editing.helper?.enter?.();
    else if (event.key === "Enter" || event.key === "Tab") return this.leave(event);
    else if (editing.mode === "typing" && event.key in ARROWS && !event.shiftKey) return this.leave(event);
    else return event.key === "PageUp" || event.key === "PageDown";
    return true;
  }

  /** Keep the text and go where the key says. */
  leave(event) {
    if (!(event.key in ARROWS)) this.grid.editing.helper?.keep?.();
    this.grid.editing.commit();
    if (event.key === "Enter") return this.moves.enter(event.shiftKey ? -1 : 1);
    if (event.key === "Tab") return this.moves.tab(event.shiftKey ? -1 : 1);
    return this.moves.arrow(event);
  }

  whileMoving(event) {
    const command = (event.ctrlKey || event.metaKey) && !event.altKey;
    if (event.key in ARROWS) return event.altKey ? this.whileAlt(event) : this.moves.arrow(event);
    if (command) return this.command(event);
    return this.plain(event);
  }

  plain(event) {
    const { editing, changes, menus } = this.grid;
    switch (event.key) {
      case "Tab": return this.moves.tab(event.shiftKey ? -1 : 1);
      case "Enter": return this.open(event);
      case "F2": return this.does(() => editing.edit());
      case "Escape": return this.does(() => editing.cancel());
      case "Delete":
      case "Backspace": return this.does(() => changes.clear());
      case "Home":
      case "End": return this.moves.edge(event);
      case "PageDown":
      case "PageUp": return this.moves.page(event);
      case "ContextMenu": return this.does(() => menus.atActive());
      case "F10": return event.shiftKey && this.does(() => menus.atActive());
      case " ": return this.space(event);
      default: return this.typed(event);
    }
  }

  command(event) {
    const { selection, changes } = this.grid;
    switch (event.key.toLowerCase()) {
      case "a": return this.does(() => selection.all());
      case "home":
      case "end": return this.moves.edge(event);
      case "z":
      case "y": return this.undoInTurn(event);
      case "-": return this.does(() => changes.remove());
      case " ": return this.space(event);
      case "enter": return this.does(() => this.grid.openRecord());
      default: return false;
    }
  }

  /** What is still being saved comes first; otherwise undo is the page's own business. */
  undoInTurn(event) {
    const { line } = this.grid.saves;
    if (line.idle) return false;
    const back = event.key.toLowerCase() === "z" && !event.shiftKey;
    return this.does(() => line.push(async () => {}).then(() => step(back ? "undo" : "redo")));
  }

  /** A cell that is not typed into swallows letters; any other shows what was typed. */
  typed(event) {
    const { selection, columns } = this.grid;
    if (event.key.length > 1 || event.ctrlKey || event.metaKey) return false;
    if (typeOf(columns.at(selection.active.column)).typed) this.grid.show();
    return false;
  }

  space(event) {
    const { selection, columns, changes } = this.grid;
    const { row, column } = selection.active;
    if (event.ctrlKey && event.shiftKey) return this.does(() => this.grid.openRecord());
    if (event.shiftKey) return this.does(() => selection.rows(row, false));
    if (event.ctrlKey) return this.does(() => selection.columns(column, false));
    if (typeOf(columns.at(column)).typed) return this.typed(event);
    return this.does(() => changes.toggle());
  }

  open(event) {
    const { selection, columns, editing } = this.grid;
    const typed = typeOf(columns.at(selection.active.column)).typed;
    if (event.shiftKey || !typed || this.moves.runStart !== null) return this.moves.enter(event.shiftKey ? -1 : 1);
    return this.does(() => editing.edit());
  }

  whileAlt(event) {
    if (event.key !== "ArrowDown") return false;
    this.grid.editing.edit();
    this.grid.editing.helper?.enter?.();
    return true;
  }

  does(act) {
    act();
    return true;
  }
}
