/** The way out of the import page: our copy of the file goes. */

import { remove } from "../api.js";

/** The page takes its own place in the way back: there is nothing to come back to. */
export function startLeaving(page, address) {
  for (const link of page.querySelectorAll("[data-leave]")) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      remove(address, undefined, { quiet: true, keepalive: true }).catch(() => null);
      location.replace(link.href);
    });
  }
}
