/** Questions after which the server reads the file in another way: each waits for the answer to the one before. */

let last = Promise.resolve();

/** @template T @param {() => Promise<T>} ask @returns {Promise<T>} */
export function inTurn(ask) {
  last = last.catch(() => null).then(ask);
  return last;
}
