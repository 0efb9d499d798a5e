"""The tables in a text written in Markdown, taken apart in the child process (see reader).

The form is that of https://github.github.com/gfm/#tables-extension-: a row of names, a row of
dashes, and rows up to the next line without a bar.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from desktop_app.formats.encodings import encoding_of, was_mended
from desktop_app.formats.even_rows import WIDEST
from desktop_app.formats.findings import MENDED, name_note
from desktop_app.formats.unreadable import UnreadableError

_BATCH = 500
_BEGINNING = 1 << 20
_LONGEST_NAME = 100
_HEADING = re.compile(r"#{1,6} +(.*)")
_DASHES = re.compile(r":?-+:?")
_CELL = re.compile(r"((?:\\.|[^|])*)(?:\||$)")
_BREAK = re.compile(r"\r\n|\n|\r")
_MEANT = re.compile(r"\\([!-/:-@\[-`{-~])|<br */?>", re.IGNORECASE)


class MarkdownTables:
    """The tables of one text, by the headings above them, or numbered."""

    def __init__(self, lines: Sequence[str], notes: Sequence[str]) -> None:
        self._notes = notes
        self._tables: dict[str, list[str]] = {}
        heading, above, table = "", "", None
        for line in lines:
            if found := _HEADING.match(line.strip()):
                heading, table = found[1].rstrip("# "), None
            elif table is None and "|" in above and _are_dashes(line, above):
                table = self._tables[self._name_for(heading)] = [above]
            elif table is not None and "|" in line:
                table.append(line)
            else:
                table = None
            above = line

    @property
    def sheets(self) -> Sequence[str]:
        """Their names. Raises UnreadableError if there is none."""
        if not self._tables:
            raise UnreadableError("no_table")
        return list(self._tables)

    def rows(self, sheet: str) -> Iterator[dict[str, Any]]:
        """Give the rows of one table, all equally wide. Raises UnreadableError."""
        if sheet not in self._tables:
            raise UnreadableError("sheet")
        rows = list(map(_cells, self._tables[sheet]))
        width = max(map(len, rows))
        if width > WIDEST:
            raise UnreadableError("wide", f"“{sheet}”")
        about: dict[str, Any] = {"notes": self._notes, "names": 1}
        for start in range(0, len(rows), _BATCH):
            part = rows[start : start + _BATCH]
            yield {"rows": [row + [""] * (width - len(row)) for row in part]} | about
            about = {}

    def _name_for(self, heading: str) -> str:
        name, number = _meant(heading)[:_LONGEST_NAME], len(self._tables) + 1
        found = name or f"Table {number}"
        while found in self._tables:
            found, number = f"{name} {number}", number + 1
        return found


@contextmanager
def markdown_file(path: Path) -> Iterator[MarkdownTables]:
    """Open a text. Raises UnreadableError."""
    content = path.read_bytes()
    encoding = encoding_of(content[:_BEGINNING])
    text = content.decode(encoding.codec, encoding.errors)
    called = name_note(path, "text with tables in Markdown")
    notes = [*called, *encoding.notes(), *([MENDED] if was_mended() else [])]
    yield MarkdownTables(_BREAK.split(text), notes)


def _are_dashes(line: str, names: str) -> bool:
    """Say whether these are dashes, as many as names."""
    if not line.strip(" |:-") and "-" in line:
        cells = _cells(line)
        return len(cells) == len(_cells(names)) and all(map(_DASHES.fullmatch, cells))
    return False


def _cells(line: str) -> list[str]:
    *cells, _ = _CELL.findall(line.strip().removeprefix("|"))
    return [_meant(cell.strip()) for cell in cells]


def _meant(text: str) -> str:
    """Take away what makes a sign mean itself, and make line breaks of their tags."""
    return _MEANT.sub(lambda found: found[1] or "\n", text)
