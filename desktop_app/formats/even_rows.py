"""Rows of uneven width made even, keeping every cell and counting what was odd."""

from __future__ import annotations

from collections.abc import Sequence

from desktop_app.domain.errors import Invalid
from desktop_app.formats.csv_records import lines_of
from desktop_app.formats.findings import counted

WIDEST = 1_000
"""Columns. Databases end at about 2,000; a spreadsheet for people long before."""


class EvenRows:
    """Pads short rows, widens the table for long ones, leaves out blank lines."""

    def __init__(self, headings: int, width: int) -> None:
        self._headings = headings
        self.width = width
        self._short = _Lines()
        self._long = _Lines()
        self._blank = _Lines()

    def even(self, rows: list[list[str]], line: int) -> Sequence[list[str]]:
        """Return the rows, all as wide as the widest so far. Raises Invalid."""
        even = self.width and set(map(len, rows)) <= {self.width}
        if even and (self.width == 1 or [""] * self.width not in rows):
            return rows
        kept = []
        for row in rows:
            if is_blank(row):
                self._blank.add(line)
            else:
                kept.append(self._trimmed(row, line))
            line += lines_of(row)
        return [row + [""] * (self.width - len(row)) for row in kept]

    def notes(self) -> list[str]:
        """Say what was odd, in whole sentences."""
        notes = []
        if self._short.count:
            notes.append(
                f"{self._short} fewer cells than there are columns; the missing ones stay empty."
            )
        if self._long.count:
            notes.append(f"{self._long} more cells than there are headings; they got columns too.")
        if self._blank.count:
            lines = counted(self._blank.count, "blank line")
            verb = "was" if self._blank.count == 1 else "were"
            notes.append(f"{lines} (first: line {self._blank.first}) {verb} left out.")
        return notes

    def _trimmed(self, row: list[str], line: int) -> list[str]:
        while len(row) > self._headings and not row[-1]:
            row.pop()  # separators at the end of a line, with nothing between them
        if len(row) > WIDEST:
            raise too_wide(f"Line {line}", len(row))
        if len(row) > self._headings:
            self._long.add(line)
            self.width = max(self.width, len(row))
        elif len(row) < self._headings:
            self._short.add(line)
        return row


def is_blank(row: Sequence[str]) -> bool:
    """Say whether a line of a text file has nothing in it, or nothing but signs between cells.

    A lone pair of quotation marks is a row with an empty cell, which cannot be written otherwise.
    """
    return len(row) != 1 and not any(row)


def too_wide(line: str, cells: int) -> Invalid:
    """Say that a line, in words, has more cells than a table can have columns."""
    return Invalid(
        f"{line} has {cells:,} cells; a table can have {WIDEST:,} columns. "
        "Is something else than this sign between the cells?",
        field="separator",
    )


class _Lines:
    """How many lines were odd in one way, and the first of them."""

    def __init__(self) -> None:
        self.count = 0
        self.first = 0

    def add(self, line: int) -> None:
        self.first = self.first or line
        self.count += 1

    def __str__(self) -> str:
        if self.count == 1:
            return f"Line {self.first} has"
        return f"{self.count:,} lines (first: line {self.first}) have"
