/** A grid to look at only: whatever would change a cell, a row or a column says why it does not. */

const CHANGES = /^(Edit|Clear|Add|Delete|Rename|Fill|Hide|Kind|Change|Choices|Make|Rules|Move)/;

/** Whether the file on this page is only to be looked at. */
export function onlyLooking() {
  return document.body.hasAttribute("data-read-only");
}

/** Take the abilities that change something from a grid. @param {import("./index.js").DataGrid} grid */
export function lookOnly(grid) {
  const { editing, changes, structure, saves, menus, notice } = grid;
  const why = () => document.querySelector(".banner")?.textContent.trim() ?? "";
  const refuse = async () => {
    notice.say(why());
    return null;
  };
  editing.begin = () => false;
  for (const deed of ["write", "toggle", "clear", "add", "remove"]) changes[deed] = refuse;
  for (const deed of ["rename", "add", "remove"]) structure[deed] = refuse;
  for (const deed of ["edit", "add", "whole"]) saves[deed] = refuse;
  const show = menus.show.bind(menus);
  menus.show = (x, y, label, items) => show(x, y, label, items.filter((item) => item && !CHANGES.test(item[1])));
  grid.frame.catcher.addEventListener("beforeinput", (event) => event.preventDefault());
}
