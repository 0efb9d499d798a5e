/** Talks to the server that gave this page; tells the page when a save begins, ends or fails. */

import { deedName, untilThere } from "./patience.js";

/** What the server would not do, in words for a person. `field` names the part it is about,
 * `details` what there is to choose from. */
export class Problem extends Error {
  /** @param {{message: string, code?: string, field?: string, place?: number}} error @param {number} status */
  constructor(error, status = 0) {
    super(error.message);
    this.code = error.code ?? "problem";
    this.field = error.field ?? null;
    this.details = error.details ?? null;
    this.place = error.place ?? null;
    this.status = status;
  }
}

const SILENT = "Tidybase is not answering. What was saved before is safe; close this window and open the file again.";
const SMALL = 16_000;
const ODD = "Tidybase could not do that. Nothing was changed.";

/** @returns {Record<string, string>} The headers that prove a request comes from this page. */
export function proof() {
  const meta = document.querySelector('meta[name="tidybase-csrf"]');
  return { Accept: "application/json", "X-Tidybase-CSRF": meta?.content ?? "" };
}

export const get = (path, options) => ask("GET", path, undefined, options);
export const post = (path, body, options) => ask("POST", path, body, options);
export const put = (path, body, options) => ask("PUT", path, body, options);
export const patch = (path, body, options) => ask("PATCH", path, body, options);
export const remove = (path, body, options) => ask("DELETE", path, body, options);

/**
 * Ask the server and return its JSON (null when it has nothing to say).
 * A `body` that is a form goes as a form, anything else as JSON. While a shared database is away
 * it is asked again and again. Raises Problem; an aborted `signal` raises AbortError.
 * @param {string} method @param {string} path @param {unknown} [body]
 * @param {{signal?: AbortSignal, headers?: Record<string, string>, quiet?: boolean, keepalive?: boolean}} [options]
 */
export async function ask(method, path, body, options = {}) {
  const saves = method !== "GET" && !options.quiet;
  if (saves) announce("saving");
  try {
    const init = request(method, body, options);
    const answer = await read(await untilThere(() => send(path, init), options.signal));
    if (saves) announce("saved");
    return answer?.repeated ? await startOver() : answer;
  } catch (problem) {
    if (saves) announce(refused(problem) ? "saved" : "failed", problem);
    throw problem;
  }
}

function request(method, body, { signal, keepalive, headers = {} }) {
  const plain = body === undefined || body instanceof FormData || body instanceof URLSearchParams;
  const init = { method, signal, keepalive, headers: { ...proof(), ...headers }, credentials: "same-origin" };
  if (body !== undefined) init.body = plain ? body : JSON.stringify(body);
  if (!plain) init.headers["Content-Type"] = "application/json";
  // A small save goes on when its page is left or loaded anew; browsers refuse that to large ones.
  if (!plain && init.body.length < SMALL) init.keepalive = true;
  if (method !== "GET") init.headers["Idempotency-Key"] = deedName();
  return init;
}

async function send(path, init) {
  try {
    return await fetch(path, init);
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Problem({ message: SILENT, code: "no_answer" });
  }
}

/** It was done the first time, and what came of it was lost on the way: the page reads it anew. */
function startOver() {
  location.reload();
  return new Promise(() => {});
}

/** @param {Response} response */
async function read(response) {
  const text = await response.text();
  const answer = parsed(text);
  if (response.ok) return answer;
  throw new Problem(answer?.error ?? { message: ODD }, response.status);
}

function parsed(text) {
  if (!text) return null;
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** A refusal is not a failed save: the server said no, and what is saved stays saved. */
function refused(problem) {
  return problem.name === "AbortError" || (problem.status >= 400 && problem.status < 500);
}

function announce(what, problem) {
  document.dispatchEvent(new CustomEvent(`tidybase:${what}`, { detail: problem ?? null }));
}
