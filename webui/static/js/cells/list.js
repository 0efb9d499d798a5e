/** A list beside a field: what is typed narrows it, arrow keys or the mouse pick from it. */

import { make } from "../element.js";

const EDGE = 6;
const MOST = 200;

/**
 * @typedef {{text: string, face?: () => Node, search?: string}} Item `text` goes into the field
 * @param {HTMLInputElement} field @param {Item[] | Promise<Item[]>} items
 * @param {{label: string, isChosen: (item: Item) => boolean, pick: (item: Item) => void,
 *   leave: () => void, several?: boolean}} about `leave` is called on a click elsewhere
 * @returns {{close: () => void, enter: () => void}} `enter` moves the focus into the list
 */
export function openList(field, items, about) {
  const box = make("div", { class: "popover pick-list", popover: "manual", role: "listbox", "aria-label": about.label, "aria-multiselectable": about.several ? "true" : null });
  const elsewhere = ({ target }) => box.contains(target) || target === field || about.leave();
  const before = field.value;
  let all = [];
  let wanted = false;
  const draw = () => {
    const typed = field.value === before || about.several ? "" : field.value.trim().toLowerCase();
    const found = all.filter((item) => (item.search ?? item.text).toLowerCase().includes(typed)).slice(0, MOST);
    box.replaceChildren(...found.map((item, index) => option(item, about.isChosen(item), index)));
    box.found = found;
    box.hidden = found.length === 0;
  };
  const choose = (button) => {
    const at = Number(button.dataset.index);
    about.pick(box.found[at]);
    if (!about.several || !box.isConnected) return;
    draw();
    if (box.contains(document.activeElement) || wanted) box.children[at]?.focus();
  };
  const close = () => {
    document.removeEventListener("pointerdown", elsewhere, true);
    field.removeEventListener("input", draw);
    if (box.contains(document.activeElement)) field.focus({ preventScroll: true });
    box.remove();
  };
  const enter = () => {
    wanted = true;
    (box.querySelector('[aria-selected="true"]') ?? box.firstElementChild)?.focus();
  };
  document.addEventListener("pointerdown", elsewhere, true);
  field.addEventListener("input", draw);
  box.addEventListener("pointerdown", (event) => event.preventDefault());
  box.addEventListener("click", ({ target }) => target.closest("button") && choose(target.closest("button")));
  box.addEventListener("keydown", (event) => key(event, field));
  Promise.resolve(items).then((list) => {
    all = list;
    draw();
    if (!field.isConnected) return;
    place(box, field);
    if (wanted) enter();
  });
  return { close, enter };
}

function option(item, chosen, index) {
  return make("button", { type: "button", role: "option", tabindex: -1, "data-index": index, "aria-selected": String(chosen) }, item.face ? item.face() : item.text);
}

function key(event, field) {
  event.stopPropagation();
  const at = document.activeElement;
  if (event.key === "Escape") field.focus({ preventScroll: true });
  else if (event.key === "ArrowDown") (at.nextElementSibling ?? at.parentElement.firstElementChild)?.focus();
  else if (event.key === "ArrowUp") (at.previousElementSibling ?? at.parentElement.lastElementChild)?.focus();
  else return;
  event.preventDefault();
}

function place(box, field) {
  field.parentElement.append(box);
  box.showPopover();
  const at = field.getBoundingClientRect();
  const below = at.bottom + EDGE + box.offsetHeight < innerHeight;
  box.style.left = `${Math.max(EDGE, Math.min(at.left, innerWidth - box.offsetWidth - EDGE))}px`;
  box.style.top = `${below ? at.bottom + EDGE : Math.max(EDGE, at.top - EDGE - box.offsetHeight)}px`;
}
