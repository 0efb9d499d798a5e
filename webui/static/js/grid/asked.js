/** What the address of a table asks to see at first: `?misfit=7`, only what does not fit in that column. */

/** @param {import("./index.js").DataGrid} grid */
export function showAsked({ source, query }) {
  const asked = Number(new URLSearchParams(location.search).get("misfit"));
  if (!asked) return;
  history.replaceState(history.state, "", location.pathname);
  source.addEventListener("rows", ({ detail }) => {
    const column = detail.columns.find(({ id }) => id === asked);
    if (column) query.only(asked, { misfit: true }, `${column.name} does not fit`);
  }, { once: true });
}
