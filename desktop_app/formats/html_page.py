"""The tables on an HTML page, found tag by tag.

Each sign of the page is looked at once, however badly its tags are closed, so that no page can be
made to take for ever. What browsers do with tables that are not closed: HTML Living Standard, 13.2.
"""

from __future__ import annotations

import re
from html import unescape

from desktop_app.formats.html_rows import Break, Cell, Table

_TOKEN = re.compile(
    r"<(?P<silent>script|style|template|noscript|textarea|comment)\b.*?(?:</(?P=silent)[^>]*+>|\Z)"
    r"|<(?P<end>/?)(?P<tag>[a-z][a-z0-9]*+)"
    r"(?P<attributes>(?:[^<>\"']++|\"[^\"]{0,5000}+\"|'[^']{0,5000}+')*+)>"
    r"|<!--.*?(?:-->|\Z)"
    r"|<[!?][^>]*+>?"
    r"|(?P<words>[^<]++|<)",
    re.IGNORECASE | re.DOTALL,
)
_SPAN = re.compile(r"\b(colspan|rowspan)\s*=\s*[\"']?\s*(\d{1,9})\b", re.IGNORECASE)
_MOST_COLUMNS, _MOST_ROWS = 1_000, 65_534
_BLOCKS = ("p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6")
_BREAKS = {"br": Break.LINE, **dict.fromkeys(_BLOCKS, Break.BLOCK)}
_PARTS = frozenset(("thead", "tbody", "tfoot"))
_CELLS = frozenset(("td", "th"))


def tables_on(page: str) -> list[Table]:
    """Return the tables in the order in which they begin. Raises UnreadableError."""
    reading = _Reading()
    for token in _TOKEN.finditer(page):
        if token.lastgroup == "words":
            reading.write(token["words"])
        elif token.lastgroup == "attributes" and token["end"]:
            reading.end(token["tag"].lower())
        elif token.lastgroup == "attributes":
            reading.begin(token["tag"].lower(), token["attributes"])
    while reading.open:
        reading.end("table")
    return reading.found


class _Reading:
    """The tables that were found, and those around the place that is being read."""

    def __init__(self) -> None:
        self.found: list[Table] = []
        self.open: list[Table] = []
        self._cells: list[Cell | None] = []
        """For each open table, the cell that words belong to."""

    def write(self, words: str) -> None:
        """Put words where they belong."""
        if self._cells and (cell := self._cells[-1]):
            cell.pieces.append(unescape(words) if "&" in words else words)

    def begin(self, tag: str, attributes: str) -> None:
        """Take note of a tag. Raises UnreadableError."""
        if tag == "table":
            self.found.append(Table())
            self.open.append(self.found[-1])
            self._cells.append(None)
        elif not self.open:
            return
        elif tag in _CELLS:
            cell = Cell(tag == "th", *_spans(attributes))
            self._cells[-1] = cell
            self.open[-1].begin_cell(cell)
        elif tag == "caption":
            self._cells[-1] = self.open[-1].caption
        elif tag == "tr":
            self.open[-1].end_row()
            self._cells[-1] = None
        elif tag in _PARTS:
            self.open[-1].begin_part(head=tag == "thead")
            self._cells[-1] = None
        elif tag in _BREAKS:
            self._break(_BREAKS[tag])

    def end(self, tag: str) -> None:
        """Take note of a closing tag. Raises UnreadableError."""
        if not self.open:
            return
        if tag == "table":
            self.open.pop().end_row()
            self._cells.pop()
        elif tag in _CELLS or tag == "caption":
            self._cells[-1] = None
        elif tag == "tr":
            self.open[-1].end_row()
            self._cells[-1] = None
        elif tag in _PARTS:
            self.open[-1].begin_part(head=False)
            self._cells[-1] = None
        elif tag in _BREAKS:
            self._break(_BREAKS[tag])

    def _break(self, mark: Break) -> None:
        if cell := self._cells[-1]:
            cell.pieces.append(mark)


def _spans(attributes: str) -> tuple[int, int]:
    """Return how many columns and rows a cell covers; 0 rows means all that follow."""
    if not attributes:
        return 1, 1
    spans = {name.lower(): int(number) for name, number in _SPAN.findall(attributes)}
    columns = min(spans.get("colspan", 1), _MOST_COLUMNS) or 1
    return columns, min(spans.get("rowspan", 1), _MOST_ROWS) or _MOST_ROWS
