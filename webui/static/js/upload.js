/** Hands a file to Tidybase and shows how far it is. */

import { Problem, proof } from "./api.js";
import { make } from "./element.js";
import { toast } from "./toast.js";

const PATIENCE = 300;

/**
 * Send `file` to `address` and go where the answer leads; a problem becomes a message.
 * @param {string} address @param {File} file @param {string} [then] what goes behind that address
 */
export async function upload(address, file, then = "") {
  const answer = await handOver(address, file);
  if (answer?.go) location.assign(answer.go + then);
}

/**
 * Send `file` to `address` and return the answer; a problem becomes a message, and null.
 * @param {string} address @param {File} file
 * @param {{verb?: string, preview?: Blob | null}} [about] what is being done; a small picture of it
 */
export async function handOver(address, file, { verb = "Reading", preview = null } = {}) {
  const request = new XMLHttpRequest();
  const bar = make("progress", { class: "progress-bar", max: 1, "aria-label": "How much has been read" });
  const stop = make("button", { class: "button", type: "button", onclick: () => request.abort() }, "Cancel");
  const dialog = make("dialog", { class: "dialog", "data-stay": true }, make("h2", {}, `${verb} “${file.name}”`),
    make("div", { class: "progress" }, bar, make("div", { class: "form-actions" }, stop)));
  dialog.addEventListener("cancel", () => request.abort());
  document.body.append(dialog);
  const timer = setTimeout(() => dialog.showModal(), PATIENCE);
  const form = new FormData();
  form.append("file", file, file.name);
  if (preview) form.append("preview", preview, "preview");
  try {
    return await transfer(request, address, { file, form }, (part) => (bar.value = part));
  } catch (problem) {
    if (problem) toast(problem.message, { kind: "problem" });
    return null;
  } finally {
    clearTimeout(timer);
    dialog.remove();
  }
}

/** XMLHttpRequest, because fetch cannot tell how much of a file has gone. Rejects with null if stopped. */
function transfer(request, address, { file, form }, onPart) {
  return new Promise((resolve, reject) => {
    request.open("POST", address);
    for (const [name, value] of Object.entries(proof())) request.setRequestHeader(name, value);
    request.responseType = "json";
    request.upload.onprogress = (event) => event.lengthComputable && onPart(event.loaded / event.total);
    request.onload = () => (request.status < 400 ? resolve(request.response) : reject(problemOf(request, file)));
    request.onerror = () => reject(new Problem({ message: `“${file.name}” could not be read. The file is as it was; please try once more.` }));
    request.onabort = () => reject(null);
    request.send(form);
  });
}

function problemOf(request, file) {
  const error = request.response?.error ?? { message: `“${file.name}” could not be read. The file is as it was.` };
  return new Problem(error, request.status);
}
