/** Whether this very file was imported before, and the way to its receipt. */

import { get } from "../api.js";
import { make } from "../element.js";

/**
 * Say when a file was imported before: the last time that is still in force is told, else the last.
 * @param {string} token @param {string} person who works here @returns {Promise<(string|Node)[] | null>}
 */
export async function importedBefore(token, person) {
  const { receipts } = await get(`/api/v1/imports/${token}/receipts`).catch(() => ({ receipts: [] }));
  const last = receipts.find((each) => each.in_force) ?? receipts[0];
  if (!last) return null;
  const who = last.who === person ? "You" : last.who || "Somebody";
  const back = last.in_force ? "" : ", which was taken back since";
  return [`${who} imported this very file ${day(new Date(last.when))}${back}. `, make("a", { href: `/receipts/${last.id}` }, "See what came in")];
}

/** @param {Date} when @returns {string} "today at 14:05", "on 3 March", "on 3 March 2025" */
function day(when) {
  const now = new Date();
  if (when.toDateString() === now.toDateString()) return `today at ${when.toLocaleTimeString([], { timeStyle: "short" })}`;
  const year = when.getFullYear() === now.getFullYear() ? undefined : "numeric";
  return `on ${when.toLocaleDateString([], { day: "numeric", month: "long", year })}`;
}
