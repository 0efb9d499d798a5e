/** The foot's word on saving: "Everything saved", "Saving…", or what happened. */

const PATIENCE = 150;
let underWay = 0;
let timer = 0;

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
}

function finish(line, problem) {
  underWay = Math.max(0, underWay - 1);
  if (problem) show(line, "failed", problem);
  else if (underWay === 0) show(line, "saved", "Everything saved");
}

function show(line, state, words) {
  line.dataset.state = state;
  // Only what went wrong interrupts a screen reader; each single save would be noise.
  line.setAttribute("aria-live", state === "failed" ? "assertive" : "off");
  if (line.textContent !== words) line.textContent = words;
}
