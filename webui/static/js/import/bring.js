/** Brings in what the import page shows: a job, which takes over the page until it is done. */

import { post } from "../api.js";
import { follow } from "../progress.js";
import { toast, toastLater } from "../toast.js";

/** @typedef {{form: HTMLElement, refuse: (problem: {message: string, field?: string}) => void, next?: string}} Host `next` goes before the new table. */

/** Ask for an import, follow it and go where it leads. @param {string} address @param {object} wanted @param {string} title @param {Host} host */
export function bring(address, wanted, title, host) {
  return pursue(async () => (await post(address, wanted)).job, title, host);
}

/** The page was loaded anew while what it shows comes in. @param {string} job @param {string} title @param {Host} host */
export function goOn(job, title, host) {
  return pursue(async () => job, title, host);
}

async function pursue(begin, title, { form, refuse, next }) {
  const before = document.activeElement;
  form.inert = true;
  try {
    const end = await follow(await begin(), title);
    if (end.state === "done") {
      toastLater(end.message, { undo: true, more: end.more && { label: "What came in", go: end.more } });
      location.replace(next ?? end.go ?? "/");
    } else if (end.state === "cancelled") toast(end.message || "Stopped. Nothing was imported.");
    else refuse(end.error ?? end);
  } catch (problem) {
    refuse(problem);
  } finally {
    form.inert = false;
    if (document.activeElement === document.body) before.focus();
  }
}
