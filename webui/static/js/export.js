/** The export dialog: asks for a file of a table, follows the work, and hands the file over. */

import { post } from "./api.js";
import { make } from "./element.js";
import { follow } from "./progress.js";
import { toast } from "./toast.js";

const form = document.querySelector("[data-export]");
const dialog = form.closest("dialog");
const { elements } = form;

elements.format.addEventListener("change", fit);
form.addEventListener("submit", (event) => {
  event.preventDefault();
  dialog.close();
  go();
});
fit();

/** Show only the options that the chosen kind of file has a use for. */
function fit() {
  const option = elements.format.selectedOptions[0];
  const useful = new Set(option.dataset.wishes.split(" "));
  if ("many" in option.dataset) useful.add("many");
  for (const line of form.querySelectorAll("[data-only]")) line.hidden = !useful.has(line.dataset.only);
  if (!useful.has("many") && elements.what.value === "all") elements.what.value = "shown";
}

async function go() {
  const wanted = wishes();
  if (elements.format.value === "paper") {
    location.assign(`/tables/${form.dataset.export}/print?${new URLSearchParams(wanted)}#back`);
    return;
  }
  try {
    const table = elements.what.value === "all" ? null : Number(form.dataset.export);
    const answer = await post("/api/v1/exports", { ...wanted, format: elements.format.value, table }, { quiet: true });
    if (answer.job) tell(await follow(answer.job, "Writing the file"));
  } catch (problem) {
    toast(problem.message, { kind: "problem" });
  }
}

/** The rows on the page, in their order, as the grid asks for them. */
function wishes() {
  const shown = elements.what.value === "shown";
  const here = new URLSearchParams(document.querySelector("data-grid")?.dataset.query);
  const query = {};
  for (const name of ["sort", "filter", "search"]) if (shown && here.get(name)) query[name] = here.get(name);
  return { ...query, hidden: !shown, mark: elements.mark.checked, guard: elements.guard.checked };
}

function tell(end) {
  if (end.state === "done") {
    if (end.go) make("a", { href: end.go, download: true }).click();
    toast(end.message);
  } else if (end.state === "cancelled") toast("Stopped. No file was made.");
  else toast(end.error?.message ?? end.message, { kind: "problem" });
}
