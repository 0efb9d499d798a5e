/** Numbers for counting; very large ones come as text and are shown digit by digit. */

const digits = (value) => (value === null || value === undefined ? "" : String(value));

/** @type {import("./index.js").CellType} */
export const wholeNumber = { show: digits, text: digits, typed: true };
