/** Fills lists of column kinds the first time they are about to be used. */

import { get } from "./api.js";
import { make } from "./element.js";

/** Listen for popovers and dialogs that hold such a list. */
export function startKinds() {
  document.addEventListener("beforetoggle", (event) => {
    if (event.newState !== "open") return;
    for (const list of event.target.querySelectorAll?.("[data-column-types]") ?? []) fill(list);
  }, true);
}

async function fill(list) {
  if (list.dataset.filled) return;
  list.dataset.filled = "yes";
  const { types } = await get("/api/v1/column-types").catch(() => ({ types: [] }));
  if (types.length) list.replaceChildren(...types.map((type) => make("option", { value: type.name }, type.label)));
}
