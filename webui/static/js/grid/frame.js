/** The elements a grid is made of, before any row is drawn. */

import { make } from "../element.js";
import { icon } from "../icon.js";

/** @param {HTMLElement} host @returns {object} the parts by name */
export function build(host) {
  const id = `grid-${host.dataset.table}`;
  const corner = make("div", { class: "grid-corner", role: "columnheader", "aria-colindex": 1 },
    make("span", { class: "visually-hidden" }, "Row"));
  const head = make("div", { class: "grid-head", role: "row", "aria-rowindex": 1 }, corner);
  const probe = make("div", { class: "grid-row grid-probe", "aria-hidden": "true" });
  const catcher = field(id);
  const layer = make("div", { class: "grid-layer", role: "presentation" }, probe);
  const count = make("div", { class: "grid-foot-count" });
  // Readers hear the same from the foot of the window; inside a grid there are only rows.
  const foot = make("div", { class: "grid-foot", "aria-hidden": "true" },
    make("div", { class: "grid-number" }), count);
  const table = make("div", {
    class: "grid-table", id, role: "grid", "aria-multiselectable": "true",
    "aria-label": host.dataset.name ?? "Table",
  }, head, layer, foot);
  // The field lies over the cells but beside the grid, in which there may only be rows.
  const sizer = make("div", { class: "grid-sizer" }, make("div", { class: "grid-over" }, catcher), table);
  const scroller = make("div", { class: "grid-scroller" }, sizer);
  const bubble = make("div", { class: "grid-bubble", id: `${id}-reason`, role: "alert", hidden: true });
  const live = make("div", { class: "visually-hidden", role: "status", "aria-live": "polite" });
  const banner = strip();
  const empty = invitation();
  host.replaceChildren(banner.strip, scroller, empty, bubble, live);
  return { host, id, corner, head, probe, catcher, layer, count, foot, sizer, scroller, table, bubble, live, banner, empty };
}

/** The real field that has the focus all the time, so that every way of typing works. */
function field(id) {
  return make("textarea", {
    class: "grid-catcher", rows: 1, autocomplete: "off", autocapitalize: "off",
    spellcheck: "false", "aria-controls": id, "data-keys-pass": true,
  });
}

/** What is said when saving had to stop, with the way on. */
function strip() {
  const text = make("span");
  const again = make("button", { class: "button", type: "button" }, "Try again");
  const whole = make("div", { class: "grid-banner", role: "alert", hidden: true },
    icon("warning"), text, again);
  return { strip: whole, text, again };
}

function invitation() {
  return make("div", { class: "grid-empty", hidden: true },
    make("strong", {}, "This table is empty."),
    make("span", {}, "Type into the first line, paste from another program, or drop a spreadsheet here."));
}
