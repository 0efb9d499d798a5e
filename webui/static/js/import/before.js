/** Says on the import page that this very file was imported before, and leads to its receipt. */

import { get } from "../api.js";
import { make } from "../element.js";

const page = document.querySelector("[data-import]");
const { receipts } = await get(`/api/v1/imports/${page.dataset.import}/receipts`).catch(() => ({ receipts: [] }));
if (receipts.length) say(receipts);

/** @param {object[]} found The receipts, newest first: the last import still in force is told, else the last. */
function say(found) {
  const last = found.find((each) => each.in_force) ?? found[0];
  const who = last.who === page.dataset.person ? "You" : last.who || "Somebody";
  const back = last.in_force ? "" : ", which was taken back since";
  const notice = make("p", { class: "notice", "data-kind": "amber", role: "status" },
    `${who} imported this very file ${day(new Date(last.when))}${back}. `, make("a", { href: `/receipts/${last.id}` }, "See what came in"));
  page.querySelector("[data-notes]").before(make("div", { class: "import-notes" }, notice));
}

/** @param {Date} when @returns {string} "today at 14:05", "on 3 March", "on 3 March 2025" */
function day(when) {
  const now = new Date();
  if (when.toDateString() === now.toDateString()) return `today at ${when.toLocaleTimeString([], { timeStyle: "short" })}`;
  const year = when.getFullYear() === now.getFullYear() ? undefined : "numeric";
  return `on ${when.toLocaleDateString([], { day: "numeric", month: "long", year })}`;
}
