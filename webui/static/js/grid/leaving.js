/** Nothing typed is left behind when one goes to another page. */

import { mayLeave } from "./parting.js";

/** @param {import("./index.js").DataGrid} grid @param {AbortSignal} signal */
export function leaveNothing(grid, signal) {
  const { line, pending } = grid.saves;
  const trip = { agreed: false };
  document.addEventListener("click", (event) => holdLink(grid, event, trip), { signal });
  addEventListener("pagehide", () => sendRest(grid), { signal });
  // Only what cannot be saved now is worth a question.
  addEventListener("beforeunload", (event) => {
    if (!trip.agreed && (line.stuck || pending.refused.length > 0)) event.preventDefault();
  }, { signal });
}

/** A link waits until everything is saved, and asks about what does not fit. */
async function holdLink(grid, event, trip) {
  const { line, pending } = grid.saves;
  const link = event.target.closest?.("a[href]");
  const aside = event.ctrlKey || event.metaKey || event.shiftKey || link?.target || link?.hasAttribute("download");
  if (!link || aside) return;
  grid.editing.commit();
  if (line.stuck || (line.idle && pending.refused.length === 0)) return;
  event.preventDefault();
  await line.push(async () => {});
  trip.agreed = await mayLeave(grid);
  if (trip.agreed) location.assign(link.href);
}

/** The page is going away at once: what still waits in line is sent without waiting for answers. */
function sendRest({ saves, editing, remote }) {
  editing.commit();
  const texts = new Map();
  const edits = [];
  for (const { row, column, text } of saves.pending.unsent) {
    if (row.id !== null) edits.push({ row: row.id, column, text });
    else texts.set(row, { ...texts.get(row), [column]: text });
  }
  remote.part(edits, [...texts.values()].map((cells) => ({ cells })));
}
