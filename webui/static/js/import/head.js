/** One column of the preview: its name, what it holds, and whether it comes in. */

import { make } from "../element.js";
import { icon } from "../icon.js";

const LONGEST = 28;

export class Head {
  /** @param {object} column What was found. @param {object[]} types @param {number} number Its place, from 1 on. */
  constructor(column, types, number) {
    this.types = types;
    this.column = column;
    this.touched = false;
    this.named = false;
    this.skipped = false;
    this.suits = null;
    this.name = make("input", { class: "import-column", value: column.name, "aria-label": `Name of column ${number}`, maxlength: 60, autocomplete: "off" });
    this.kind = make("select", { "aria-label": `What “${column.name}” holds` },
      ...types.map((type) => make("option", { value: type.name }, type.label)));
    this.eye = make("button", { class: "button button-icon import-eye", type: "button", onclick: () => this.skip() });
    this.picture = make("span", { class: "import-kind-icon" });
    this.note = make("span", { class: "import-mark", hidden: true }, icon("warning"));
    this.name.addEventListener("input", () => {
      this.named = true;
      this.name.title = this.name.value;
    });
    this.name.addEventListener("keydown", settled);
    this.kind.addEventListener("change", () => this.choose(this.kind.value));
    this.element = make("th", { scope: "col" },
      make("div", { class: "import-title" }, this.name, this.note, this.eye),
      make("label", { class: "import-kind" }, this.picture, this.kind, icon("chevron-down")));
    this.update(column);
    this.show();
  }

  get type() {
    return this.types.find((type) => type.name === this.kind.value) ?? { icon: "text", align: "start" };
  }

  get align() {
    return this.type.align;
  }

  update(column) {
    this.column = column;
    if (!this.named) this.name.value = column.name;
    if (!this.touched) this.kind.value = column.type;
    this.note.hidden = !column.note;
    this.note.title = column.note ?? "";
    this.name.title = this.name.value; // there may be no room for all of it
    this.name.style.minInlineSize = `${Math.min(this.name.value.length + 2, LONGEST)}ch`;
    this.say();
    this.paint();
  }

  /** Its own kind is called by what else is known: “Money £”, “Text · keeps 0s”. */
  say() {
    for (const option of this.kind.options) {
      const type = this.types.find((one) => one.name === option.value);
      option.text = option.value === this.column.type ? this.column.said : type.label;
    }
  }

  /** @param {object} [fit] How the first cells suit this kind: {shown, odd, misfits, note}. @param {string} kind */
  suit(fit, kind) {
    this.suits = fit && { ...fit, kind };
  }

  /** How the cells suit the kind that a person chose, as far as it is known. */
  get fit() {
    return this.touched && this.suits?.kind === this.kind.value ? this.suits : null;
  }

  /** The cell in this one of the first rows, as the chosen kind shows it where that is otherwise than in the file. */
  shown(row) {
    return (this.fit?.shown ?? this.column.shown[this.kind.value])?.[row - 1];
  }

  /** Whether something is odd, unless a person left the column out or chose a kind that fits. */
  get wantsALook() {
    const { note, near } = this.column;
    return !this.skipped && (this.misfits > 0 || Boolean(this.fit?.note) || (Boolean(note) && (!this.touched || this.kind.value === near?.type)));
  }

  /** How many cells do not fit the kind that a person chose: in all rows or, until that is known, in the first. */
  get misfits() {
    return this.fit?.misfits ?? this.fit?.odd.length ?? 0;
  }

  /** Whether the cell in this one of the first rows is not as the others. */
  isOdd(row) {
    if (!this.wantsALook) return false;
    return this.fit?.odd.includes(row) ?? Boolean(this.column.near?.cells.some((cell) => cell.row === row));
  }

  /** @param {string | null} type A person's choice; null for what was found. */
  choose(type) {
    this.touched = type !== null;
    this.kind.value = type ?? this.column.type;
    this.paint();
    this.element.dispatchEvent(new CustomEvent("skip", { bubbles: true }));
  }

  skip() {
    this.skipped = !this.skipped;
    this.show();
    this.element.dispatchEvent(new CustomEvent("skip", { bubbles: true }));
  }

  show() {
    const words = this.skipped ? `Bring “${this.name.value}” in after all` : `Leave “${this.name.value}” out`;
    this.element.toggleAttribute("data-skipped", this.skipped);
    this.eye.setAttribute("aria-pressed", String(this.skipped));
    this.eye.setAttribute("aria-label", words);
    this.eye.title = words;
    this.eye.replaceChildren(icon(this.skipped ? "eye-off" : "eye"));
    this.name.disabled = this.kind.disabled = this.skipped;
  }

  /** The box is as wide as the chosen word, not as the longest one. */
  paint() {
    this.kind.style.inlineSize = `calc(${0.9 * (this.kind.selectedOptions[0]?.text.length ?? 4) + 1.2}ch + 56px)`;
    if (this.picture.dataset.icon === this.type.icon) return;
    this.picture.dataset.icon = this.type.icon;
    this.picture.replaceChildren(icon(this.type.icon));
  }

  wanted() {
    return { name: this.name.value, type: this.kind.value, skip: this.skipped };
  }
}

/** Enter ends the typing of a name, and does not bring the whole file in. */
function settled(event) {
  if (event.key !== "Enter" || event.isComposing) return;
  event.preventDefault();
  event.target.blur();
}
