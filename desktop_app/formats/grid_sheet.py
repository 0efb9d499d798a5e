"""The rows of a sheet that says nothing of names; where they are is found out, or told."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from itertools import chain, count, islice, starmap
from typing import Any

from desktop_app.domain.errors import Invalid
from desktop_app.domain.sheet import AS_FOUND, Reading, Row, Sheet, Value
from desktop_app.formats.answers import Numbered
from desktop_app.formats.asked import AskedFormat
from desktop_app.formats.beginnings import beginning_of
from desktop_app.formats.child import Answer
from desktop_app.formats.even_rows import WIDEST
from desktop_app.formats.findings import blank_notes, odd_note, said_in, title_notes
from desktop_app.formats.odd_cells import OddCells
from desktop_app.formats.places import places_of
from desktop_app.formats.readings import FURTHEST
from desktop_app.formats.shown_digits import ShownDigits

_READ: dict[str, Callable[[str], Value]] = {
    "days": date.fromisoformat,
    "moments": datetime.fromisoformat,
}
"""What makes dates of the texts that an answer names so."""


class GridFormat(AskedFormat):
    """A format that knows rows and cells, and mostly not which of them are names."""

    def sheet_of(self, answers: Numbered, name: str, reading: Reading) -> Sheet:
        """Return the sheet that these answers tell of. Raises Invalid."""
        return GridSheet(answers, name, reading)


class GridSheet:
    """The rows of one sheet. The file is taken apart once; later readings use what was kept.

    Answers are {"rows": [[cells]]}, all rows equally wide, also those that name the columns; the
    first may have any of `codes` (the number formats that all numbers of a column share), `first`
    (the place in the file where rows begin), `names` (how many rows at the top the file marks as
    such) and `notes` (sentences). Which texts stand for dates is told with the rows (see
    workbook_cells); what is odd in them, behind all of them.
    """

    def __init__(
        self,
        answers: Numbered,
        name: str,
        told: Reading = AS_FOUND,
        numbers: Collection[int] = (),
    ) -> None:
        self._name = name
        self.answers = answers
        first = self.answers.at(0) or {}
        digits = partial(ShownDigits, self.number_codes, first.get("first", 0))
        self._digits = digits()  # names are looked for in what the workbook shows
        rows = self._rows(first)[:FURTHEST]
        sample = [list(map(_heading, row)) for row in rows]
        self._beginning = beginning_of(sample, told.header, first.get("names", 0))
        self.above = said_in(sample[: self._beginning.above])
        """What stands above the table."""
        self._about = first.get("notes", [])
        self._told = told
        width = len(sample[0]) if sample else 0
        if width > WIDEST:
            raise Invalid(
                f"The sheet “{name}” is {width:,} columns wide; a table can have {WIDEST:,}. "
                "Copy the columns that matter into a new sheet and import that."
            )
        names = sample[self._beginning.above : self._beginning.rows]
        self._header = _names(names) if names else [""] * width
        self._blank = 0
        self._digits = digits(numbers)
        self._odd: list[OddCells] = []
        self._in_doubt: Sequence[int] = ()

    @property
    def name(self) -> str:
        """What the sheet is called in the file."""
        return self._name

    @property
    def header(self) -> Sequence[str]:
        """The row that names the columns, if one does."""
        return self._header

    @property
    def reading(self) -> Reading:
        """Where the names are; the rest such a file says itself."""
        return replace(self._told, encoding=None, separator=None, header=self._beginning.header)

    @property
    def number_codes(self) -> Mapping[int, str]:
        """The number formats that all numbers of a column share, by its place."""
        codes = (self.answers.at(0) or {}).get("codes", {})
        return {int(place): code for place, code in codes.items()}

    def with_numbers(self, places: Collection[int]) -> GridSheet:
        """Return the same sheet, but with plain numbers where these columns show codes."""
        return GridSheet(self.answers, self._name, self._told, places)

    @property
    def notes(self) -> Sequence[str]:
        """What was left out."""
        notes = [*self._about, *title_notes(self.above), *blank_notes(self._blank)]
        return [*notes, *starmap(odd_note, [*self._digits.odd(), *self._odd])]

    @property
    def odd_lines(self) -> Sequence[int]:
        """The rows of the sheet with cells that come in as something else than what is meant."""
        return self._in_doubt

    def batches(self) -> Iterator[Sequence[Row]]:
        """Give the rows below the header as typed values. Raises Invalid."""
        blank = 0
        skip = self._beginning.rows
        for rows in self._all_rows():
            filled = _filled(rows[skip:])
            blank += len(rows) - skip - len(filled)
            self._blank = blank
            if filled:
                yield filled
            skip = 0

    def places(self, rows: Sequence[int]) -> list[int]:
        """Count the blank rows, the title and the header too."""
        cells = chain.from_iterable(self._all_rows())
        skip = self._beginning.rows
        numbered = islice(enumerate(cells, 1), skip, None)
        filled = (number for number, one in numbered if _is_filled(one))
        return places_of(rows, filled)

    def _all_rows(self) -> Iterator[list[list[Value]]]:
        for number in count():
            answer = self.answers.at(number)
            if answer is None:
                return
            if "odd" in answer:
                self._odd, self._in_doubt = answer["odd"], answer["in_doubt"]
            else:
                yield self._rows(answer)

    def _rows(self, answer: Answer) -> list[list[Value]]:
        rows = _with_days(answer)
        self._digits.put(rows)
        return rows


def _filled(rows: list[list[Value]]) -> list[list[Value]]:
    """Leave out the blank rows; mostly the first cells show that there are none."""
    if rows and rows[0] and "" not in [row[0] for row in rows]:
        return rows
    return list(filter(_is_filled, rows))


def _is_filled(row: Row) -> bool:
    return row.count("") < len(row)


def _with_days(answer: Answer) -> list[list[Value]]:
    """Make dates of the texts that stand for dates."""
    rows: list[list[Any]] = answer.get("rows", [])
    for kind, read in _READ.items():
        for place, numbers in answer.get(kind, {}).items():
            at = int(place)
            for number in numbers:
                row = rows[number]
                row[at] = read(row[at])
    return rows


def _names(rows: Sequence[Sequence[str]]) -> list[str]:
    """Return one name per column of several rows of headings, each word of them once."""
    return [" ".join(dict.fromkeys(filter(None, names))) for names in zip(*rows, strict=True)]


def _heading(cell: Value) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "1" if isinstance(cell, bool) else str(cell)
