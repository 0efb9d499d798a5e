/** Look something up in linked rows, or work out one figure about all of them. */

import { get, patch, post } from "../api.js";
import { toast } from "../toast.js";
import { choice, labelled, openDialog, options, title } from "./frame.js";

const WAYS = [
  { id: "count", name: "How many there are" },
  { id: "sum", name: "Sum" },
  { id: "average", name: "Average" },
  { id: "least", name: "Least or earliest" },
  { id: "most", name: "Most or latest" },
];
const FIRST = "Link this table to another first: then what is there can be looked up and added up here.";

/**
 * @param {{id: number, name: string}} table @param {"lookup" | "total"} type
 * @param {object} [column] the one to change, else a new one
 */
export async function openFollow(table, type, column) {
  const { columns } = await get(`/api/v1/tables/${table.id}/columns`);
  const ways = columns.filter((each) => each.type === "link" || each.type === "links");
  if (ways.length === 0) return toast(FIRST, { kind: "problem" });
  const now = column?.options ?? {};
  const link = choice("link", ways, now.link);
  const how = choice("how", WAYS, now.how);
  const field = choice("field", []);
  const name = title();
  const about = labelled(type === "total" ? "Of" : "Show", field);
  const fill = async () => {
    const way = ways.find(({ id }) => id === Number(link.value));
    const there = await get(`/api/v1/tables/${way.options.table}/columns`);
    field.replaceChildren(...options(there.columns, now.field));
  };
  const settle = () => {
    about.hidden = type === "total" && how.value === "count";
  };
  link.addEventListener("change", fill);
  how.addEventListener("change", settle);
  await fill();
  settle();
  const wish = () => ({ link: Number(link.value), field: Number(field.value) || null, ...(type === "total" ? { how: how.value } : {}) });
  const root = `/api/v1/tables/${table.id}/worked-out`;
  openDialog({
    title: type === "total" ? "Total of linked rows" : "Look up in linked rows",
    words: type === "total" ? "One figure about all rows that a row is linked to." : "Something that stands in the linked row, shown here and always up to date.",
    parts: [
      labelled("Follow the link", link),
      ...(type === "total" ? [labelled("Show", how)] : []),
      about,
      ...(column ? [] : [labelled("Name of the column", name, "Left empty, it gets one that says what it shows.")]),
    ],
    action: column ? "Change" : "Add column",
    said: column ? `“${column.name}” changed.` : "Column added.",
    isNew: !column,
    send: () => (column ? patch(`${root}/${column.id}`, wish()) : post(root, { type, name: name.value.trim() || null, ...wish() })),
  });
}
