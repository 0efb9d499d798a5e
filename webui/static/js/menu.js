/** Popovers beside their buttons: placed within the window, with arrow keys in menus. */

const GAP = 6;

/** Place every popover as it opens and let arrows walk through menus. */
export function startMenus() {
  document.addEventListener("toggle", onToggle, true);
  document.addEventListener("keydown", onKey);
}

function onToggle(event) {
  const box = event.target;
  if (!(box instanceof HTMLElement) || !box.matches(".popover")) return;
  const button = document.querySelector(`[popovertarget="${box.id}"]`);
  button?.setAttribute("aria-expanded", String(event.newState === "open"));
  if (event.newState !== "open" || !button) return;
  place(box, button.getBoundingClientRect());
  (box.querySelector("[autofocus]") ?? box.querySelector("input, select, .menu-item"))?.focus();
}

/** Below the button when there is room, else above; never outside the window. */
function place(box, button) {
  const { offsetWidth: width, offsetHeight: height } = box;
  const rightward = document.dir !== "rtl" && button.left + width < innerWidth - GAP;
  const left = rightward ? button.left : button.right - width;
  const below = button.bottom + GAP + height < innerHeight;
  box.style.left = `${Math.max(GAP, Math.min(left, innerWidth - width - GAP))}px`;
  box.style.top = `${Math.max(GAP, below ? button.bottom + GAP : button.top - height - GAP)}px`;
}

/** @param {KeyboardEvent} event */
function onKey(event) {
  const menu = event.target.closest?.(".menu");
  if (!menu || !["ArrowDown", "ArrowUp", "Home", "End"].includes(event.key)) return;
  event.preventDefault();
  const items = [...menu.querySelectorAll(".menu-item:not(:disabled)")];
  const at = items.indexOf(document.activeElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
  items.at(to % items.length)?.focus();
}
