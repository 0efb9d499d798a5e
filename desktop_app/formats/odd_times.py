"""Numbers that an Excel workbook shows as dates or times, and that are none.

The library makes times of day of them, or days of 1900: 22:30 of -0.0625 and noon of 1.5 where
hours are shown, and midnight of 0 where a date is. Shown in hours, they are lengths of time, and so
are all in their column; shown as a date, they are left empty, but LibreOffice means days by them.
In old workbooks it also takes some plain numbers for dates.

Runs in the child process (see reader), on the rows. ECMA-376, part 1, 18.17.4
(dates and times), 18.8.30 (numFmt).
"""

from __future__ import annotations

from abc import abstractmethod
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import Any, Literal, TypeAlias

from desktop_app.formats.number_forms import UnknownFormsError, shows_days, shows_hours
from desktop_app.formats.odd_cells import OddCells
from desktop_app.formats.places import letters
from desktop_app.formats.times import Times
from desktop_app.formats.unreadable import NOT_BY_PYTHON

Meant: TypeAlias = Literal["length", "no day", "early day", "number"]
OddTime: TypeAlias = tuple[int, int, float, Meant]
"""The number of the row, the place of the column, the number in the cell, and what that is."""

LEAST, MOST = 1e-8, 9e8
"""Days of a length: a millisecond, and the most that can be calculated with."""

OTHER_CALENDAR = -115_858
"""15 October 1582; days before that LibreOffice shows by another calendar."""

MOST_HOURS = 300
"""Days; a number beyond is a moment of which no more than the hours are shown."""

_NEVER = 60
"""29 February 1900, which Excel counts, unless it counts from 1904."""

_DAY_ZERO = datetime.combine(date(1899, 12, 30), time())
"""From here LibreOffice counts, which knows no 29 February 1900."""

_LENGTH = frozenset(("[h]:mm:ss",))
_DAYS = frozenset((date, datetime))
_FIRST_YEARS = 1904
"""Until then all numbers of up to 300 days are, whatever they are counted from."""

_MILLISECONDS = 86_400_000
"""Those of a day."""

_PARTS = "s.0"


class OddTimes(Times):
    """Those of one sheet. Only if a date or time could be one of them are they looked for."""

    def __init__(self) -> None:
        super().__init__()
        self._done = 0
        self._emptied: list[tuple[str, str]] = []

    def put(self, rows: list[list[Any]], first: int) -> None:
        """Mend the next rows of the sheet, which begin at that column."""
        numbers = range(self._done + 1, self._done + len(rows) + 1)
        self._done += len(rows)
        if not self._may_be_in(rows):
            return
        for number in sorted(self._found.keys() & numbers):
            row = rows[number - numbers.start]
            for place, days, meant in self._found[number]:
                at = place - first
                if not 0 <= at < len(row) or not isinstance(row[at], date | time):
                    continue
                if meant == "length":
                    row[at] = timedelta(days=days)
                elif meant == "number":
                    row[at] = days
                elif meant == "early day":
                    row[at] = _early_day(days)
                else:
                    row[at] = ""
                    self._emptied.append((f"{letters(place)}{number}", f"{days:g}"))
                    self.rows.add(number)

    def odd(self) -> Iterator[OddCells]:
        """Say what was left empty."""
        if self._emptied:
            yield "no_day", len(self._emptied), *self._emptied[0]

    @cached_property
    def show_parts(self) -> bool:
        """Whether parts of seconds may be shown."""
        with suppress(UnknownFormsError), NOT_BY_PYTHON:
            codes = [code for code in self._codes() if _PARTS in code]
            return any(shows_days(code) or shows_hours(code) for code in codes)
        return False

    @abstractmethod
    def _codes(self) -> Collection[str]:
        """Return the number formats of the workbook. Raises UnknownFormsError."""

    @abstractmethod
    def _odd_times(self) -> Iterator[OddTime]:
        """Give those of the sheet. Raises UnknownFormsError."""

    def _may_be_in(self, rows: list[list[Any]]) -> bool:
        return any(map(_may_have_odd, zip(*rows, strict=True)))

    @cached_property
    def _found(self) -> Mapping[int, list[tuple[int, float, Meant]]]:
        """The places in each row, the numbers, and what they are."""
        found: dict[int, list[tuple[int, float, Meant]]] = defaultdict(list)
        with suppress(UnknownFormsError), NOT_BY_PYTHON:
            for row, place, number, meant in self._odd_times():
                found[row].append((place, number, meant))
                if meant == "length":
                    self.codes[place] = _LENGTH
        return found


def odd_time(code: str, number: float, *, counts_from_1904: bool) -> Meant | None:
    """Say what a number is that is shown so, if it is no date and no time of day."""
    if shows_hours(code):
        beyond = number < 0 or 1 <= number < MOST_HOURS
        return "length" if beyond and LEAST < abs(number) < MOST else None
    never = not counts_from_1904 and _NEVER <= number < _NEVER + 1
    return "no day" if shows_days(code) and (number < 1 or never) else None


def is_early(code: str, number: float) -> bool:
    """Say whether a number is shown as a day that LibreOffice counts otherwise than Excel does."""
    return OTHER_CALENDAR <= number < _NEVER + 1 and shows_days(code)


def _early_day(days: float) -> date:
    moment = _DAY_ZERO + timedelta(milliseconds=round(days * _MILLISECONDS))
    return moment if moment.time() != time() else moment.date()


def _may_have_odd(cells: tuple[Any, ...]) -> bool:
    kinds = set(map(type, cells))
    if time in kinds:
        return True
    return not kinds.isdisjoint(_DAYS) and any(
        isinstance(cell, date) and cell.year <= _FIRST_YEARS for cell in cells
    )
