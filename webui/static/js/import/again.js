/** The same import as before with a new file: what was chosen then is chosen again, by the columns' names. */

import { get } from "../api.js";
import { make } from "../element.js";

const NEW = "new";
const OUT = "out";

export class Again {
  /** @param {object} host The page, its form, and its parts: {page, form, reading, into, turnTo}. */
  constructor(host) {
    this.host = host;
    this.receipt = new URLSearchParams(location.search).get("again");
    this.wanted = null;
  }

  /** Ask for what was chosen, and read the file as the last one was. */
  async prepare() {
    if (!this.receipt) return;
    const { wanted } = await get(`/api/v1/receipts/${this.receipt}`).catch(() => ({ wanted: null }));
    this.wanted = wanted?.header || wanted?.all ? wanted : null;
    this.read();
  }

  /** Every row has been read: choose what was chosen, once. */
  apply(seen, preview) {
    if (!this.wanted) return;
    const { sheet, all } = this.wanted;
    if (all) return this.every(seen);
    if (sheet && sheet !== seen.sheet && seen.sheets.includes(sheet)) {
      this.host.turnTo(sheet);
      this.read();
      return;
    }
    const wanted = this.wanted;
    this.wanted = null;
    this.tell(differences(wanted.header, seen.columns.map((column) => called(column, wanted.header))));
    if (wanted.into) this.into(wanted, seen);
    else this.anew(wanted, preview);
  }

  /** All sheets came in at once: the button that does it comes first. */
  every({ sheets }) {
    const before = this.wanted.sheets ?? sheets;
    this.wanted = null;
    const { page, into } = this.host;
    // A file of one sheet came in together with others: there is nothing to be chosen.
    if (Math.max(before.length, sheets.length) < 2) return;
    this.tell([...differences(before, sheets), ...(sheets.length < 2 ? ["There is only one sheet this time."] : [])]);
    if (sheets.length < 2) return;
    const [all, go] = ["all", "go"].map((name) => page.querySelector(`[data-${name}]`));
    const lead = () => {
      all.classList.toggle("button-main", !into.chosen);
      go.classList.toggle("button-main", Boolean(into.chosen));
    };
    into.choice.addEventListener("change", lead);
    lead();
    all.focus();
  }

  read() {
    const told = Object.entries(this.wanted?.reading ?? {}).filter(([, value]) => value !== null);
    this.host.reading.asked = Object.fromEntries(told.map(([name, value]) => [name, String(value)]));
  }

  anew({ table, columns, header }, preview) {
    if (table) this.host.form.elements.table.value = table;
    this.host.form.elements.table.dispatchEvent(new Event("input"));
    for (const head of preview.heads) repeat(head, columns?.[header.indexOf(called(head.column, header))]);
  }

  async into({ into: wanted, header }, seen) {
    const { into } = this.host;
    await into.offering;
    into.choice.value = String(wanted.table);
    if (!into.chosen) {
      into.choice.value = "";
      return this.tell(["The table it went into is not there any more."]);
    }
    await into.choose();
    if (!into.table) return undefined;
    const before = seen.columns.map((column) => wanted.columns?.[header.indexOf(called(column, header))]);
    before.forEach((goal, at) => place(into.table, at, goal));
    return into.repeat(wanted);
  }

  tell(sentences) {
    const lines = sentences.map((sentence) => make("p", {}, sentence));
    const notice = make("div", { class: "import-notes" }, make("div", { class: "notice", "data-kind": "amber", role: "status" }, ...lines));
    if (lines.length) this.host.page.querySelector("[data-notes]").before(notice);
  }
}

/** What a column was called then: an earlier version may have cut a long heading otherwise. */
function called({ name, former }, header) {
  return !header.includes(name) && header.includes(former) ? former : name;
}

/** A column gets its name and kind as before, or is left out as before. */
function repeat(head, wish) {
  if (!wish) return;
  if (wish.name && wish.name !== head.column.name) {
    head.name.value = wish.name;
    head.named = true;
  }
  if (wish.type && wish.type !== head.column.type) head.choose(wish.type);
  if (wish.skip) head.skip();
}

/** What became a new column then is found by its name now, as suggested. */
function place(table, at, goal) {
  if (!goal || goal.name) return;
  const sent = table.send(at, String(goal.column ?? OUT));
  if (!sent && table.lists[at].value === NEW) table.send(at, OUT);
}

function differences(before, now) {
  const missing = before.filter((name) => !now.includes(name));
  const fresh = now.filter((name) => !before.includes(name));
  return [
    ...(missing.length ? [`Not in this file, unlike last time: ${listed(missing)}.`] : []),
    ...(fresh.length ? [`New in this file: ${listed(fresh)}.`] : []),
  ];
}

function listed(names) {
  return names.map((name) => `“${name}”`).join(", ");
}
