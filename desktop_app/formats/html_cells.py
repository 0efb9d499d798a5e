"""The tables on an HTML page, taken apart in the child process (see reader).

A table inside a cell of another is a sheet of its own. Scripts and styles are passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from desktop_app.formats.dialects import has_header, lines_above_the_table
from desktop_app.formats.encodings import encoding_of, was_mended
from desktop_app.formats.findings import MENDED, title_notes
from desktop_app.formats.html_rows import Cell, Table, header_of
from desktop_app.formats.unreadable import UnreadableError

_BATCH = 500
_SAMPLE = 200
_BEGINNING = 1 << 20
_MOST_SPANNED = {"colspan": 1_000, "rowspan": 65_534}
_LONGEST_NAME = 100
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_CONDITION = re.compile(r"<!\[[^>]{0,200}>")
"""What office programs write for old browsers; the parser cannot read it."""

_SILENT = frozenset(("script", "style", "template", "noscript"))
_BREAKING = frozenset(("br", "p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6"))
_PARTS = frozenset(("thead", "tbody", "tfoot"))


class HtmlTables:
    """The tables on one page that have more than one cell."""

    def __init__(self, text: str, notes: Sequence[str]) -> None:
        page = _Page()
        page.feed(_CONDITION.sub("", text).replace("<![", ""))
        page.end()
        self._notes = notes
        self._tables: dict[str, Table] = {}
        for table in page.found:
            if len(table.rows) * max(map(len, table.rows), default=0) > 1:
                self._tables[self._name_for(table)] = table

    @property
    def sheets(self) -> Sequence[str]:
        """The tables by their captions, or numbered. Raises UnreadableError if there is none."""
        if not self._tables:
            raise UnreadableError("no_table")
        return list(self._tables)

    def rows(self, sheet: str) -> Iterator[dict[str, Any]]:
        """Give the rows of one table, all equally wide. Raises UnreadableError."""
        if sheet not in self._tables:
            raise UnreadableError("sheet")
        table = self._tables[sheet]
        width = max(map(len, table.rows))
        rows = [row + [""] * (width - len(row)) for row in table.rows]
        heads = table.heads if table.heads < len(rows) else 1
        above = 0 if heads else lines_above_the_table(rows[:_SAMPLE])
        if not heads:
            heads = above + has_header(rows[above:_SAMPLE])
        header = header_of(rows[above:heads]) if heads > above else [""] * width
        notes = [*self._notes, *title_notes(rows[:above])]
        yield {"rows": [], "header": header, "notes": notes}
        filled = [(row, number) for number, row in enumerate(rows[heads:], heads + 1) if any(row)]
        for start in range(0, len(filled), _BATCH):
            part = filled[start : start + _BATCH]
            yield {"rows": [row for row, _ in part], "lines": [number for _, number in part]}

    def _name_for(self, table: Table) -> str:
        name = table.caption.text.replace("\n", " ")[:_LONGEST_NAME]
        number = len(self._tables) + 1
        if not name:
            return f"Table {number}"
        return f"{name} {number}" if name in self._tables else name


class _Page(HTMLParser):
    """Collects the tables on a page, in the order in which they begin."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[Table] = []
        self._open: list[tuple[Table, Cell | None]] = []
        """The tables around this place, and the cell of each that is being read."""
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self._silent += 1
        elif tag == "table":
            self.found.append(Table())
            self._open.append((self.found[-1], None))
        elif self._open:
            self._inside(tag, dict(attrs))

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        elif not self._open:
            return
        elif tag == "table":
            self._open.pop()[0].end_row()
        elif tag in _PARTS:
            self._read(None).begin_part(head=False)
        elif tag == "tr":
            self._read(None).end_row()
        elif tag in {"td", "th", "caption"}:
            self._read(None)
        elif tag in _BREAKING:
            self._write("\n")

    def handle_data(self, data: str) -> None:
        if self._open and not self._silent:
            self._write(re.sub(r"\s+", " ", data))

    def end(self) -> None:
        """Close what the page leaves open. Raises UnreadableError."""
        self.close()
        while self._open:
            self._open.pop()[0].end_row()

    def _inside(self, tag: str, attributes: dict[str, str | None]) -> None:
        table, _ = self._open[-1]
        if tag in {"td", "th"}:
            spans = (_spanned(attributes, "colspan"), _spanned(attributes, "rowspan"))
            cell = Cell(tag == "th", *spans)
            self._read(cell).begin_cell(cell)
        elif tag == "caption":
            self._read(table.caption)
        elif tag in _PARTS:
            self._read(None).begin_part(head=tag == "thead")
        elif tag == "tr":
            self._read(None).end_row()
        elif tag in _BREAKING:
            self._write("\n")

    def _read(self, cell: Cell | None) -> Table:
        table, _ = self._open[-1]
        self._open[-1] = (table, cell)
        return table

    def _write(self, text: str) -> None:
        _, cell = self._open[-1]
        if cell is not None:
            cell.texts.append(text)


@contextmanager
def html_page(path: Path) -> Iterator[HtmlTables]:
    """Open a page that was saved. Raises UnreadableError."""
    content = path.read_bytes()
    encoding = encoding_of(content[:_BEGINNING])
    notes = encoding.notes()
    declared = _declared(content) if notes else ""
    if declared:
        yield HtmlTables(content.decode(declared, "replace"), [])
        return
    text = content.decode(encoding.codec, encoding.errors)
    yield HtmlTables(text, [*notes, *([MENDED] if was_mended() else [])])


def _declared(content: bytes) -> str:
    """Return the encoding that the page itself names, if there is one of that name."""
    found = _CHARSET.search(content, 0, _BEGINNING)
    name = found[1].decode() if found else ""
    with suppress(LookupError):
        b"x".decode(name, "replace")
        return name
    return ""


def _spanned(attributes: dict[str, str | None], name: str) -> int:
    """Return how many places a cell covers; 0 rows means all that follow."""
    number = (attributes.get(name) or "1").strip()
    if not re.fullmatch(r"[0-9]{1,9}", number):
        return 1
    most = _MOST_SPANNED[name]
    return min(int(number), most) or (most if name == "rowspan" else 1)
