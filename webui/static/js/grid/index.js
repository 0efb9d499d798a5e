/** `<data-grid data-table="7" data-name="Members">`: one table, however long, as a spreadsheet. */

import { typeOf } from "../cells/index.js";
import { Hidden } from "../columns/hidden.js";
import { RecordPanel } from "../record/panel.js";
import { Announce } from "./announce.js";
import { showAsked } from "./asked.js";
import { Changes } from "./changes.js";
import { Clipboard } from "./clipboard.js";
import { Columns } from "./columns.js";
import { Editing } from "./editing.js";
import { Fit } from "./fit.js";
import { Foot } from "./foot.js";
import { build } from "./frame.js";
import { Headings } from "./headings.js";
import { Keyboard } from "./keyboard.js";
import { lookOnly, onlyLooking } from "./looking.js";
import { Menus } from "./menus.js";
import { Notice } from "./notice.js";
import { keepPlace } from "./place.js";
import { Pointer } from "./pointer.js";
import { Pool } from "./pool.js";
import { Query } from "./query.js";
import { QueryBar } from "./query-bar.js";
import { Remote } from "./remote.js";
import { Reorder } from "./reorder.js";
import { Rows } from "./rows.js";
import { Saves } from "./saves.js";
import { Selection } from "./selection.js";
import { Source } from "./source.js";
import { Structure } from "./structure.js";
import { Viewport } from "./viewport.js";
import { wire } from "./wiring.js";

const AHEAD = 40;
const LOOKED_AT = 60;

export class DataGrid extends HTMLElement {
  connectedCallback() {
    this.frame = build(this);
    this.remote = new Remote(Number(this.dataset.table));
    this.source = new Source(this.remote);
    this.columns = new Columns(this.dataset.table);
    this.rows = new Rows(this.source);
    this.saves = new Saves(this.remote, this.rows, this.columns);
    this.selection = new Selection({ rows: () => this.rows.count, end: () => this.rows.end, columns: () => this.columns.count });
    this.viewport = new Viewport(this.frame, () => this.rows.lines);
    this.changes = new Changes(this);
    this.pool = new Pool(this);
    this.fit = new Fit(this);
    this.editing = new Editing(this);
    this.headings = new Headings(this);
    this.structure = new Structure(this);
    this.menus = new Menus(this);
    this.notice = new Notice(this);
    this.announce = new Announce(this);
    this.foot = new Foot(this);
    this.record = new RecordPanel(this);
    for (const Behaviour of [Keyboard, Pointer, Clipboard]) new Behaviour(this);
    if (onlyLooking()) lookOnly(this);
    this.query = new Query(this);
    this.reorder = new Reorder(this);
    this.leaving = wire(this);
    this.unseen = new Hidden(this, this.leaving.signal);
    new QueryBar(this, this.leaving.signal);
    showAsked(this);
    keepPlace(this, this.leaving.signal);
    this.want();
  }

  disconnectedCallback() {
    this.leaving.abort();
    this.record.close();
  }

  /** Everything one does begins in the field that catches the keys. */
  focus() {
    this.frame.catcher.focus({ preventScroll: true });
  }

  openRecord() {
    this.record.open();
  }

  /** How far the view is scrolled along the columns, whichever way the script runs. */
  get along() {
    return Math.abs(this.frame.scroller.scrollLeft);
  }

  set along(pixels) {
    const back = getComputedStyle(this).direction === "rtl";
    this.frame.scroller.scrollLeft = back ? -pixels : pixels;
  }

  /** Draw what is in view and ask for what is missing there. */
  draw(fresh = false) {
    if (this.columns.count === 0) return;
    this.pool.draw(fresh);
    this.announce.active();
    this.fit.place();
    this.notice.place();
    this.want();
  }

  /** Ask for the rows in view and some around them. */
  want() {
    const [first, last] = this.viewport.range;
    this.source.want(first - AHEAD, Math.min(last + AHEAD, Math.max(last, this.source.count)));
  }

  /** There are more or fewer rows, or other columns. */
  refit() {
    this.viewport.stretch();
    this.selection.settle();
    this.announce.extent();
    this.headings.stretch();
    this.foot.draw();
    this.draw(true);
    this.editing.load();
  }

  /** Bring the active cell into view. */
  show() {
    const { row, column } = this.selection.active;
    this.viewport.reveal(row);
    this.showColumn(column);
  }

  showColumn(index) {
    const { columns, frame, viewport } = this;
    if (index === 0 || columns.count === 0) return;
    const start = columns.offset(index);
    const end = start + columns.width(index) + frame.corner.offsetWidth;
    if (start - columns.width(0) < this.along) this.along = start - columns.width(0);
    else if (end > this.along + viewport.width) this.along = end - viewport.width;
  }

  /** The server says what the columns are, with every block of rows. */
  take(list) {
    const fresh = this.columns.replace(list);
    if (!fresh) return;
    this.fitColumns();
    this.pool.clear();
    this.headings.draw();
  }

  /** Give columns without a width one that fits the rows from the first in view on. */
  fitColumns() {
    const { source, columns, viewport } = this;
    const [first] = viewport.range;
    const texts = (index) => {
      const { show, wide = show } = typeOf(columns.at(index));
      const rows = Array.from({ length: LOOKED_AT }, (_, line) => source.row(first + line));
      return rows.map((row) => wide(row?.cells[index], columns.at(index).options));
    };
    columns.fit(texts, (text) => this.fit.measure(text));
  }
}

customElements.define("data-grid", DataGrid);
