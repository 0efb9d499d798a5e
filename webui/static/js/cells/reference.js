/** What stands for something kept elsewhere: `{id, label}`, shown by its label. */

/** @returns {string} the label; what is no such thing stands for itself */
export function label(value) {
  if (value === null || value === undefined) return "";
  return typeof value === "object" ? String(value.label ?? "") : String(value);
}

/** @type {import("./index.js").CellType} filled in by the program: nobody types here */
export const fixedReference = { show: label, text: label, typed: false, fixed: true };
