/** What is odd about a column, in amber: said, looked at, and settled by one click. */

import { make } from "../element.js";
import { look } from "./look.js";
import { counted } from "./words.js";

/**
 * @param {import("./head.js").Head} head A column with something odd.
 * @param {import("./reading.js").Reading} reading
 * @returns {HTMLElement}
 */
export function oddity(head, reading) {
  const { near, open } = head.column;
  if (head.misfits && head.kind.value !== near?.type) return notice(unfit(head), back(head));
  if (head.fit?.note) return notice(head.fit.note, back(head));
  if (near) return notice(nearly(head), look(near.misfits === 1 ? "Look at it" : "Look at them", near.cells, near.misfits), settle(head, near));
  if (open) return notice(named(head.column), ...reading.choices(open).map((choice) => button(choice.text, () => {
    reading.ask(open, choice.value);
    reading.said.focus();
  })));
  return notice(named(head.column));
}

function notice(sentence, ...acts) {
  return make("div", { class: "notice import-oddity", "data-kind": "amber" }, make("p", {}, sentence), ...acts);
}

/** A remark names its column, once. */
export function named({ name, note }) {
  return note.includes(`“${name}”`) ? note : `“${name}”: ${note}`;
}

function nearly(head) {
  const { near } = head.column;
  if (head.kind.value !== near.type) return named(head.column);
  const cells = `${counted(near.misfits, "cell")} in “${head.column.name}” ${near.misfits === 1 ? "is" : "are"} unlike the other ${near.plural}.`;
  return `${cells} What cannot be read as such comes in as it is written, in amber.`;
}

/** Of a kind chosen by hand; all rows are counted meanwhile. */
function unfit(head) {
  const { misfits } = head.fit;
  const where = misfits === null ? "In the rows shown, " : "";
  const verb = head.misfits === 1 ? ["does", "It comes in as it is"] : ["do", "They come in as they are"];
  const taken = head.fit.note && ` ${head.fit.note}`;
  return `${where}${counted(head.misfits, "cell")} in “${head.column.name}” ${verb[0]} not fit the kind “${head.type.label}”. ${verb[1]} written, in amber.${taken}`;
}

function back(head) {
  return button(`Back to “${head.column.said}”`, () => {
    head.choose(null);
    head.kind.focus();
  });
}

/** The remark goes with the click, so whoever has no mouse goes on at the column. */
function settle(head, near) {
  const choose = (type) => () => {
    head.choose(type);
    head.kind.focus();
  };
  if (head.kind.value === near.type) return button("Keep the column as text", choose(null));
  const them = near.misfits === 1 ? "this one" : `these ${near.misfits.toLocaleString("en")}`;
  return button(`Make it “${near.label}”, keep ${them} as written`, choose(near.type));
}

function button(words, act) {
  return make("button", { class: "button button-small", type: "button", onclick: act }, words);
}
