"""What a workbook of Excel 5 to 2003 shows as dates or times, and what is none.

The library takes a number for a date if its number format has the number that formats of dates
have in Asia, even where the workbook itself says that it is another. Runs in the child process (see
reader). MS-XLS, 2.4 (records): Date1904, Number, RK, MulRk, Formula.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Set
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from desktop_app.domain.sheet import shows_lengths
from desktop_app.formats.number_forms import UnknownFormsError, shows_days, shows_hours
from desktop_app.formats.odd_times import Meant, OddTime, OddTimes, is_early, odd_time
from desktop_app.formats.short_numbers import number_of
from desktop_app.formats.xls_cells import cells
from desktop_app.formats.xls_forms import FORMULA, NO_NUMBER, SEVERAL, Told, book_of, short

_ENDS = {b"\x03\x02": 14, b"\x7e\x02": 10, FORMULA: 14}
"""Where the number ends in each kind of record that has one."""

_DATES = frozenset((*range(14, 23), *range(27, 37), 45, 46, 47, *range(50, 59)))
"""The formats that are taken for those of dates by their numbers."""


class XlsTimes(OddTimes):
    """Those of the sheet at that place in the workbook."""

    def __init__(self, path: Path, place: int) -> None:
        super().__init__()
        self._path, self._place = path, place

    @cached_property
    def _book(self) -> tuple[bytes, Told]:
        try:
            book = book_of(self._path)
            return book, Told.by(book)
        except (ValueError, IndexError) as odd:
            raise UnknownFormsError from odd

    def _codes(self) -> Collection[str]:
        return self._book[1].styles()

    def _may_be_in(self, rows: list[list[Any]]) -> bool:
        return super()._may_be_in(rows) or (
            bool(self._taken_for_dates)
            and any(isinstance(cell, date) for row in rows for cell in row)
        )

    @cached_property
    def _taken_for_dates(self) -> frozenset[int]:
        """The styles of plain numbers that the library takes for dates."""
        try:
            told = self._book[1]
        except UnknownFormsError:
            return frozenset()
        return frozenset(
            style
            for style, (form, code) in enumerate(zip(told.forms, told.styles(), strict=True))
            if code and form in _DATES and not _shows_time(code)
        )

    def _odd_times(self) -> Iterator[OddTime]:
        book, told = self._book
        styles = told.styles()
        try:
            wanted = {style for style, code in enumerate(styles) if _shows_time(code)}
            wanted |= self._taken_for_dates
            for row, column, style, number in _numbers(book, told.sheets[self._place], wanted):
                plain = style in self._taken_for_dates
                meant = "number" if plain else _meant(styles[style], number, told)
                if meant:
                    yield row + 1, column, number, meant
        except (ValueError, IndexError) as odd:
            raise UnknownFormsError from odd


def _meant(code: str, number: float, told: Told) -> Meant | None:
    from_1904 = told.counts_from_1904
    if told.by_libreoffice and not from_1904 and is_early(code, number):
        return "early day"
    return odd_time(code, number, counts_from_1904=from_1904)


def _shows_time(code: str) -> bool:
    return shows_days(code) or shows_hours(code) or shows_lengths(code)


def _numbers(book: bytes, at: int, styles: Set[int]) -> Iterator[tuple[int, int, int, float]]:
    """Give the row, the column, the style and the number of each in these. Raises ValueError."""
    for kind, content in cells(book, at):
        if kind == SEVERAL:
            row, first = short(content, 0), short(content, 2)
            for place, start in enumerate(range(4, len(content) - 6, 6), first):
                if (style := short(content, start)) in styles:
                    yield row, place, style, number_of(content[start + 2 : start + 6])
        elif kind in _ENDS and (style := short(content, 4)) in styles:
            number = content[6 : _ENDS[kind]]
            if kind != FORMULA or number[-2:] != NO_NUMBER:
                yield short(content, 0), short(content, 2), style, number_of(number)
