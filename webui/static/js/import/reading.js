/** How the file is read: said in one line, and changed part by part; the preview follows. */

import { make } from "../element.js";
import { icon } from "../icon.js";
import { Names, whereNamesAre } from "./names.js";

const SEPARATORS = { comma: "commas", semicolon: "semicolons", tab: "tabs", bar: "bars", other: "a sign the file names" };
const WORDS = {
  encoding: (_, label) => label,
  separator: (value) => (value === "none" ? "one column" : `${SEPARATORS[value]} between the cells`),
  decimal: (value) => `decimal ${value}`,
  dates: (value) => `${value} first in dates`,
};

export class Reading {
  /** @param {HTMLElement} root @param {() => void} changed Called when a person wants it read in another way. */
  constructor(root, changed) {
    this.root = root;
    this.changed = changed;
    this.asked = {};
    this.said = root.querySelector("[data-said]");
    this.parts = root.querySelector(".import-how-parts");
    this.boxes = [...root.querySelectorAll("[data-how]")];
    this.names = new Names(root.querySelector("[data-part=header]"), (row) => this.ask("header", row), () => this.doubt());
    this.refused = false;
    this.said.addEventListener("click", () => this.open(this.parts.hidden));
    for (const box of this.boxes) box.addEventListener("change", () => this.ask(box.dataset.how, box.value));
  }

  /** What a person asked for, as the server takes it. */
  get told() {
    const { header, ...others } = this.asked;
    return header === undefined ? others : { ...others, header: JSON.parse(header) };
  }

  /** Whether a person asked for anything. */
  get isAsked() {
    return Object.keys(this.asked).length > 0;
  }

  /** Whether there is anything to be changed about it though the file could not be read. */
  get isOpen() {
    return this.isAsked || !this.parts.hidden;
  }

  /** @param {string} name Which part. @param {string} value Empty to let the evidence speak. */
  ask(name, value) {
    if (value === "") delete this.asked[name];
    else this.asked[name] = value;
    this.changed();
  }

  /** Nothing can come in until it is clear how it is read. */
  doubt() {
    this.refused = true;
    this.root.dispatchEvent(new Event("doubt"));
  }

  /** Take back everything that was asked, as another sheet may be another story. */
  forget() {
    this.asked = {};
    this.names.forget();
  }

  /** Say beside the number that no names can be in the row that was asked for. @returns {boolean} Whether that was it. */
  refuse({ field, message }) {
    this.refused = field === "header" && this.asked.header !== undefined;
    if (this.refused) {
      this.names.refuse(this.asked.header, message);
      this.open(true);
    }
    if (field === "separator" && !this.isAsked) this.askFor(field);
    return this.refused;
  }

  /** Nothing could be found out before a person says this. */
  askFor(name) {
    const box = this.boxes.find((one) => one.dataset.how === name);
    box.selectedIndex = -1;
    box.closest("[data-part]").hidden = false;
    this.open(true);
  }

  /** Show what was found. `wanted` are parts that a column waits for. */
  update(found, wanted) {
    const text = found.encoding !== null;
    const words = [];
    this.names.update(found.header, this.asked.header);
    this.refused = !this.names.isSound;
    for (const box of this.boxes) {
      const name = box.dataset.how;
      const value = found[name] === null ? "" : String(found[name]);
      const asks = value !== "" || (box.options[0].value === "" && (text || wanted.includes(name)));
      box.closest("[data-part]").hidden = !asks;
      if (!asks) continue;
      if (box.value !== value) select(box, value);
      if (value !== "") words.push(WORDS[name](value, box.selectedOptions[0].text));
    }
    if (found.header !== null) words.splice(text ? 2 : 0, 0, whereNamesAre(String(found.header)));
    this.root.hidden = false;
    this.said.hidden = words.length === 0 && wanted.length === 0;
    this.said.replaceChildren(make("span", {}, words.length ? `Read as: ${words.join(" · ")}` : "How it is read"), icon("chevron-down"));
  }

  /** Show or hide the parts. */
  open(wanted) {
    this.parts.hidden = !wanted;
    this.said.setAttribute("aria-expanded", String(wanted));
  }

  /** @returns {{value: string, text: string}[]} What there is to choose from for a part. */
  choices(name) {
    const box = this.boxes.find((one) => one.dataset.how === name);
    return [...box.options].filter((option) => option.value !== "").map(({ value, text }) => ({ value, text }));
  }
}

/** A sign that only this file has is shown, but not on offer. */
function select(box, value) {
  if (![...box.options].some((option) => option.value === value)) {
    box.append(make("option", { value, disabled: true }, "A sign the file names"));
  }
  box.value = value;
}
