/** Anything, kept to the letter. */

const plain = (value) => (value === null || value === undefined ? "" : String(value));

/** @type {import("./index.js").CellType} */
export const text = { show: plain, text: plain, typed: true, lines: true };
