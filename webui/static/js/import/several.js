/** The page for several files at once: what is in each, one after the other, and all of them in one step. */

import { get, remove } from "../api.js";
import { make } from "../element.js";
import { importedBefore } from "./before.js";
import { bring, goOn } from "./bring.js";
import { named } from "./oddities.js";
import { counted, facts, filledSheets, leftOut } from "./words.js";

const PAUSE = 250;
const MOST_NAMES = 6;

const page = document.querySelector("[data-several]");
const form = page.querySelector("form");
const go = page.querySelector("[data-go]");
const files = () => [...page.querySelectorAll("[data-upload]")];
const readable = () => files().filter((line) => line.dataset.state !== "problem");
let replaced = null;
const host = { form, refuse: (problem) => complain(problem.message) };
const addressOf = (line) => `/api/v1/imports/${line.dataset.upload}`;

page.addEventListener("click", (event) => {
  const line = event.target.closest("[data-leave-out]")?.closest("[data-upload]");
  if (line) leaveOut(line);
  const unread = event.target.closest("[data-choose]")?.closest("[data-upload]");
  if (unread) instead(unread);
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
  bring("/api/v1/imports", { uploads }, `Importing ${counted(readable().length, "file")}`, host);
});
document.addEventListener("uploaded", () => replaced && forget(replaced));
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
      return unreadable(line, problem.message);
    }
    if (seen.job) await goOn(seen.job, `Importing ${counted(files().length, "file")}`, host);
    if (seen.problem && !filledSheets(seen).length) return unreadable(line, seen.problem);
    words.textContent = filledSheets(seen).length > 1 || seen.problem ? sheetsOf(filledSheets(seen)) : facts(seen);
    if (seen.state !== "looking") {
      line.dataset.state = "ready";
      remark(line, seen);
      await compare(line);
      return;
    }
    await new Promise((resume) => setTimeout(resume, PAUSE));
  }
}

function unreadable(line, why) {
  line.dataset.state = "problem";
  line.querySelector("[data-facts]").textContent = why;
  line.querySelector("[data-closer]").replaceWith(make("button", { class: "button", type: "button", "data-choose": true, "aria-label": `Choose another file instead of ${line.dataset.name}` }, "Choose another…"));
}

function sheetsOf(sheets) {
  const more = sheets.length > MOST_NAMES ? ", …" : "";
  return `${counted(sheets.length, "sheet")}: ${sheets.slice(0, MOST_NAMES).join(", ")}${more}`;
}

/** What a closer look may be worth: one remark is said, several are told when asked for. */
function remark(line, { columns, notes, left_out }) {
  const said = [...columns.filter((column) => column.note).map(named), ...notes, ...leftOut(left_out)];
  if (said.length === 0) return;
  const told = said.map((sentence) => make("p", {}, sentence));
  const several = () => make("details", {}, make("summary", {}, counted(said.length, "remark")), ...told);
  line.querySelector("[data-odd]").replaceChildren(said.length > 1 ? several() : told[0]);
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

/** The next file that is chosen comes in the place of this one, which goes then. */
function instead(line) {
  replaced = line;
  say();
  page.querySelector("[data-file]").addEventListener("cancel", () => {
    replaced = null;
    say();
  }, { once: true });
}

/** Our copy of the file goes. */
function forget(line) {
  remove(addressOf(line), undefined, { quiet: true, keepalive: true }).catch(() => null);
}

function say() {
  follow(files().filter((line) => line !== replaced));
  const ready = form.getAttribute("aria-busy") === "false";
  const number = readable().length;
  page.querySelector("h1").textContent = `Import ${counted(files().length, "file")}`;
  const over = files().length - Number(page.dataset.most);
  if (over > 0) complain(`At most ${page.dataset.most} files can come in together. Leave out ${over.toLocaleString("en")} of them for now.`);
  else complain("");
  go.disabled = !ready || number === 0 || over > 0;
  const what = number ? `Import ${counted(number, "file")}` : "Nothing to import";
  go.textContent = ready ? what : "Looking…";
}

/** What is dropped or chosen here comes to these. */
function follow(lines) {
  page.dataset.then = lines.map((line) => `,${line.dataset.upload}`).join("");
}

function complain(sentence) {
  const place = page.querySelector("[data-notes]");
  place.textContent = sentence;
  place.hidden = sentence === "";
}
