/** A box that opens beside a field: below it, or above where there is more room. */

const EDGE = 6;

/** @param {HTMLElement} box @param {HTMLElement} field */
export function showBeside(box, field) {
  field.parentElement.append(box);
  box.showPopover();
  placeBeside(box, field);
}

/** Put it there again, because it has another size now. */
export function placeBeside(box, field) {
  const at = field.getBoundingClientRect();
  const below = at.bottom + EDGE + box.offsetHeight < innerHeight;
  box.style.left = `${Math.max(EDGE, Math.min(at.left, innerWidth - box.offsetWidth - EDGE))}px`;
  box.style.top = `${below ? at.bottom + EDGE : Math.max(EDGE, at.top - EDGE - box.offsetHeight)}px`;
}
