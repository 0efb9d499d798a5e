/** Where the names of the columns are: in the row that was found, in the one a person says, or nowhere. */

const PAUSE = 250;
const NONE = "0";
const ROW = "row";

/** @param {string} row @returns {string} where the names are, in words */
export function whereNamesAre(row) {
  if (row === NONE) return "no row with names";
  return row === "1" ? "names in the first row" : `names in row ${Number(row).toLocaleString("en")}`;
}

export class Names {
  /**
   * @param {HTMLElement} root @param {(row: string) => void} ask Called with a row, "0" for none, "" for what is found.
   * @param {() => void} doubt Called when what is typed is no such row.
   */
  constructor(root, ask, doubt) {
    this.root = root;
    this.ask = ask;
    this.doubt = doubt;
    this.box = root.querySelector("select");
    this.number = root.querySelector("input");
    this.problem = root.querySelector(".field-error");
    this.row = NONE;
    this.box.addEventListener("change", () => this.choose(this.box.value));
    this.number.addEventListener("input", () => this.type());
    this.number.addEventListener("change", () => this.waiting && this.settle());
    this.number.addEventListener("keydown", (event) => this.enter(event));
  }

  choose(choice) {
    this.forget();
    this.number.hidden = choice !== ROW;
    if (choice !== ROW) return this.ask(choice);
    this.number.value = this.row === NONE ? "1" : this.row;
    return this.ask(this.number.value);
  }

  /** What was typed for another sheet has no effect any more. */
  forget() {
    this.rest();
    this.complain("");
  }

  rest() {
    clearTimeout(this.waiting);
    this.waiting = undefined;
  }

  /** Whether the number, where one is wanted, is that of a row. */
  get isSound() {
    return this.number.hidden || (this.number.value !== "" && this.number.checkValidity());
  }

  /** What is typed has an effect after a moment, as “1” may become “12”. */
  type() {
    this.rest();
    this.complain(this.isSound ? "" : `A row from 1 to ${this.number.max}`);
    if (!this.isSound) this.doubt();
    else this.waiting = setTimeout(() => this.settle(), PAUSE);
  }

  /** At the latest when the number is left, so that nothing is brought in as it was before. */
  settle() {
    this.rest();
    this.ask(String(this.number.valueAsNumber));
  }

  /** Enter ends the typing, and does not bring the whole file in. */
  enter(event) {
    if (event.key !== "Enter") return;
    event.preventDefault();
    if (this.waiting) this.settle();
  }

  /** @param {number | null} row Where the names are, if the file has such a question. @param {string} [asked] What a person said. */
  update(row, asked) {
    this.root.hidden = row === null;
    if (row === null) return;
    this.row = String(row);
    const typing = document.activeElement === this.number && this.problem.textContent;
    if (!typing) this.show(asked === undefined ? "" : this.row);
    const found = row ? `Found in row ${row.toLocaleString("en")}` : "None were found";
    this.box.options[0].text = asked === undefined ? found : "As they are found";
  }

  /** No names can be where a person said. */
  refuse(asked, sentence) {
    this.root.hidden = false;
    this.show(asked);
    this.complain(sentence);
  }

  show(asked) {
    this.complain("");
    this.box.value = ["", NONE].includes(asked) ? asked : ROW;
    this.number.hidden = this.box.value !== ROW;
    if (document.activeElement !== this.number) this.number.value = asked;
  }

  complain(sentence) {
    this.problem.textContent = sentence;
    this.number.setAttribute("aria-invalid", String(sentence !== ""));
  }
}
