/** After a step that may have changed more than cells, brings the parts marked data-live up to date. */

import { get } from "./api.js";
import { toastLater } from "./toast.js";

const PAUSE = 600;
let timer = 0;

/** Listen to changes; cell edits are the grid's own business and refresh nothing here. */
export function startRefresh() {
  document.addEventListener("tidybase:changed", (event) => {
    const change = event.detail;
    if (change && ("done" in change || change.structure)) refresh();
    else {
      clearTimeout(timer);
      timer = setTimeout(countAgain, PAUSE);
    }
  });
  document.addEventListener("tidybase:outdated", () => document.querySelector("[data-live]") && refresh({ gently: true }));
}

/** Fetch this page again and swap its live parts; go where the server sends us if it moved.
 * `gently` leaves alone what somebody may be filling in. */
export async function refresh({ gently = false } = {}) {
  const response = await fetch(location.href, { credentials: "same-origin" }).catch(() => null);
  if (!response) return;
  if (!response.ok || new URL(response.url).pathname !== location.pathname) {
    if (gently && document.activeElement?.matches("input, textarea:not([data-keys-pass])")) return;
    passOn();
    location.assign(response.ok ? response.url : "/");
    return;
  }
  const fresh = new DOMParser().parseFromString(await response.text(), "text/html");
  for (const part of document.querySelectorAll("[data-live]")) {
    if (gently && part.querySelector("input:focus, [data-revealed]:not([hidden])")) continue;
    const next = fresh.querySelector(`[data-live="${part.dataset.live}"]`);
    if (next && next.innerHTML !== part.innerHTML) part.replaceChildren(...next.childNodes);
  }
  document.dispatchEvent(new CustomEvent("tidybase:refreshed"));
}

/** The next page says what this one was saying. */
function passOn() {
  const line = document.querySelector("[data-toasts] .toast[data-keep]") ?? document.querySelector("[data-toasts] .toast");
  if (line) toastLater(line.querySelector("span").textContent, { kind: line.dataset.kind });
}

/** Rows may have come or gone: the sidebar's counts follow. */
async function countAgain() {
  if (!document.querySelector("[data-count-of]")) return;
  const { tables } = await get("/api/v1/tables").catch(() => ({ tables: [] }));
  for (const table of tables) {
    const count = document.querySelector(`[data-count-of="${table.id}"]`);
    if (count && table.rows !== null) count.textContent = table.rows.toLocaleString("en");
  }
}
