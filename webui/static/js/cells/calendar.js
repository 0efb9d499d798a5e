/** A small month beside a field: arrow keys or the mouse pick a day. The field keeps its text. */

import { showBeside } from "../beside.js";
import { make } from "../element.js";
import { icon } from "../icon.js";

const STEPS = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };
const TITLE = new Intl.DateTimeFormat("en-GB", { month: "long", year: "numeric", timeZone: "UTC" });
const FULL = new Intl.DateTimeFormat("en-GB", { dateStyle: "full", timeZone: "UTC" });
const WEEKDAYS = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"];

/**
 * @param {HTMLElement} field  @param {string | null} value as 2019-03-14
 * @param {(day: string) => void} pick  @param {() => void} leave called on a click elsewhere
 * @returns {{close: () => void, enter: () => void}} `enter` moves the focus into the month
 */
export function openCalendar(field, value, pick, leave) {
  let at = new Date(`${value ?? today()}T00:00:00Z`);
  const box = make("div", { class: "popover calendar", popover: "manual", role: "dialog", "aria-label": "Pick a day" });
  const elsewhere = ({ target }) => box.contains(target) || target === field || leave();
  const close = () => {
    document.removeEventListener("pointerdown", elsewhere, true);
    if (box.contains(document.activeElement)) field.focus({ preventScroll: true });
    box.remove();
  };
  document.addEventListener("pointerdown", elsewhere, true);
  const draw = () => box.replaceChildren(...month(at, value));
  const go = (days, months = 0) => {
    if (months) at = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + months, 1));
    else at = new Date(at.getTime() + days * 86_400_000);
    draw();
  };
  const focusDay = () => box.querySelector('[tabindex="0"]').focus();
  box.addEventListener("pointerdown", (event) => event.preventDefault());
  box.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button?.dataset.day) pick(button.dataset.day);
    else if (button) go(0, Number(button.dataset.months));
  });
  box.addEventListener("keydown", (event) => {
    event.stopPropagation();
    if (event.key === "Escape") field.focus({ preventScroll: true });
    else if (event.key in STEPS) go(STEPS[event.key]);
    else if (event.key === "PageUp" || event.key === "PageDown") go(0, event.key === "PageUp" ? -1 : 1);
    else return;
    event.preventDefault();
    if (event.key !== "Escape") focusDay();
  });
  draw();
  showBeside(box, field);
  return { close, enter: focusDay };
}

function month(at, value) {
  const first = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), 1));
  const lead = (first.getUTCDay() + 6) % 7;
  const step = (months, picture, label) => make("button", { class: "button button-icon", type: "button", tabindex: -1, "data-months": months, "aria-label": label }, icon(picture));
  const head = make("div", { class: "calendar-head" }, step(-1, "chevron-left", "Month before"),
    make("strong", { "aria-live": "polite" }, TITLE.format(first)), step(1, "chevron-right", "Month after"));
  const days = Array.from({ length: 42 }, (_, index) => new Date(first.getTime() + (index - lead) * 86_400_000));
  const grid = make("div", { class: "calendar-days" }, ...WEEKDAYS.map((name) => make("span", { "aria-hidden": "true" }, name)),
    ...days.map((day) => dayButton(day, at, value)));
  return [head, grid];
}

function dayButton(day, at, value) {
  const name = day.toISOString().slice(0, 10);
  return make("button", {
    type: "button", class: "calendar-day", "data-day": name, "aria-label": FULL.format(day),
    tabindex: day.getTime() === at.getTime() ? 0 : -1,
    "aria-pressed": String(name === value),
    "aria-current": name === today() ? "date" : null,
    "data-outside": day.getUTCMonth() !== at.getUTCMonth(),
  }, String(day.getUTCDate()));
}

function today() {
  const now = new Date();
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
}
