/** Before rows go to which others are linked: says what will happen, and asks. */

import { post } from "../api.js";
import { make } from "../element.js";
import { count, plural } from "../grid/numbers.js";

/**
 * @param {import("../grid/index.js").DataGrid} grid @param {number} top @param {number} last
 * @returns {Promise<boolean>} whether the rows may be deleted
 */
export async function mayDelete(grid, top, last) {
  if (!grid.columns.list.some(({ type }) => type === "links")) return true;
  const rows = (await grid.source.gather(top, last)).map(({ id }) => id);
  const told = await post(`${grid.remote.root}/rows/hanging`, { rows }, { quiet: true }).catch(() => null);
  // Where nobody can say, the deletion itself will; it can be taken back in any case.
  if (!told || told.hanging.length === 0) return true;
  return ask(told.hanging, rows.length);
}

/** @returns {Promise<boolean>} */
function ask(hanging, many) {
  const words = hanging.map(({ table, rows }) =>
    `${plural(rows, "row")} in ${table} ${rows === 1 ? "is" : "are"} linked to ${many === 1 ? "it" : "these"}.`);
  const cancel = make("button", { class: "button", type: "button", autofocus: true }, "Cancel");
  const go = make("button", { class: "button button-main", type: "button" }, many === 1 ? "Delete row" : `Delete ${count(many)} rows`);
  const dialog = make("dialog", { class: "dialog", role: "alertdialog", "aria-label": "Linked rows" },
    make("h2", {}, many === 1 ? "Other rows are linked to this one" : "Other rows are linked to these"),
    make("p", {}, `${words.join(" ")} They stay; their link becomes empty. You can undo this.`),
    make("div", { class: "form-actions" }, cancel, go));
  return new Promise((answered) => {
    cancel.addEventListener("click", () => dialog.close());
    go.addEventListener("click", () => dialog.close("delete"));
    dialog.addEventListener("close", () => {
      dialog.remove();
      answered(dialog.returnValue === "delete");
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}
