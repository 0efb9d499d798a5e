/** The pages of the history: put back just one step, bring rows back, filter, show older ones. */

import { post } from "../api.js";
import { toast } from "../toast.js";
import { orChoose } from "./conflict.js";
import { startKeeping } from "./keeping.js";
import { said } from "./said.js";

document.addEventListener("click", (event) => {
  const one = event.target.closest("[data-put-back]");
  if (one) putBack(one);
  const row = event.target.closest("[data-bring-back]");
  if (row) bringBack(row);
  const older = event.target.closest("[data-older]");
  if (older && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    event.preventDefault();
    showOlder(older);
  }
});
document.querySelector("[data-filters]")?.addEventListener("change", (event) => filter(event.currentTarget));
startKeeping();

/** Take back just that step; `anyway` even where the same cells were changed again since. */
async function putBack(button, anyway = false) {
  const answer = await orChoose(() => post(`/api/v1/history/${button.dataset.putBack}/put-back`, { anyway }), {
    anyway: () => putBack(button, true),
  });
  if (answer) said(answer);
}

async function bringBack(button) {
  try {
    said(await post(button.dataset.bringBack, {}));
  } catch (problem) {
    toast(problem.message, { kind: "problem" });
  }
}

/** Only what was chosen stands in the address. */
function filter(form) {
  const chosen = [...new FormData(form)].filter(([, value]) => value);
  const search = new URLSearchParams(chosen).toString();
  location.assign(search ? `${form.action}?${search}` : form.action);
}

/** Put the next steps below those that are shown. */
async function showOlder(link) {
  link.setAttribute("aria-busy", "true");
  const response = await fetch(link.href, { credentials: "same-origin" }).catch(() => null);
  if (!response?.ok) {
    location.assign(link.href);
    return;
  }
  const fresh = new DOMParser().parseFromString(await response.text(), "text/html");
  const steps = [...(fresh.querySelector("[data-steps]")?.children ?? [])];
  const list = document.querySelector("[data-steps]");
  const next = fresh.querySelector(".history-older");
  list.append(...steps);
  link.closest(".history-older").replaceWith(...(next ? [next] : []));
  for (const day of list.querySelectorAll(":scope > .day")) day.remove();
  document.dispatchEvent(new CustomEvent("tidybase:refreshed"));
  steps[0]?.querySelector("button")?.focus();
}
