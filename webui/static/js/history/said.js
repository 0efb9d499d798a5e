/** What is said after something was put back, on the pages of the history and beside a row. */

import { toast } from "../toast.js";
import { step } from "../undo.js";

/** The page follows, and the step can be undone at once; `left` says what could not be put back. */
export function said(answer) {
  document.dispatchEvent(new CustomEvent("tidybase:changed", { detail: answer }));
  const done = answer.done[0].toUpperCase() + answer.done.slice(1);
  const words = answer.left ? `${done}. ${answer.left}` : done;
  toast(`Done: ${words}`, { action: { label: "Undo", run: () => step("undo") } });
}
