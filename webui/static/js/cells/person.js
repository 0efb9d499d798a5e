/** People of this file; picked from the list of those there are. */

import { get } from "../api.js";
import { openList } from "./list.js";
import { label } from "./reference.js";

/** @type {Map<string, string>} what was picked is shown by its name before it is saved */
const picked = new Map();

/** @type {import("./index.js").CellType} */
export const person = {
  show: label,
  text: label,
  typed: true,
  pick: "chevron-down",
  guess: (text) => picked.get(text) ?? text,
  paint(cell, value) {
    const name = label(value);
    if (cell.textContent !== name) cell.textContent = name;
  },
  help(field, done, value) {
    return openList(field, people(), {
      label: "People",
      isChosen: (item) => item.id === value?.id,
      leave: done,
      pick(item) {
        picked.set(`#${item.id}`, item.text);
        field.value = `#${item.id}`;
        done();
      },
    });
  },
};

async function people() {
  const { users = [] } = await get("/api/v1/users").catch(() => ({}));
  return users.map((user) => ({ id: user.id, text: user.username, search: `${user.username} ${user.email}` }));
}
