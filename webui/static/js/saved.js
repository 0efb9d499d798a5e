/** The foot's word on saving: "Everything saved", "Saving…", what happened, or what is not saved yet. */

const PATIENCE = 150;
let underWay = 0;
let timer = 0;
/** What stopped the last save. */
let failure = null;
/** How many cells hold a text that does not fit, and so is only on this page. */
let refused = 0;

/** Listen to saves (api.js announces its own; others may dispatch the same events). */
export function startSaved() {
  const line = document.querySelector("[data-saved]");
  if (!line) return;
  document.addEventListener("tidybase:saving", () => {
    underWay += 1;
    clearTimeout(timer);
    timer = setTimeout(() => underWay > 0 && show(line, "saving", "Saving…"), PATIENCE);
  });
  document.addEventListener("tidybase:saved", () => finish(line, null));
  document.addEventListener("tidybase:failed", (event) => finish(line, event.detail?.message ?? "Not saved"));
  document.addEventListener("tidybase:away", () => {
    if (underWay > 0) show(line, "saving", "Not saved yet. The shared database does not answer; trying again…");
  });
  document.addEventListener("tidybase:refused", (event) => {
    refused = event.detail;
    if (underWay === 0) rest(line);
  });
}

function finish(line, problem) {
  underWay = Math.max(0, underWay - 1);
  failure = problem;
  if (problem || underWay === 0) rest(line);
}

/** What is true while nothing is on its way. */
function rest(line) {
  if (failure) show(line, "failed", failure);
  else if (refused > 0) show(line, "refused", refused === 1 ? "1 cell is not saved yet" : `${refused} cells are not saved yet`);
  else show(line, "saved", "Everything saved");
}

function show(line, state, words) {
  line.dataset.state = state;
  // Only what went wrong interrupts a screen reader; each single save would be noise.
  line.setAttribute("aria-live", state === "failed" ? "assertive" : "off");
  if (line.textContent !== words) line.textContent = words;
}
