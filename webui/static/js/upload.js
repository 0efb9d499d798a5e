/** Hands a file to Tidybase, shows how far it is, and goes where the answer leads. */

import { Problem, proof } from "./api.js";
import { make } from "./element.js";
import { toast } from "./toast.js";

const PATIENCE = 300;

/**
 * Send `file` to `address` and follow the answer; a problem becomes a message.
 * @param {string} address @param {File} file
 */
export async function upload(address, file) {
  const request = new XMLHttpRequest();
  const bar = make("progress", { class: "progress-bar", max: 1, "aria-label": "How much has been read" });
  const stop = make("button", { class: "button", type: "button", onclick: () => request.abort() }, "Cancel");
  const dialog = make("dialog", { class: "dialog", "data-stay": true }, make("h2", {}, `Reading “${file.name}”`),
    make("div", { class: "progress" }, bar, make("div", { class: "form-actions" }, stop)));
  dialog.addEventListener("cancel", () => request.abort());
  document.body.append(dialog);
  const timer = setTimeout(() => dialog.showModal(), PATIENCE);
  try {
    const answer = await transfer(request, address, file, (part) => (bar.value = part));
    if (answer?.go) location.assign(answer.go);
  } catch (problem) {
    if (problem) toast(problem.message, { kind: "problem" });
  } finally {
    clearTimeout(timer);
    dialog.remove();
  }
}

/** XMLHttpRequest, because fetch cannot tell how much of a file has gone. Rejects with null if stopped. */
function transfer(request, address, file, onPart) {
  const form = new FormData();
  form.append("file", file, file.name);
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
