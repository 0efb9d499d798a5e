/** Numbers for counting; very large ones come as text and are shown digit by digit. */

const digits = (value, { group = "" } = {}) => inGroups(String(value ?? ""), group);

/** @returns {string} a whole number with the sign between its thousands, anything else as it is */
export function inGroups(text, group) {
  if (group === "" || !/^-?\d+$/.test(text)) return text;
  return text.replace(/\B(?=(?:\d{3})+$)/g, () => group);
}

/** @type {import("./index.js").CellType} */
export const wholeNumber = { show: digits, text: digits, typed: true };
