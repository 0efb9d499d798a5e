/** Numbers of things, as the language of the page writes them: 1,284. */

const LANGUAGE = document.documentElement.lang || "en";

/** @param {number} many */
export const count = (many) => many.toLocaleString(LANGUAGE);

/** @returns {string} such as "1 row" and "1,284 rows" */
export const plural = (many, word) => `${count(many)} ${word}${many === 1 ? "" : "s"}`;
