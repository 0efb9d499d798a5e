/** Nothing typed is left behind: a link waits until everything is saved. */

/** @param {import("./index.js").DataGrid} grid @param {AbortSignal} signal */
export function holdLinks(grid, signal) {
  const { line } = grid.saves;
  document.addEventListener("click", async (event) => {
    const link = event.target.closest?.("a[href]");
    const elsewhere = event.ctrlKey || event.metaKey || event.shiftKey || link?.target || link?.hasAttribute("download");
    if (!link || elsewhere) return;
    grid.editing.commit();
    if (line.idle || line.stuck) return;
    event.preventDefault();
    await line.push(async () => {});
    location.assign(link.href);
  }, { signal });
  addEventListener("beforeunload", (event) => {
    if (!line.idle) event.preventDefault();
  }, { signal });
}
