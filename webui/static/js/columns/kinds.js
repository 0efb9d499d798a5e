/** What a column may hold, asked for once. */

import { get } from "../api.js";

/** @typedef {{name: string, label: string, about: string, icon: string, target: boolean,
 *   rules: string[], settings: string[]}} Kind */

let known = null;

/** @returns {Promise<Kind[]>} */
export function allKinds() {
  known ??= get("/api/v1/column-types").then(({ types }) => types);
  known.catch(() => (known = null));
  return known;
}

/** @returns {Promise<Kind | undefined>} undefined for what is made of other columns */
export async function kindOf(column) {
  return (await allKinds()).find(({ name }) => name === column.type);
}
