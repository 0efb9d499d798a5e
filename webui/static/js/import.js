/** The import page: shows what will come in, lets a person correct it, and brings it in. */

import { get } from "./api.js";
import { make } from "./element.js";
import { Again } from "./import/again.js";
import { importedBefore } from "./import/before.js";
import { bring, goOn } from "./import/bring.js";
import { Into } from "./import/into.js";
import { startLeaving } from "./import/leave.js";
import { oddity } from "./import/oddities.js";
import { Preview, waiting } from "./import/preview.js";
import { Reading } from "./import/reading.js";
import { offerOfAll, showSheets } from "./import/sheets.js";
import { inTurn } from "./import/turn.js";
import { facts, notices, offer } from "./import/words.js";

const PAUSE = 250;
const ALL = "/api/v1/imports";

const page = document.querySelector("[data-import]");
const address = `/api/v1/imports/${page.dataset.import}`;
const form = page.querySelector("form");
const host = { form, refuse, next: page.dataset.among };
const part = (name) => page.querySelector(`[data-${name}]`);
let preview = null;
let seen = null;
let sheet = null;
let named = false;
const into = new Into(page, address, {
  sheet: () => (preview ? seen : null), wishes: () => preview.wanted(), shown: () => preview?.element ?? waiting(), changed: () => say(), complain: (sentence) => complain(sentence),
});
const reading = new Reading(part("reading"), () => {
  part("go").disabled = true;
  return look();
});
const again = new Again({ page, form, reading, into, turnTo });

part("reading").addEventListener("doubt", () => say());
form.elements.table.addEventListener("input", () => {
  named = true;
  say();
});
form.elements.sheet.addEventListener("change", () => turnTo(form.elements.sheet.value));
part("plain").addEventListener("click", () => preview.keepAsText(!preview.plain));
part("preview").addEventListener("change", () => say());
part("preview").addEventListener("skip", () => say());
startLeaving(page, address);
part("all").addEventListener("click", () => bring(ALL, { uploads: [page.dataset.import] }, part("all").dataset.title, host));
form.addEventListener("submit", (event) => {
  event.preventDefault();
  if (into.chosen) return bring(address, { sheet: seen.sheet, into: into.wanted() }, `Importing into “${into.title}”`, host);
  const wanted = { sheet: seen.sheet, reading: reading.told, table: form.elements.table.value, columns: preview.wanted() };
  bring(address, wanted, `Importing “${wanted.table}”`, host);
});
again.prepare().then(look);
importedBefore(page.dataset.import, page.dataset.person).then((words) => words && above(words));

/** Stays while the page is open, whatever is looked at. */
function above(words) {
  part("notes").before(make("div", { class: "import-notes" }, make("p", { class: "notice", "data-kind": "amber", role: "status" }, ...words)));
}

function turnTo(wanted) {
  sheet = wanted;
  preview = null;
  named = false;
  part("go").disabled = part("all").disabled = true;
  reading.forget();
  return look();
}

/** Ask again until every row has been looked at; stops when something else is wanted meanwhile. */
async function look() {
  const token = (look.latest = {});
  const { types } = await get("/api/v1/column-types").catch(() => ({ types: [] }));
  const asked = new URLSearchParams({ ...(sheet === null ? {} : { sheet }), ...reading.asked });
  for (;;) {
    let found = null;
    try {
      found = await inTurn(() => (look.latest === token ? get(`${address}?${asked}`) : null));
    } catch (problem) {
      return look.latest === token ? fail(problem) : undefined;
    }
    if (look.latest !== token) return;
    if (found.job) await goOn(found.job, `Importing “${found.name}”`, host);
    seen = found;
    show(types.filter((type) => type.importable));
    if (seen.state !== "looking") return;
    await new Promise((resume) => setTimeout(resume, PAUSE));
  }
}

function show(types) {
  turn(false);
  if (preview?.heads.length !== seen.columns.length) {
    preview = new Preview(seen, types, address);
    part("preview").replaceChildren(preview.element);
    showSheets(page, seen);
  } else if (seen.state !== "looking") showSheets(page, seen);
  preview.update(seen);
  reading.update(seen.reading, seen.columns.map((column) => column.open).filter(Boolean));
  if (!named) form.elements.table.value = seen.table ?? "";
  say();
  if (into.chosen && seen.state === "ready") into.ready();
  if (seen.state === "ready") again.apply(seen, preview);
}

/** Bring every sentence on the page in step with what is known and chosen. */
function say() {
  if (!seen || !preview) return;
  const ready = seen.state === "ready";
  const columns = preview.kept;
  const rows = seen.total ?? seen.seen;
  const busy = seen.state === "looking" && !reading.refused;
  form.setAttribute("aria-busy", String(busy));
  part("facts").textContent = reading.refused && !ready ? "" : facts(seen);
  part("plain").hidden = preview.plain === null || Boolean(into.chosen || seen.problem);
  part("plain").textContent = preview.plain ? "Back to the kinds that were found" : "Keep everything as text";
  part("go").disabled = !ready || columns === 0 || reading.refused;
  part("all").disabled = seen.state === "looking";
  part("all").textContent = offerOfAll(seen, named || reading.isAsked || preview.changed);
  const offered = columns === 0 ? "Nothing to import" : offer(rows);
  part("go").textContent = ready ? offered : busy ? "Looking…" : "Import";
  if (into.chosen && !seen.problem) sayInto(ready);
  else remark(ready);
}

function sayInto(ready) {
  part("notes").replaceChildren(...into.notices);
  part("go").disabled = !ready || !into.can || reading.refused;
  part("go").textContent = into.offered;
}

/** Said only if it is news, or others spoke meanwhile: what a person has opened to look at stays open. */
function remark(ready) {
  const odd = ready ? preview.heads.filter((head) => head.wantsALook) : [];
  const news = JSON.stringify([seen.state, seen.total, seen.reading.header, reading.asked.header, seen.notes, odd.map((head) => [head.column, head.kind.value, head.fit])]);
  const place = part("notes");
  if (remark.said === news && remark.first === place.firstElementChild) return;
  place.replaceChildren(...notices(seen, odd.map((head) => oddity(head, reading)), reading.asked.header !== undefined));
  Object.assign(remark, { said: news, first: place.firstElementChild });
}

function refuse(problem) {
  if (problem.field !== "table" && problem.field !== "name") return complain(problem.message);
  form.inert = false;
  form.elements.table.setAttribute("aria-invalid", "true");
  document.getElementById("import-table-error").textContent = problem.message;
  return form.elements.table.focus();
}

/** Said above the columns until something is changed there. */
function complain(sentence) {
  part("notes").replaceChildren(make("p", { class: "notice", "data-kind": "problem" }, sentence));
}

/** There is nothing to bring in: what is left is another file, or the way back. A row without names leaves what was seen. */
function fail(problem) {
  if (!reading.refuse(problem)) complain(problem.message);
  else if (preview) return say();
  part("facts").textContent = "";
  form.setAttribute("aria-busy", "false");
  turn(true);
  return (part("plain").hidden = true);
}

function turn(failed) {
  for (const name of ["preview", "wanted"]) part(name).hidden = failed;
  part("instead").hidden = !failed;
  part("reading").hidden = failed && !reading.isOpen;
}
