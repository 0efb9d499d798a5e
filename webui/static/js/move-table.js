/** [data-move-table="-1"] moves the table of this page up in the list of tables, "1" down. */

import { get, put } from "./api.js";
import { toast } from "./toast.js";

document.addEventListener("click", async ({ target }) => {
  const button = target.closest?.("[data-move-table]");
  if (!button) return;
  button.closest("[popover]")?.hidePopover();
  try {
    await move(Number(document.querySelector("[data-table]").dataset.table), Number(button.dataset.moveTable));
  } catch (problem) {
    toast(problem.message, { kind: "problem" });
  }
});

async function move(table, by) {
  const { tables } = await get("/api/v1/tables");
  const order = tables.map(({ id }) => id);
  const at = order.indexOf(table);
  const to = at + by;
  if (to < 0 || to >= order.length) {
    toast(by < 0 ? "It is the first one already." : "It is the last one already.");
    return;
  }
  order.splice(at, 1);
  order.splice(to, 0, table);
  await put("/api/v1/tables/order", { tables: order });
  document.dispatchEvent(new CustomEvent("tidybase:changed", { detail: { structure: true } }));
}
