/** The question asked before a page is left on which some texts do not fit their columns. */

import { make } from "../element.js";

const LONGEST = 60;

/** @param {import("./index.js").DataGrid} grid @returns {Promise<boolean>} whether to leave them behind */
export function mayLeave(grid) {
  const { refused } = grid.saves.pending;
  return refused.length === 0 ? Promise.resolve(true) : asked(grid, refused);
}

function asked(grid, refused) {
  const one = refused.length === 1;
  const title = one ? "1 cell is not saved yet" : `${refused.length} cells are not saved yet`;
  const [first] = refused;
  const text = first.text.length > LONGEST ? `${first.text.slice(0, LONGEST)}…` : first.text;
  const name = grid.columns.at(grid.columns.indexOf(first.column))?.name ?? "its column";
  const words = `“${text}” does not fit “${name}”${one ? "" : ", and there are more like it"}. If you leave this page now, what was typed there is gone; everything else is saved.`;
  const back = make("button", { class: "button button-main", type: "button" }, "Go back to the cell");
  const leave = make("button", { class: "button", type: "button" }, one ? "Leave without it" : "Leave without them");
  const dialog = make("dialog", { class: "dialog", "aria-label": title }, make("h2", {}, title), make("p", {}, words),
    make("div", { class: "form-actions" }, leave, back));
  document.body.append(dialog);
  dialog.showModal();
  back.focus();
  return new Promise((answer) => {
    leave.addEventListener("click", () => dialog.close("leave"));
    back.addEventListener("click", () => dialog.close());
    dialog.addEventListener("close", () => {
      dialog.remove();
      if (dialog.returnValue !== "leave") show(grid, first);
      answer(dialog.returnValue === "leave");
    });
  });
}

/** Go to the cell, wherever it is, and say again why its text does not fit. */
function show(grid, { row, column }) {
  const position = grid.rows.positionOf(row);
  if (position >= 0) grid.selection.go(position, grid.columns.indexOf(column));
  grid.focus();
}
