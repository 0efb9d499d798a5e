"""What an Excel workbook of today shows as dates or times, and what is none.

Runs in the child process (see reader). ECMA-376, part 1, 18.3.1.4 (c).
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Collection, Iterator
from pathlib import Path

from desktop_app.formats.number_forms import shows_days, shows_hours
from desktop_app.formats.odd_cells import FORMULA, blocks, part_of
from desktop_app.formats.odd_times import LEAST, MOST, OTHER_CALENDAR, Meant, OddTime, OddTimes
from desktop_app.formats.places import place_of
from desktop_app.formats.xlsx_forms import styles_of

_HOURS = rb"-[^<]*|[1-9]\d?(?:\.\d*)?|[12]\d\d(?:\.\d*)?"
_NO_DAY = rb"-[^<]*|0(?:\.[^<]*)?|[\d.]+[eE]-\d+"
_NEVER = rb"|60(?:\.[^<]*)?"
"""The numbers for which `odd_time` says so."""

_EARLY = rb"-[^<]*|[1-5]?\d(?:\.[^<]*)?|60(?:\.[^<]*)?|[\d.]+[eE]-\d+"
"""Days before March 1900, from which on LibreOffice counts as Excel does."""

_BY_LIBREOFFICE = re.compile(rb'<fileVersion\b[^<>]*\bappName="Calc"')
_FROM_1904 = re.compile(rb'\bdate1904="(?:1|true)"')


class XlsxTimes(OddTimes):
    """Those of one sheet."""

    def __init__(self, path: Path, sheet: str) -> None:
        super().__init__()
        self._path, self._sheet = path, sheet

    def _codes(self) -> Collection[str]:
        with zipfile.ZipFile(self._path) as book:
            return styles_of(book).values()

    def _odd_times(self) -> Iterator[OddTime]:
        with zipfile.ZipFile(self._path) as book:
            styles = styles_of(book)
            hours = [number for number, code in styles.items() if shows_hours(code)]
            days = [number for number, code in styles.items() if shows_days(code)]
            part = part_of(book, self._sheet) if hours or days else None
            if not part:
                return
            about = book.read("xl/workbook.xml")
            from_1904 = bool(_FROM_1904.search(about))
            early = bool(_BY_LIBREOFFICE.search(about)) and not from_1904
            no_day = _NO_DAY if from_1904 else _NO_DAY + _NEVER
            either = _cell(hours, _HOURS) + b"|" + _cell(days, _EARLY if early else no_day)
            pattern = re.compile(rb'<c r="([A-Z]{1,3})(\d{1,7})" (?:%b)</v>' % either)
            for cells in blocks(book, part):
                for column, row, length, day in pattern.findall(cells):
                    number = float(length or day)
                    if not length or LEAST < abs(number) < MOST:
                        meant = "length" if length else _day(number, early=early)
                        yield int(row), place_of(column.decode()), number, meant


def _day(number: float, *, early: bool) -> Meant:
    return "early day" if early and number >= OTHER_CALENDAR else "no day"


def _cell(styles: list[str], number: bytes) -> bytes:
    """Return what matches, behind its place, a cell in one of these styles with such a number."""
    named = "|".join(styles).encode() or b"(?!)"
    return rb's="(?:%b)"(?![^<>]*\bt="[^n])[^<>]*>%b?<v>(%b)' % (named, FORMULA, number)
