"""Excel workbooks, read cell by typed cell in a child process (see reader)."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from itertools import chain, count, islice, starmap
from typing import ClassVar

from desktop_app.domain.errors import Invalid
from desktop_app.domain.sheet import AS_FOUND, Reading, Row, Sheet, Value
from desktop_app.formats.answers import Numbered
from desktop_app.formats.asked import AskedFormat
from desktop_app.formats.child import Answer
from desktop_app.formats.dialects import has_header, lines_above_the_table
from desktop_app.formats.even_rows import WIDEST
from desktop_app.formats.findings import blank_notes, odd_note, title_notes
from desktop_app.formats.odd_cells import OddCells
from desktop_app.formats.places import places_of
from desktop_app.formats.shown_digits import ShownDigits

ZIP = b"PK\x03\x04"
"""How a zip file begins; nearly all workbooks are one."""

_SAMPLE = 200
"""Rows from which header and titles are found out."""


class Workbook(AskedFormat):
    """A file of sheets, whatever program it belongs to."""

    kind: ClassVar[str] = "workbook"

    def _sheet(self, answers: Numbered, name: str, reading: Reading) -> Sheet:
        return XlsxSheet(answers, name, reading)


class Xlsx(Workbook):
    """A workbook of Excel 2007 or later, or of any program that writes its format."""

    name: ClassVar[str] = "xlsx"
    label: ClassVar[str] = "Excel workbook"
    suffixes: ClassVar[tuple[str, ...]] = (".xlsx", ".xlsm")

    def claims(self, beginning: bytes, suffix: str) -> bool:  # noqa: ARG002 - the contract
        """A workbook is a zip file; whether it is one shows when it is opened."""
        return beginning.startswith(ZIP)


class XlsxSheet:
    """The rows of one sheet. The workbook is taken apart once; later readings use what was kept."""

    def __init__(
        self,
        answers: Numbered,
        name: str,
        told: Reading = AS_FOUND,
        numbers: Collection[int] = (),
    ) -> None:
        self._name = name
        self._answers = answers
        first = self._answers.at(0) or {}
        digits = partial(ShownDigits, self.number_codes, first.get("first", 0))
        self._digits = digits()  # names are looked for in what the workbook shows
        rows = self._rows(first) if "rows" in first else []
        sample = [list(map(_heading, row)) for row in rows[:_SAMPLE]]
        above = lines_above_the_table(sample)
        self._titles = sample[:above]
        found = has_header(sample[above:]) if told.header is None else told.header
        self._headed = found and len(sample) > above
        self._told = told
        width = len(sample[0]) if sample else 0
        if width > WIDEST:
            raise Invalid(
                f"The sheet “{name}” is {width:,} columns wide; a table can have {WIDEST:,}. "
                "Copy the columns that matter into a new sheet and import that."
            )
        self._header = sample[above] if self._headed else [""] * width
        self._blank = 0
        self._digits = digits(numbers)
        self._odd: list[OddCells] = []
        self._in_doubt: Sequence[int] = ()

    @property
    def name(self) -> str:
        """What the sheet is called in the workbook."""
        return self._name

    @property
    def header(self) -> Sequence[str]:
        """The first row of the table, if it names the columns."""
        return self._header

    @property
    def reading(self) -> Reading:
        """Whether there are names; the rest a workbook says itself."""
        return replace(self._told, encoding=None, separator=None, header=self._headed)

    @property
    def number_codes(self) -> Mapping[int, str]:
        """The number formats that all numbers of a column share, by its place."""
        codes = (self._answers.at(0) or {}).get("codes", {})
        return {int(place): code for place, code in codes.items()}

    def with_numbers(self, places: Collection[int]) -> XlsxSheet:
        """Return the same sheet, but with plain numbers where these columns show codes."""
        return XlsxSheet(self._answers, self._name, self._told, places)

    @property
    def notes(self) -> Sequence[str]:
        """What was left out."""
        notes = [*title_notes(self._titles), *blank_notes(self._blank)]
        return [*notes, *starmap(odd_note, [*self._digits.odd(), *self._odd])]

    @property
    def odd_lines(self) -> Sequence[int]:
        """The rows of the sheet with cells that come in as something else than what is meant."""
        return self._in_doubt

    def batches(self) -> Iterator[Sequence[Row]]:
        """Give the rows below the header as typed values. Raises Invalid."""
        blank = 0
        skip = len(self._titles) + self._headed
        for rows in self._all_rows():
            filled = list(filter(_is_filled, rows[skip:]))
            blank += len(rows) - skip - len(filled)
            self._blank = blank
            if filled:
                yield filled
            skip = 0

    def places(self, rows: Sequence[int]) -> list[int]:
        """Count the blank rows, the title and the header too."""
        cells = chain.from_iterable(self._all_rows())
        skip = len(self._titles) + self._headed
        numbered = islice(enumerate(cells, 1), skip, None)
        filled = (number for number, one in numbered if _is_filled(one))
        return places_of(rows, filled)

    def _all_rows(self) -> Iterator[list[list[Value]]]:
        for number in count():
            answer = self._answers.at(number)
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


def _is_filled(row: Row) -> bool:
    return row.count("") < len(row)


def _with_days(answer: Answer) -> list[list[Value]]:
    """Make dates of the texts that stand for dates."""
    rows: list[list[Value]] = answer["rows"]
    for place, numbers in answer["days"].items():
        for number in numbers:
            rows[number][int(place)] = date.fromisoformat(str(rows[number][int(place)]))
    for place, numbers in answer["moments"].items():
        for number in numbers:
            rows[number][int(place)] = datetime.fromisoformat(str(rows[number][int(place)]))
    return rows


def _heading(cell: Value) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "1" if isinstance(cell, bool) else str(cell)
