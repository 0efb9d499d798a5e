/** Native dialogs: shown by a button that names one, closed by Escape, its Cancel or a click beside it. */

/** Listen to [data-dialog="id"] buttons and [data-close-dialog] inside dialogs. */
export function startDialogs() {
  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-dialog]");
    if (opener) document.getElementById(opener.dataset.dialog)?.showModal();
    if (event.target.closest("[data-close-dialog]") || event.target.matches?.("dialog[open]")) {
      if (!event.target.closest("[data-stay]")) event.target.closest("dialog")?.close();
    }
  });
}
