/** Somebody comes back to this page, and another window may have changed the file meanwhile. */

const PAUSE = 1000;
let last = 0;

/** Tell the page when it is looked at again: each part then asks for what is true now. */
export function startReturns() {
  last = performance.now();
  document.addEventListener("visibilitychange", returned);
  addEventListener("focus", returned);
  addEventListener("pageshow", (event) => event.persisted && returned());
}

function returned() {
  if (document.visibilityState !== "visible" || performance.now() - last < PAUSE) return;
  last = performance.now();
  document.dispatchEvent(new Event("tidybase:outdated"));
}
