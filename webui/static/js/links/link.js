/** Link this table to another: each row to one row there, or to several. */

import { get, post } from "../api.js";
import { make } from "../element.js";
import { choice, labelled, openDialog, title } from "./frame.js";

/** @param {{id: number, name: string}} table the one that is open */
export async function openLink(table) {
  const { tables } = await get("/api/v1/tables");
  const others = tables.filter(({ id }) => id !== table.id);
  const which = choice("table", [...others, ...tables.filter(({ id }) => id === table.id)]);
  const name = title();
  const dialog = openDialog({
    title: "Link to another table",
    words: "Rows here then point at rows there, and the other table shows the same links from its side.",
    parts: [
      labelled("Link to", which),
      make("fieldset", { class: "links-ways" },
        make("legend", {}, `Each row of ${table.name} belongs to`),
        way("one", "one row there", true), way("several", "any number of rows there", false)),
      labelled("Name of the column", name, "Left empty, it is called like the other table."),
    ],
    action: "Link",
    said: "Tables linked.",
    isNew: true,
    send: (form) => post(`/api/v1/tables/${table.id}/links`, {
      table: Number(which.value), several: form.elements.way.value === "several", name: name.value.trim() || null,
    }),
  });
  which.focus();
  return dialog;
}

function way(value, words, checked) {
  return make("label", { class: "links-way" }, make("input", { type: "radio", name: "way", value, checked }), words);
}
