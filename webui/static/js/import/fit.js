/** How the first rows suit what was chosen for their columns; asked again until all rows are counted. */

import { post } from "../api.js";

const PAUSE = 250;

export class Fit {
  /** @param {string} address Of this import, below /api/v1. @param {(columns: object[]) => void} told Gets none where it is refused. */
  constructor(address, told) {
    this.address = `${address}/fit`;
    this.told = told;
  }

  /** @param {{sheet: string, columns?: object[], into?: object}} wanted What is asked last is answered. */
  async ask(wanted) {
    const mine = (this.latest = {});
    for (;;) {
      // What cannot be wanted is refused where it is asked for in earnest.
      const found = await post(this.address, wanted, { quiet: true }).catch(() => null);
      if (this.latest !== mine) return;
      this.told(found?.columns ?? []);
      if (!found?.counting) return;
      await new Promise((resume) => setTimeout(resume, PAUSE));
      if (this.latest !== mine) return;
    }
  }

  /** What was asked counts for nothing any more. */
  forget() {
    this.latest = null;
  }
}
