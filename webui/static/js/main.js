/** Starts the behaviours that every page has. Each finds its own mark-up and is silent without it. */

import { startDays } from "./days.js";
import { startDialogs } from "./dialog.js";
import { startDrops } from "./drop.js";
import { startForms } from "./send.js";
import { startKinds } from "./kinds.js";
import { startMenus } from "./menu.js";
import { startPastes } from "./paste-list.js";
import { startRefresh } from "./refresh.js";
import { startRenaming } from "./rename.js";
import { startReturns } from "./return.js";
import { startReveals } from "./reveal.js";
import { startSaved } from "./saved.js";
import { startToasts } from "./toast.js";
import { startUndo, step } from "./undo.js";

startSaved();
startToasts(() => step("undo"));
startForms();
startUndo();
startRefresh();
startMenus();
startDialogs();
startKinds();
startDays();
startReveals();
startReturns();
startRenaming();
startDrops();
startPastes();

// From here on early.js keeps its hands off; what it kept goes now.
document.documentElement.dataset.ready = "";
for (const form of document.querySelectorAll("form[data-waiting]")) {
  form.removeAttribute("data-waiting");
  form.requestSubmit();
}
