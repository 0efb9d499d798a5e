/** Times of day, in the form their column is written in. */

/** @type {import("./index.js").CellType} */
export const timeOfDay = { show: shown, text: shown, typed: true };

const FORMS = new Set(["HH:MM", "HH:MM:SS", "H:MM", "H:MM:SS", "h:MM AM", "h:MM am"]);

function shown(value, { form } = {}) {
  const parts = /^(\d\d):(\d\d)(?::(\d\d))?/.exec(String(value ?? ""));
  if (!parts) return String(value ?? "");
  const [, hours, minutes, seconds = "00"] = parts;
  const shape = FORMS.has(form) ? form : "HH:MM";
  const half = shape.startsWith("h");
  const hour = half ? String(Number(hours) % 12 || 12) : shape.startsWith("H:") ? String(Number(hours)) : hours;
  const exact = shape.endsWith("SS") || seconds !== "00" ? `:${seconds}` : "";
  return `${hour}:${minutes}${exact}${half ? noon(Number(hours), shape) : ""}`;
}

function noon(hour, shape) {
  const word = hour < 12 ? " AM" : " PM";
  return shape.endsWith("AM") ? word : word.toLowerCase();
}
