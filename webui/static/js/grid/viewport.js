/**
 * Which rows are in view. The scrolled element never grows beyond what every engine can paint
 * (WebKitGTK paints nothing past 2^24 px), so the scroll bar stands for the table in proportion.
 */

const TALLEST = 15_000_000;
const REST = 160;
/** Where the bar stands for more than it can, one pixel of it is over 10,000 of the element. */
const DRAGGED = 6000;

export class Viewport extends EventTarget {
  /** @param {object} frame the elements  @param {() => number} lines how many lines there are */
  constructor(frame, lines) {
    super();
    this.frame = frame;
    this.lines = lines;
    this.top = 0;
    this.seen = 0;
    this.resting = 0;
    this.measure();
    frame.scroller.addEventListener("scroll", () => this.scrolled(), { passive: true });
  }

  /** Read the sizes that the style sheet gives, and how much room there is. */
  measure() {
    const { scroller, head, foot, probe } = this.frame;
    this.rowHeight = probe.offsetHeight || 36;
    this.headHeight = head.offsetHeight;
    this.height = Math.max(
      this.rowHeight,
      scroller.clientHeight - this.headHeight - foot.offsetHeight,
    );
    this.width = scroller.clientWidth;
    this.stretch();
  }

  /** Make the scrolled element as tall as the table asks, or as tall as can be painted. */
  stretch() {
    const { sizer, foot } = this.frame;
    this.content = Math.min(this.whole, TALLEST);
    // Room for the digits of the last row's number, and for the button beside them.
    const digits = String(this.lines()).length;
    this.frame.host.style.setProperty("--rail", `${Math.max(62, 38 + digits * 9)}px`);
    sizer.style.height = `${this.content + this.headHeight + foot.offsetHeight}px`;
    this.top = Math.min(this.top, this.deepest);
  }

  get whole() {
    return this.lines() * this.rowHeight;
  }

  get deepest() {
    return Math.max(0, this.whole - this.height);
  }

  get furthest() {
    return Math.max(0, this.content - this.height);
  }

  get capped() {
    return this.whole > this.content;
  }

  /** @returns {[number, number]} the first and the last line in view */
  get range() {
    const first = Math.floor(this.top / this.rowHeight);
    const shown = Math.ceil((this.top + this.height) / this.rowHeight) - 1;
    return [first, Math.min(shown, Math.max(0, this.lines() - 1))];
  }

  /** Show the table from that many pixels below its first row. */
  go(top) {
    this.top = this.held(top);
    this.align();
    this.dispatchEvent(new Event("scroll"));
  }

  /** Inside the table, and on whole pixels: between two of them letters blur. */
  held(top) {
    return Math.max(0, Math.min(this.deepest, Math.round(top)));
  }

  /** Bring a line into view with as little movement as possible. */
  reveal(line) {
    const start = line * this.rowHeight;
    if (start < this.top) this.go(start);
    else if (start + this.rowHeight > this.top + this.height) {
      this.go(start + this.rowHeight - this.height);
    }
  }

  /** Put the scroll bar where it belongs without taking that for a person's scrolling. */
  align() {
    const { scroller } = this.frame;
    const wanted = this.capped ? (this.top / this.deepest) * this.furthest : this.top;
    if (Math.abs(scroller.scrollTop - wanted) >= 1) scroller.scrollTop = wanted;
    this.seen = scroller.scrollTop;
  }

  scrolled() {
    const now = this.frame.scroller.scrollTop;
    const moved = now - this.seen;
    this.seen = now;
    if (moved !== 0) this.top = this.held(this.target(now, moved));
    this.dispatchEvent(new Event("scroll"));
    // After wheeling pixel by pixel the bar has drifted from its true place.
    clearTimeout(this.resting);
    if (this.capped) this.resting = setTimeout(() => this.rest(), REST);
  }

  /** Put the bar right, unless it has been moved since and nobody was told yet. */
  rest() {
    if (this.frame.scroller.scrollTop === this.seen) this.align();
  }

  /** The wheel and small steps move pixel by pixel, dragging the bar moves in proportion. */
  target(now, moved) {
    if (!this.capped) return now;
    const inside = now > 0 && now < this.furthest - 1;
    if (inside && Math.abs(moved) < DRAGGED) return this.top + moved;
    return (now / this.furthest) * this.deepest;
  }
}
