/** Nothing typed is left behind when one goes to another page. */

/** @param {import("./index.js").DataGrid} grid @param {AbortSignal} signal */
export function leaveNothing(grid, signal) {
  const { line } = grid.saves;
  document.addEventListener("click", (event) => holdLink(grid, event), { signal });
  addEventListener("pagehide", () => sendRest(grid), { signal });
  // Only what cannot be saved now is worth a question.
  addEventListener("beforeunload", (event) => line.stuck && event.preventDefault(), { signal });
}

/** A link waits until everything is saved. */
async function holdLink(grid, event) {
  const { line } = grid.saves;
  const link = event.target.closest?.("a[href]");
  const aside = event.ctrlKey || event.metaKey || event.shiftKey || link?.target || link?.hasAttribute("download");
  if (!link || aside) return;
  grid.editing.commit();
  if (line.idle || line.stuck) return;
  event.preventDefault();
  await line.push(async () => {});
  location.assign(link.href);
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
