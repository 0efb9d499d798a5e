/** A shared database may be away for a moment: what was asked is asked again, under the same name. */

const MOST_TRIES = 120;
const SECONDS = 5;
const AWAY = 503;

/** @returns {string} A name for one deed, by which the server knows it if it is asked for twice. */
export function deedName() {
  // Not randomUUID: a page that came over plain HTTP from another computer has none.
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * Send for as long as the answer is that the database is away, and return the first other one.
 * The page is told ("tidybase:away") each time. Raises AbortError.
 * @param {() => Promise<Response>} send @param {AbortSignal} [signal]
 */
export async function untilThere(send, signal) {
  for (let tries = 1; ; tries += 1) {
    const response = await send();
    const again = response.headers.get("Retry-After");
    if (response.status !== AWAY || again === null || tries === MOST_TRIES) return response;
    document.dispatchEvent(new CustomEvent("tidybase:away"));
    await pause((Number(again) || SECONDS) * 1000, signal);
  }
}

function pause(milliseconds, signal) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, milliseconds);
    signal?.addEventListener("abort", () => {
      clearTimeout(timer);
      reject(signal.reason);
    }, { once: true });
  });
}
