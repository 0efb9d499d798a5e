/** Brings in what the import page shows: a job, which takes over the page until it is done. */

import { post } from "../api.js";
import { follow } from "../progress.js";
import { toast, toastLater } from "../toast.js";

/**
 * Ask for an import, follow it and go where it leads.
 * @param {string} address @param {object} wanted @param {string} title
 * @param {{form: HTMLElement, refuse: (problem: {message: string, field?: string}) => void}} page
 */
export async function bring(address, wanted, title, { form, refuse }) {
  form.inert = true;
  try {
    const { job } = await post(address, wanted);
    const end = await follow(job, title);
    if (end.state === "done") {
      toastLater(end.message, { undo: true, more: end.more && { label: "What came in", go: end.more } });
      location.replace(end.go ?? "/");
    } else if (end.state === "cancelled") toast(end.message || "Stopped. Nothing was imported.");
    else refuse(end.error ?? end);
  } catch (problem) {
    refuse(problem);
  } finally {
    form.inert = false;
  }
}
