/** The ways to make a column out of others: links, lookups, totals and formulas. */

import { toast } from "../toast.js";
import { openAdoption } from "./adopt.js";
import { openFollow } from "./follow.js";
import { openFormula } from "./formula.js";
import { openLink } from "./link.js";

const DIALOGS = {
  link: (table) => openLink(table),
  lookup: (table, column) => openFollow(table, "lookup", column),
  total: (table, column) => openFollow(table, "total", column),
  formula: (table, column) => openFormula(table, column),
  adopt: (table, column) => openAdoption(table, column),
};

function here() {
  const { table, name } = document.querySelector("[data-links]").dataset;
  return { id: Number(table), name };
}

async function open(what, column) {
  try {
    await DIALOGS[what]?.(here(), column);
  } catch (problem) {
    toast(problem.message, { kind: "problem" });
  }
}

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-make-column]");
  if (!button) return;
  button.closest("[popover]")?.hidePopover();
  open(button.dataset.makeColumn);
});

document.addEventListener("tidybase:change-column", ({ detail }) => open(detail.type, detail));
document.addEventListener("tidybase:link-column", ({ detail }) => open("adopt", detail));
