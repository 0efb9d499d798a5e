"""One table on a page, formed row by row from cells that may span several.

HTML Living Standard, 4.9.12 (forming a table). What spans is written into each place it covers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import TypeAlias

from desktop_app.formats.even_rows import WIDEST
from desktop_app.formats.unreadable import UnreadableError


class Break(Enum):
    """Where the page begins another line: at a tag for that, or because something else begins."""

    LINE = "line"
    BLOCK = "block"


Piece: TypeAlias = str | Break


@dataclass
class Cell:
    """A cell being read."""

    heads: bool
    columns: int = 1
    rows: int = 1
    pieces: list[Piece] = field(default_factory=list)

    @property
    def text(self) -> str:
        """What the page shows in it."""
        blocks = map(_block, _parts(self.pieces, Break.BLOCK))
        return "\n".join(filter(None, blocks))


class Table:
    """A table being read."""

    def __init__(self) -> None:
        self.caption = Cell(heads=True)
        self.rows: list[list[str]] = []
        self.heads = 0
        """How many rows at the top are nothing but headings."""
        self._cells: list[Cell] = []
        self._in_head = False
        self._hanging: dict[int, tuple[int, str]] = {}
        """Column to the rows a cell above still reaches down, and its text."""

    def begin_part(self, *, head: bool) -> None:
        """Begin the head or a body; nothing reaches from one into the other."""
        self.end_row()
        self._in_head = head
        self._hanging = {}

    def begin_cell(self, cell: Cell) -> None:
        """Put a cell behind the others of this row. Raises UnreadableError."""
        self._cells.append(cell)
        if len(self._cells) > WIDEST:
            raise self._too_wide()

    def end_row(self) -> None:
        """Unfold the cells of the row that was read. Raises UnreadableError."""
        if not self._cells:
            return
        row: list[str] = []
        above, self._hanging = self._hanging, {}
        for cell in self._cells:
            self._hang(above, row)
            self._place(cell, row)
        while above:
            self._hang(above, row)
            if above:
                row.append("")
        heads = self._in_head or all(cell.heads for cell in self._cells)
        self.heads += heads and self.heads == len(self.rows)
        self.rows.append(row)
        self._cells = []

    def _place(self, cell: Cell, row: list[str]) -> None:
        text = cell.text
        for _ in range(cell.columns):
            if cell.rows > 1:
                self._hanging[len(row)] = (cell.rows - 1, text)
            row.append(text)
        if len(row) > WIDEST:
            raise self._too_wide()

    def _too_wide(self) -> UnreadableError:
        return UnreadableError("wide", f"Row {len(self.rows) + 1:,} of a table on this page")

    def _hang(self, above: dict[int, tuple[int, str]], row: list[str]) -> None:
        """Write what reaches down from above to where the row has come."""
        while len(row) in above:
            more, text = above.pop(len(row))
            if more > 1:
                self._hanging[len(row)] = (more - 1, text)
            row.append(text)


def _block(pieces: Sequence[Piece]) -> str:
    lines = (_in_one_line(line) for line in _parts(pieces, Break.LINE))
    return "\n".join(lines).strip("\n")


def _parts(pieces: Sequence[Piece], mark: Break) -> Iterator[Sequence[Piece]]:
    """Give what stands between the marks."""
    start = 0
    for _ in range(pieces.count(mark)):
        end = pieces.index(mark, start)
        yield pieces[start:end]
        start = end + 1
    yield pieces[start:] if start else pieces


def _in_one_line(pieces: Sequence[Piece]) -> str:
    return " ".join("".join(each for each in pieces if isinstance(each, str)).split())
