/*
 * Runs before the page is drawn: a form sent in the instant before the modules are there is kept
 * and sent by them, rather than by the browser, which cannot prove that it comes from this page.
 */
document.addEventListener("submit", (event) => {
  if (!event.target.matches("form[data-send]") || "ready" in document.documentElement.dataset) return;
  event.preventDefault();
  event.target.dataset.waiting = "";
}, true);
