/** The way out of the import page: our copy of the file goes, also that of one that cannot be read once there is another. */

import { remove } from "../api.js";

/** The page takes its own place in the way back: there is nothing to come back to. One of several files waits among them. */
export function startLeaving(page, address) {
  for (const link of page.querySelectorAll("[data-leave]")) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      if (!page.dataset.among) forget(address);
      location.replace(link.href);
    });
  }
  document.addEventListener("uploaded", (event) => {
    if (page.querySelector("[data-instead]").hidden) return;
    forget(address);
    event.preventDefault();
  });
}

function forget(address) {
  remove(address, undefined, { quiet: true, keepalive: true }).catch(() => null);
}
