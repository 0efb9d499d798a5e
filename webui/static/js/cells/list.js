/** A list beside a field: what is typed narrows it, arrow keys or the mouse pick from it. */

import { placeBeside, showBeside } from "../beside.js";
import { make } from "../element.js";

const MOST = 200;

/** Milliseconds to wait for the next letter before the server is asked. */
const PAUSE = 120;

/**
 * @typedef {{text: string, face?: () => Node, search?: string}} Item `text` goes into the field
 * @param {HTMLInputElement} field
 * @param {Item[] | Promise<Item[]> | ((words: string) => Promise<Item[]>)} items all of them, or
 *   what finds some
 * @param {{label: string, isChosen: (item: Item) => boolean, pick: (item: Item) => void,
 *   leave: () => void, several?: boolean, part?: () => string, best?: (item: Item) => void}} about
 *   `leave` is called on a click elsewhere, `best` with the first that was found; `part` is what
 *   to look for, if not the whole text
 * @returns {{close: () => void, enter: () => void, keep: () => void}} `enter` moves the focus into
 *   the list, `keep` takes the first that was found for what is written now
 */
export function openList(field, items, about) {
  const box = make("div", { class: "popover pick-list", popover: "manual", role: "listbox", "aria-label": about.label, "aria-multiselectable": about.several ? "true" : null });
  const elsewhere = ({ target }) => box.contains(target) || target === field || about.leave();
  const before = field.value;
  const asks = typeof items === "function";
  let all = [];
  let wanted = false;
  let asked = null;
  let pause = 0;
  const words = () => {
    if (about.part) return about.part();
    return field.value === before || about.several ? "" : field.value.trim().toLowerCase();
  };
  const fill = (found) => {
    box.replaceChildren(...found.map((item, index) => option(item, about.isChosen(item), index)));
    box.found = found;
    box.hidden = found.length === 0;
    box.firstElementChild?.toggleAttribute("data-best", asked === words() && asked !== "");
    if (box.isConnected) placeBeside(box, field);
  };
  const draw = () => {
    if (asks) return ask();
    const typed = words();
    fill(all.filter((item) => (item.search ?? item.text).toLowerCase().includes(typed)).slice(0, MOST));
  };
  const ask = async () => {
    const mine = words();
    asked = mine;
    const found = await items(mine).catch(() => null);
    if (asked !== mine || !found || box.closed) return;
    fill(found);
    if (!box.isConnected) open();
  };
  const later = () => {
    clearTimeout(pause);
    box.querySelector("[data-best]")?.removeAttribute("data-best");
    pause = asks ? setTimeout(draw, PAUSE) : (draw(), 0);
  };
  const open = () => {
    if (!field.isConnected) return;
    showBeside(box, field);
    if (wanted) enter();
  };
  const choose = (button) => {
    const at = Number(button.dataset.index);
    about.pick(box.found[at]);
    if (!about.several || !box.isConnected) return;
    if (asks) fill(box.found);
    else draw();
    if (box.contains(document.activeElement) || wanted) box.children[at]?.focus();
  };
  const close = () => {
    document.removeEventListener("pointerdown", elsewhere, true);
    field.removeEventListener("input", later);
    clearTimeout(pause);
    box.closed = true;
    if (box.contains(document.activeElement)) field.focus({ preventScroll: true });
    box.remove();
  };
  const enter = () => {
    wanted = true;
    (box.querySelector('[aria-selected="true"]') ?? box.firstElementChild)?.focus();
  };
  document.addEventListener("pointerdown", elsewhere, true);
  field.addEventListener("input", later);
  box.addEventListener("pointerdown", (event) => event.preventDefault());
  box.addEventListener("click", ({ target }) => target.closest("button") && choose(target.closest("button")));
  box.addEventListener("keydown", (event) => key(event, field));
  const keep = () => {
    if (about.best && asked === words() && asked !== "" && box.found?.length) about.best(box.found[0]);
  };
  if (asks) draw();
  else Promise.resolve(items).then((list) => {
    all = list;
    draw();
    open();
  });
  return { close, enter, keep };
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
