/** Make a column of names or numbers a link to the rows that have them. */

import { get, post } from "../api.js";
import { choice, labelled, openDialog, options } from "./frame.js";

/** @param {{id: number, name: string}} table @param {{id: number, name: string}} column */
export async function openAdoption(table, column) {
  const { tables } = await get("/api/v1/tables");
  const which = choice("table", tables.filter(({ id }) => id !== table.id));
  const field = choice("field", []);
  const fill = async () => {
    const { columns } = await get(`/api/v1/tables/${which.value}/columns`);
    const stored = columns.filter(({ type }) => !["link", "links", "lookup", "total", "formula"].includes(type));
    field.replaceChildren(...options([{ id: "", name: "The name of the row, capitals aside" }, ...stored]));
  };
  which.addEventListener("change", fill);
  await fill();
  openDialog({
    title: `Make “${column.name}” a link`,
    words: "Each cell is linked to the one row that has the same. What leads to no row, or to several, stays in its cell as it is written.",
    parts: [labelled("Link to", which), labelled("Find rows by", field)],
    action: "Make it a link",
    said: `“${column.name}” is a link now.`,
    isNew: false,
    send: () => post(`/api/v1/tables/${table.id}/columns/${column.id}/link`, { table: Number(which.value), field: Number(field.value) || null }),
  });
}
