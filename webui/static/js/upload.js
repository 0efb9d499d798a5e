/** Hands files to Tidybase and shows how far it is. */

import { Problem, proof } from "./api.js";
import { make } from "./element.js";
import { toast } from "./toast.js";

const PATIENCE = 300;

/** Bytes: what the server takes at once, less what goes beside the files. */
const MOST = 2 ** 31 - 2 ** 20;

/**
 * Send files to `address` and go where the answer leads; a problem becomes a message. Before it is left
 * the page hears of it ("uploaded"); where it prevents that, there is no way back to it.
 * @param {string} address @param {File[]} files @param {string} [then] what goes behind that address
 */
export async function upload(address, files, then = "") {
  const answer = await handOver(address, files);
  if (!answer?.go) return;
  const stays = document.dispatchEvent(new Event("uploaded", { cancelable: true }));
  location[stays ? "assign" : "replace"](answer.go + then);
}

/**
 * Send files to `address` and return the answer; a problem becomes a message, and null.
 * @param {string} address @param {File[]} files
 * @param {{verb?: string, preview?: Blob | null}} [about] what is being done; a small picture of it
 */
export async function handOver(address, files, { verb = "Reading", preview = null } = {}) {
  if (files.reduce((sum, { size }) => sum + size, 0) > MOST) {
    toast("More than 2 GB is too much at once. Nothing was changed.", { kind: "problem" });
    return null;
  }
  const request = new XMLHttpRequest();
  const bar = make("progress", { class: "progress-bar", max: 1, "aria-label": "How much has been read" });
  const name = files.length === 1 ? `“${files[0].name}”` : `${files.length} files`;
  const stop = make("button", { class: "button", type: "button", onclick: () => request.abort() }, "Cancel");
  const dialog = make("dialog", { class: "dialog", "data-stay": true }, make("h2", {}, `${verb} ${name}`),
    make("div", { class: "progress" }, bar, make("div", { class: "form-actions" }, stop)));
  dialog.addEventListener("cancel", () => request.abort());
  document.body.append(dialog);
  const timer = setTimeout(() => dialog.showModal(), PATIENCE);
  const form = new FormData();
  for (const file of files) form.append("file", file, file.name);
  if (preview) form.append("preview", preview, "preview");
  try {
    return await transfer(request, address, { name, form }, (part) => (bar.value = part));
  } catch (problem) {
    if (problem) toast(problem.message, { kind: "problem" });
    return null;
  } finally {
    clearTimeout(timer);
    dialog.close(); // which gives the focus back
    dialog.remove();
  }
}

/** XMLHttpRequest, because fetch cannot tell how much of a file has gone. Rejects with null if stopped. */
function transfer(request, address, { name, form }, onPart) {
  return new Promise((resolve, reject) => {
    request.open("POST", address);
    for (const header of Object.entries(proof())) request.setRequestHeader(...header);
    request.responseType = "json";
    request.upload.onprogress = (event) => event.lengthComputable && onPart(event.loaded / event.total);
    request.onload = () => (request.status < 400 ? resolve(request.response) : reject(problemOf(request, name)));
    request.onerror = () => reject(new Problem({ message: `${name} could not be read. Nothing was changed; please try once more.` }));
    request.onabort = () => reject(null);
    request.send(form);
  });
}

function problemOf(request, name) {
  const error = request.response?.error ?? { message: `${name} could not be read. Nothing was changed.` };
  return new Problem(error, request.status);
}
