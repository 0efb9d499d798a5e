/** Cells as text between tabs, the way spreadsheets put them on the clipboard. */

/** @param {string[][]} lines @returns {string} */
export function write(lines) {
  return lines.map((cells) => cells.map(quoted).join("\t")).join("\r\n");
}

/** Read a block of cells; a cell in quotes may hold tabs, line ends and doubled quotes.
 * @param {string} text @returns {string[][]} */
export function read(text) {
  const lines = [[]];
  let at = 0;
  while (at <= text.length) {
    const [cell, end] = text[at] === '"' ? quotedCell(text, at) : plainCell(text, at);
    lines.at(-1).push(cell);
    if (end >= text.length) break;
    at = end + 1;
    if (text[end] === "\t") continue;
    if (text[end] === "\r" && text[at] === "\n") at += 1;
    if (at >= text.length) break;
    lines.push([]);
  }
  return lines;
}

/** @returns {string[][]} the block with every line as wide as the widest */
export function squared(lines) {
  const width = Math.max(...lines.map((cells) => cells.length));
  return lines.map((cells) => [...cells, ...Array(width - cells.length).fill("")]);
}

function quoted(text) {
  return /["\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function plainCell(text, start) {
  let end = start;
  while (end < text.length && !"\t\r\n".includes(text[end])) end += 1;
  return [text.slice(start, end), end];
}

function quotedCell(text, start) {
  let cell = "";
  let at = start + 1;
  while (at < text.length) {
    if (text[at] !== '"') cell += text[at];
    else if (text[at + 1] === '"') cell += text[++at];
    else break;
    at += 1;
  }
  const end = at + 1;
  // A quote in the middle of ordinary text, or one never closed, is just a character.
  if (at >= text.length || (end < text.length && !"\t\r\n".includes(text[end]))) {
    return plainCell(text, start);
  }
  return [cell, end];
}
