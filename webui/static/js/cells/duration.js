/** Lengths of time; the value is whole seconds. */

/** @type {import("./index.js").CellType} */
export const duration = { show: shown, text: shown, typed: true };

const UNITS = { "# s": 1, "#s": 1, "# sec": 1, "# min": 60, "#min": 60, "# h": 3600, "#h": 3600 };

function shown(value, { form } = {}) {
  if (!Number.isSafeInteger(value)) return String(value ?? "");
  const minus = value < 0 ? "-" : "";
  const whole = Math.abs(value);
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const unit = UNITS[form];
  if (unit && whole % unit === 0) return minus + form.replace("#", String(whole / unit));
  if (form === "# h # min" && hours && minutes && !rest) return `${minus}${hours} h ${minutes} min`;
  const two = (number) => String(number).padStart(2, "0");
  const text = `${minus}${hours}:${two(minutes)}`;
  return rest || form === "H:MM:SS" ? `${text}:${two(rest)}` : text;
}
