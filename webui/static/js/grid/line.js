/** Changes waiting in line: sent one after another, in the order they were made, none skipped. */

export class Line extends EventTarget {
  constructor() {
    super();
    /** @type {{run: () => Promise<void>}[]} */
    this.waiting = [];
    this.running = false;
    /** @type {Error | null} what stopped the line; the first one is tried again later */
    this.stuck = null;
  }

  get idle() {
    return this.waiting.length === 0;
  }

  /** Put a change at the end. `run` settles the change for good, or throws when it should be
   * tried again with nothing lost. @returns {Promise<void>} fulfilled once it is settled */
  push(run) {
    return new Promise((settled) => {
      this.waiting.push({ run, settled });
      this.retry();
    });
  }

  /** Go on from where the line stopped. */
  retry() {
    if (!this.running) this.work();
  }

  async work() {
    this.running = true;
    this.stuck = null;
    this.tell();
    while (this.waiting.length > 0 && !this.stuck) await this.step(this.waiting[0]);
    this.running = false;
    this.tell();
  }

  async step(first) {
    try {
      await first.run();
      this.waiting.shift();
      first.settled();
    } catch (problem) {
      this.stuck = problem;
    }
  }

  tell() {
    this.dispatchEvent(new Event("state"));
  }
}
