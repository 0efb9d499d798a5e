/** Buttons with data-reveal="id" show and hide a part of the page and move the focus into it. */

/** Listen to every such button; Escape inside the part hides it again. */
export function startReveals() {
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-reveal]");
    if (button) turn(button, document.getElementById(button.dataset.reveal));
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const part = event.target.closest?.("[data-revealed]");
    const button = part && document.querySelector(`[data-reveal="${part.id}"][aria-expanded="true"]`);
    if (button) turn(button, part);
  });
}

function turn(button, part) {
  part.hidden = !part.hidden;
  const owner = document.querySelector(`[data-reveal="${part.id}"][aria-expanded]`) ?? button;
  owner.setAttribute("aria-expanded", String(!part.hidden));
  if (part.hidden) owner.focus();
  else part.querySelector("input, select, textarea, button")?.focus();
}
