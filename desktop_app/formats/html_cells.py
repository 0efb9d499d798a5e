"""The tables on an HTML page, taken apart in the child process (see reader).

A table inside a cell of another is a sheet of its own. Scripts, styles and the comments that
LibreOffice has on cells are passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from desktop_app.formats.encodings import encoding_of, was_mended
from desktop_app.formats.findings import MENDED, name_note
from desktop_app.formats.html_page import tables_on
from desktop_app.formats.html_rows import Table
from desktop_app.formats.readings import FURTHEST
from desktop_app.formats.unreadable import UnreadableError

_BATCH = 500
_BEGINNING = 1 << 20
_LONGEST_NAME = 100
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)


class HtmlTables:
    """The tables on one page that have more than one cell."""

    def __init__(self, text: str, notes: Sequence[str]) -> None:
        self._notes = notes
        self._tables: dict[str, Table] = {}
        for table in tables_on(text):
            if len(table.rows) * max(map(len, table.rows), default=0) > 1:
                self._tables[self._name_for(table)] = table

    @property
    def sheets(self) -> Sequence[str]:
        """The tables by their captions, or numbered. Raises UnreadableError if there is none.

        One of a single row comes last: mostly it is a menu, or only lays out the page.
        """
        if not self._tables:
            raise UnreadableError("no_table")
        return sorted(self._tables, key=lambda name: len(self._tables[name].rows) == 1)

    def rows(self, sheet: str) -> Iterator[dict[str, Any]]:
        """Give the rows of one table, all equally wide. Raises UnreadableError."""
        if sheet not in self._tables:
            raise UnreadableError("sheet")
        table = self._tables[sheet]
        width = max(map(len, table.rows))
        about: dict[str, Any] = {"notes": self._notes, "names": _marked(table)}
        for start in range(0, len(table.rows), _BATCH):
            part = table.rows[start : start + _BATCH]
            yield {"rows": [row + [""] * (width - len(row)) for row in part]} | about
            about = {}

    def _name_for(self, table: Table) -> str:
        name = table.caption.text.replace("\n", " ")[:_LONGEST_NAME]
        number = len(self._tables) + 1
        if not name:
            return f"Table {number}"
        return f"{name} {number}" if name in self._tables else name


def _marked(table: Table) -> int:
    """Return how many rows at the top the page marks as names; not all, and not ever so many."""
    return table.heads if table.heads < min(len(table.rows), FURTHEST) else 1


@contextmanager
def html_page(path: Path) -> Iterator[HtmlTables]:
    """Open a page that was saved. Raises UnreadableError."""
    content = path.read_bytes()
    encoding = encoding_of(content[:_BEGINNING])
    called = name_note(path, "a web page")
    notes = encoding.notes()
    declared = _declared(content) if notes else ""
    if declared:
        yield HtmlTables(content.decode(declared, "replace"), called)
        return
    text = content.decode(encoding.codec, encoding.errors)
    yield HtmlTables(text, [*called, *notes, *([MENDED] if was_mended() else [])])


def _declared(content: bytes) -> str:
    """Return the encoding that the page itself names, if there is one of that name."""
    found = _CHARSET.search(content, 0, _BEGINNING)
    name = found[1].decode() if found else ""
    with suppress(LookupError):
        b"x".decode(name, "replace")
        return name
    return ""
