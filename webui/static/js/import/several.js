/** The page for several files at once: what is in each, one after the other, and all of them in one step. */

import { get, remove } from "../api.js";
import { importedBefore } from "./before.js";
import { bring } from "./bring.js";
import { counted, facts } from "./words.js";

const PAUSE = 250;
const MOST_NAMES = 6;

const page = document.querySelector("[data-several]");
const form = page.querySelector("form");
const go = page.querySelector("[data-go]");
const files = () => [...page.querySelectorAll("[data-upload]")];
const readable = () => files().filter((line) => line.dataset.state !== "problem");
const addressOf = (line) => `/api/v1/imports/${line.dataset.upload}`;

page.addEventListener("click", (event) => {
  const line = event.target.closest("[data-leave-out]")?.closest("[data-upload]");
  if (line) leaveOut(line);
});
page.querySelector("[data-leave]").addEventListener("click", (event) => {
  event.preventDefault();
  files().forEach(forget);
  location.replace(event.target.href);
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  // All of them: where the first sheet cannot be read, others of the file may be.
  const uploads = files().map((line) => line.dataset.upload);
  bring("/api/v1/imports", { uploads }, `Importing ${counted(readable().length, "file")}`, { form, refuse: (problem) => complain(problem.message) });
});
lookAtAll();

/** One after the other: each reading keeps the computer busy by itself. */
async function lookAtAll() {
  say();
  for (const line of files()) {
    await look(line);
    say();
  }
  form.setAttribute("aria-busy", "false");
  say();
}

async function look(line) {
  const words = line.querySelector("[data-facts]");
  for (;;) {
    if (!line.isConnected) return;
    let seen = null;
    try {
      seen = await get(addressOf(line));
    } catch (problem) {
      line.dataset.state = "problem";
      words.textContent = problem.message;
      return;
    }
    words.textContent = seen.sheets.length > 1 ? sheetsOf(seen) : facts(seen);
    if (seen.state === "ready") {
      line.dataset.state = "ready";
      remark(line, seen);
      await compare(line);
      return;
    }
    await new Promise((resume) => setTimeout(resume, PAUSE));
  }
}

function sheetsOf({ sheets }) {
  const more = sheets.length > MOST_NAMES ? ", …" : "";
  return `${counted(sheets.length, "sheet")}: ${sheets.slice(0, MOST_NAMES).join(", ")}${more}`;
}

/** Whether a closer look is worth it. */
function remark(line, { columns, notes }) {
  const odd = columns.filter((column) => column.note || column.near).length;
  const said = [odd ? `${counted(odd, "column")} with something odd` : "", notes.length ? counted(notes.length, "remark") : ""];
  line.querySelector("[data-odd]").textContent = said.filter(Boolean).join(" · ");
}

async function compare(line) {
  const words = await importedBefore(line.dataset.upload, page.dataset.person);
  if (words) line.querySelector("[data-before]").replaceChildren(...words);
}

function leaveOut(line) {
  const next = line.nextElementSibling ?? line.previousElementSibling;
  forget(line);
  line.remove();
  const left = files();
  if (left.length === 1) return location.replace(`/import/${left[0].dataset.upload}`);
  next?.querySelector("[data-leave-out]").focus();
  return say();
}

/** Our copy of the file goes. */
function forget(line) {
  remove(addressOf(line), undefined, { quiet: true, keepalive: true }).catch(() => null);
}

function say() {
  // What is dropped here comes to these.
  page.dataset.then = files().map((line) => `,${line.dataset.upload}`).join("");
  const ready = form.getAttribute("aria-busy") === "false";
  const number = readable().length;
  page.querySelector("h1").textContent = `Import ${counted(files().length, "file")}`;
  go.disabled = !ready || number === 0;
  const what = number ? `Import ${counted(number, "file")}` : "Nothing to import";
  go.textContent = ready ? what : "Looking…";
}

function complain(sentence) {
  const place = page.querySelector("[data-notes]");
  place.textContent = sentence;
  place.hidden = false;
}
