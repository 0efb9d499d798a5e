/** Who listens to whom: the one place where the parts of a grid meet. */

import { leaveNothing } from "./leaving.js";

/** @param {import("./index.js").DataGrid} grid @returns {AbortController} ends all listening */
export function wire(grid) {
  const { source, saves, selection, viewport, frame } = grid;
  const leaving = new AbortController();
  const { signal } = leaving;
  viewport.addEventListener("scroll", () => grid.draw());
  source.addEventListener("rows", ({ detail }) => arrived(grid, detail));
  source.addEventListener("stale", () => grid.draw());
  source.addEventListener("failed", (event) => grid.notice.unread(event.detail));
  saves.addEventListener("change", () => {
    grid.refit();
    grid.record.refresh();
  });
  saves.addEventListener("lost", ({ detail }) => grid.notice.lost(detail));
  selection.addEventListener("move", () => moved(grid));
  frame.catcher.addEventListener("focus", () => grid.editing.load());
  document.addEventListener("tidybase:changed", (event) => {
    if (event.detail?.made === "column") grid.structure.arrive(event.detail.id);
    else if (event.detail?.source !== "grid") source.refresh();
  }, { signal });
  // While a text is open its row must stay where it is; what is gone is found out when it is saved.
  document.addEventListener("tidybase:outdated", () => grid.editing.open || source.refresh(), { signal });
  document.addEventListener("click", (event) => {
    if (event.target.closest?.("[data-add-row]")) grid.changes.add();
    if (event.target.closest?.("[data-delete-rows]")) grid.changes.remove().then(() => grid.focus());
  }, { signal });
  leaveNothing(grid, signal);
  const sizes = new ResizeObserver(() => {
    viewport.measure();
    grid.draw();
  });
  sizes.observe(frame.scroller);
  signal.addEventListener("abort", () => sizes.disconnect());
  return leaving;
}

/** A block of rows came, and with it the latest word on the columns and the total. */
function arrived(grid, { before, columns }) {
  const { pending } = grid.saves;
  const first = grid.columns.count === 0;
  // Undo may have taken rows away: what was refused in them has no place any more.
  if (pending.size > 0) pending.leave(before.filter(({ id }) => !grid.source.blocks.find(id)));
  grid.notice.read();
  grid.take(columns);
  grid.refit();
  grid.record.refresh();
  if (first && (document.activeElement === document.body || !document.activeElement)) grid.focus();
}

function moved(grid) {
  const { selection, viewport } = grid;
  const { corner, kind } = selection;
  if (kind !== "columns") viewport.reveal(corner.row);
  if (kind !== "rows") grid.showColumn(corner.column);
  grid.draw(true);
  grid.headings.select();
  grid.editing.load();
  grid.announce.moved();
  grid.notice.follow();
  grid.foot.draw();
  grid.record.refresh();
}
