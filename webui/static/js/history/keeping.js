/** How long history is kept: what it costs, what a rule would forget, and doing it. */

import { ask, get, post } from "../api.js";
import { sure } from "../dialog.js";
import { toast } from "../toast.js";

const POLL = 400;

/** Find the card and bring it to life. */
export function startKeeping() {
  const card = document.querySelector("[data-keeping]");
  if (!card) return;
  const form = card.querySelector("[data-rule]");
  tellCost(card);
  form.addEventListener("input", (event) => {
    const number = event.target.closest("input[type=number]");
    if (number) form.elements.keep.value = number.name;
    rehearse(form);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    work(card, ask("PUT", "/api/v1/history/rule", wanted(form)));
  });
  card.querySelector("[data-tidy]").addEventListener("click", () => tidy(card, form));
  card.querySelector("[data-smaller]").addEventListener("click", () => makeSmaller(card));
}

/** What the form says, as the server takes it: {days} or {megabytes} or nothing. */
function wanted(form) {
  const { value } = form.elements.keep;
  return value === "all" ? {} : { [value]: Number(form.elements[value].value) };
}

async function tellCost(card) {
  const cost = await get("/api/v1/history/cost").catch(() => null);
  if (!cost) return;
  card.querySelector("[data-cost]").textContent = cost.words;
  const smaller = card.querySelector("[data-smaller]");
  smaller.hidden = cost.free < 1_000_000;
  smaller.dataset.gain = cost.free_words;
}

/** Say what the rule would forget, before it is one. */
async function rehearse(form) {
  const due = form.querySelector("[data-due]");
  const save = form.querySelector("[data-set-rule]");
  const refused = form.querySelector("[data-refused]");
  try {
    const words = forgets(await get(`/api/v1/history/due?${new URLSearchParams(wanted(form))}`));
    refused.textContent = "";
    due.textContent = words ?? "Nothing is forgotten now.";
    due.toggleAttribute("data-forgets", Boolean(words));
    due.hidden = save.hidden = false;
    save.textContent = words ? "Save and forget these steps" : "Save";
  } catch (problem) {
    refused.textContent = problem.message;
    due.hidden = save.hidden = true;
  }
}

function forgets({ entries, until }) {
  if (!entries) return null;
  const day = new Date(until).toLocaleDateString([], { day: "numeric", month: "long", year: "numeric" });
  const steps = entries === 1 ? "One step" : `${entries.toLocaleString("en")} steps`;
  return `${steps}, up to ${day}, will be forgotten. They cannot be taken back after that.`;
}

/** Say first what goes. */
async function tidy(card, form) {
  const rule = Object.entries(await get("/api/v1/history/rule")).filter(([, value]) => value !== null);
  const words = forgets(await get(`/api/v1/history/due?${new URLSearchParams(rule)}`));
  const nothing = "No step is forgotten. What is only kept for steps that cannot be done again any more goes.";
  form.querySelector("[data-due]").hidden = true;
  const said = `${words ?? nothing} In a large file this may take a minute, in which others wait.`;
  if (await sure("Tidy the history now?", said, "Tidy now")) work(card, post("/api/v1/history/tidy", {}));
}

async function makeSmaller(card) {
  const { gain } = card.querySelector("[data-smaller]").dataset;
  const said = `${gain} of the file hold nothing any more. The file is written anew without them; a large one takes a minute, in which nobody can type. If it is interrupted, the file stays as it is.`;
  if (await sure("Make the file smaller?", said, "Make it smaller")) work(card, post("/api/v1/history/smaller", {}));
}

/** Wait for the end of what was begun, and say how it went. */
async function work(card, begun) {
  card.setAttribute("aria-busy", "true");
  try {
    const { job } = await begun;
    let told = await get(`/api/v1/jobs/${job}`);
    while (told.state === "running") {
      await new Promise((resolve) => setTimeout(resolve, POLL));
      told = await get(`/api/v1/jobs/${job}`);
    }
    toast(told.error?.message ?? told.message, { kind: told.error ? "problem" : "done" });
    document.dispatchEvent(new CustomEvent("tidybase:changed", { detail: { structure: true } }));
    card.querySelector("[data-set-rule]").hidden = card.querySelector("[data-due]").hidden = true;
  } catch (problem) {
    toast(problem.message, { kind: "problem" });
  } finally {
    card.removeAttribute("aria-busy");
    tellCost(card);
  }
}
