/** Where one was in a table: the place in the browser's history keeps it, through a reload and for the way back. */

/** @param {import("./index.js").DataGrid} grid @param {AbortSignal} signal */
export function keepPlace(grid, signal) {
  const { source, selection, viewport } = grid;
  addEventListener("beforeunload", () => {
    const { row, column } = selection.active;
    const place = { row, column, count: source.count, top: viewport.top, along: grid.along };
    history.replaceState({ ...history.state, place }, "");
  }, { signal });
  const kept = history.state?.place;
  if (!kept) return;
  source.reach = kept.count;
  viewport.stretch();
  viewport.top = viewport.held(kept.top);
  selection.active = selection.anchor = selection.corner = { row: kept.row, column: kept.column };
  source.addEventListener("rows", () => {
    viewport.go(viewport.top);
    grid.along = kept.along;
  }, { once: true });
}
