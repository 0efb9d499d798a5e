/** Long work of the server, in a dialog: how far it is, for how long, and a way to stop it. */

import { get, remove } from "./api.js";
import { make } from "./element.js";

const PAUSE = 250;
const PATIENCE = 400;

/**
 * Follow a job to its end and return its last state.
 * @param {string} job @param {string} title What is being done, for the dialog's heading.
 */
export async function follow(job, title) {
  const address = `/api/v1/jobs/${job}`;
  const box = dialog(title, () => remove(address, undefined, { quiet: true }).catch(() => null));
  const began = performance.now();
  const timer = setTimeout(() => box.element.showModal(), PATIENCE);
  try {
    for (;;) {
      const state = await get(address);
      if (state.state !== "running") return state;
      box.show(state, Math.round((performance.now() - began) / 1000));
      await new Promise((resume) => setTimeout(resume, PAUSE));
    }
  } finally {
    clearTimeout(timer);
    box.element.close(); // which gives the focus back
    box.element.remove();
  }
}

function dialog(title, cancel) {
  const bar = make("progress", { class: "progress-bar", "aria-label": title });
  const count = make("span", {}, "Beginning…");
  const time = make("span");
  const stop = make("button", { class: "button", type: "button" }, "Cancel");
  const element = make("dialog", { class: "dialog", "data-stay": true, "aria-label": title }, make("h2", {}, title),
    make("div", { class: "progress" }, bar, make("div", { class: "progress-words" }, count, time), make("div", { class: "form-actions" }, stop)));
  const end = () => {
    stop.disabled = true;
    stop.textContent = "Stopping…";
    cancel();
  };
  stop.addEventListener("click", end);
  element.addEventListener("cancel", (event) => {
    event.preventDefault();
    end();
  });
  document.body.append(element);
  return { element, show: (state, seconds) => show(state, seconds, { bar, count, time }) };
}

/** How far it is tells the bar to whoever does not see it: words that change all the time would be too much. */
function show({ done, looked_at: looked, total, speed, seconds_left: left }, seconds, { bar, count, time }) {
  const known = Boolean(total) && looked === null;
  if (known) {
    bar.max = total;
    bar.value = Math.min(done, total);
  }
  const begun = done === 0 ? "Beginning…" : `${done.toLocaleString("en")} rows so far`;
  const soFar = looked === null ? begun : `Looking at every row: ${looked.toLocaleString("en")} so far`;
  count.textContent = known ? `${done.toLocaleString("en")} of ${total.toLocaleString("en")} rows` : soFar;
  const pace = speed === null ? lasted(seconds) : `${speed.toLocaleString("en")} a second`;
  time.textContent = left === null ? pace : `${pace} · about ${lasted(left)} left`;
}

function lasted(seconds) {
  return seconds < 60 ? `${Math.max(1, seconds)} s` : `${Math.round(seconds / 60)} min`;
}
