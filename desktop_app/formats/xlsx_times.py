"""Numbers that an Excel workbook shows as dates or times, and that are none.

The library makes times of day of them, or days of 1900: 22:30 of -0.0625 and noon of 1.5 where
hours are shown, and midnight of 0 where a date is. Shown in hours, they are lengths of time, and so
are all in their column; shown as a date, they are left empty.

Runs in the child process (see reader), on the rows. ECMA-376, part 1, 18.17.4
(dates and times), 18.8.30 (numFmt).
"""

from __future__ import annotations

import re
import zipfile
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any

from desktop_app.formats.number_forms import UnknownFormsError, shows_days, shows_hours
from desktop_app.formats.odd_cells import FORMULA, OddCells, blocks, part_of
from desktop_app.formats.places import letters, place_of
from desktop_app.formats.times import Times
from desktop_app.formats.unreadable import NOT_BY_PYTHON
from desktop_app.formats.xlsx_forms import styles_of

_LENGTH = frozenset(("[h]:mm:ss",))
_HOURS = rb"-[^<]*|[1-9]\d?(?:\.\d*)?|[12]\d\d(?:\.\d*)?"
"""From a day to 300 days; a number beyond is a moment of which no more than the hours are shown."""

_NO_DAY = rb"-[^<]*|0(?:\.[^<]*)?|[\d.]+[eE]-\d+"
_NEVER = rb"|60(?:\.[^<]*)?"
"""29 February 1900, which Excel counts, unless it counts from 1904."""

_FROM_1904 = re.compile(rb'\bdate1904="(?:1|true)"')
_DAYS = frozenset((date, datetime))
_FIRST_YEARS = 1904
"""Until then all numbers of up to 300 days are, whatever they are counted from."""

_LEAST, _MOST = 1e-8, 9e8
"""Days: a millisecond, and the most that can be calculated with."""

_PARTS = "s.0"


class OddTimes(Times):
    """Those of one sheet. Only if a date or time could be one of them are they looked for."""

    def __init__(self, path: Path, sheet: str) -> None:
        super().__init__()
        self._path, self._sheet = path, sheet
        self._done = 0
        self._emptied: list[tuple[str, str]] = []

    def put(self, rows: list[list[Any]], first: int) -> None:
        """Mend the next rows of the sheet, which begin at that column."""
        numbers = range(self._done + 1, self._done + len(rows) + 1)
        self._done += len(rows)
        if not _may_have_odd(rows):
            return
        for number in sorted(self._found.keys() & numbers):
            row = rows[number - numbers.start]
            for place, days, is_length in self._found[number]:
                at = place - first
                if not 0 <= at < len(row) or not isinstance(row[at], date | time):
                    continue
                row[at] = timedelta(days=days) if is_length else ""
                if not is_length:
                    self._emptied.append((f"{letters(place)}{number}", f"{days:g}"))
                    self.rows.add(number)

    def odd(self) -> Iterator[OddCells]:
        """Say what was left empty."""
        if self._emptied:
            yield "no_day", len(self._emptied), *self._emptied[0]

    @cached_property
    def show_parts(self) -> bool:
        """Whether parts of seconds may be shown."""
        with suppress(UnknownFormsError), NOT_BY_PYTHON, zipfile.ZipFile(self._path) as book:
            return any(shows_days(code) and _PARTS in code for code in styles_of(book).values())
        return False

    @cached_property
    def _found(self) -> Mapping[int, list[tuple[int, float, bool]]]:
        """The places in each row, the numbers, and whether they are lengths of time."""
        found: dict[int, list[tuple[int, float, bool]]] = defaultdict(list)
        with suppress(UnknownFormsError), NOT_BY_PYTHON, zipfile.ZipFile(self._path) as book:
            for row, place, number, is_length in _odd_times(book, self._sheet):
                found[row].append((place, number, is_length))
                if is_length:
                    self.codes[place] = _LENGTH
        return found


def _may_have_odd(rows: list[list[Any]]) -> bool:
    for cells in zip(*rows, strict=True):
        kinds = set(map(type, cells))
        if time in kinds:
            return True
        if not kinds.isdisjoint(_DAYS) and any(
            isinstance(cell, date) and cell.year <= _FIRST_YEARS for cell in cells
        ):
            return True
    return False


def _odd_times(book: zipfile.ZipFile, sheet: str) -> Iterator[tuple[int, int, float, bool]]:
    """Give them, if the sheet may have any. Raises UnknownFormsError."""
    styles = styles_of(book)
    hours = [number for number, code in styles.items() if shows_hours(code)]
    days = [number for number, code in styles.items() if shows_days(code)]
    part = part_of(book, sheet) if hours or days else None
    if not part:
        return
    never = b"" if _FROM_1904.search(book.read("xl/workbook.xml")) else _NEVER
    either = _cell(hours, _HOURS) + b"|" + _cell(days, _NO_DAY + never)
    pattern = re.compile(rb'<c r="([A-Z]{1,3})(\d{1,7})" (?:%b)</v>' % either)
    for cells in blocks(book, part):
        for column, row, length, no_day in pattern.findall(cells):
            number = float(length or no_day)
            if not length or _LEAST < abs(number) < _MOST:
                yield int(row), place_of(column.decode()), number, bool(length)


def _cell(styles: list[str], number: bytes) -> bytes:
    """Return what matches, behind its place, a cell in one of these styles with such a number."""
    named = "|".join(styles).encode() or b"(?!)"
    return rb's="(?:%b)"(?![^<>]*\bt="[^n])[^<>]*>%b?<v>(%b)' % (named, FORMULA, number)
