"""What a binary Excel workbook shows as dates or times, and what is none.

Runs in the child process (see reader). MS-XLSB, 2.4 (records): BrtWbProp, BrtCellRk, BrtCellReal,
BrtFmlaNum.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from desktop_app.formats.number_forms import UnknownFormsError
from desktop_app.formats.odd_times import OddTime, OddTimes, odd_time
from desktop_app.formats.short_numbers import number_of
from desktop_app.formats.xlsb_cells import cells
from desktop_app.formats.xlsb_forms import counts_from_1904, part_of, styles_of

_HEAD = 8
_ENDS = {2: 12, 5: 16, 9: 16}
"""Where the number ends in each kind of record that has one."""


class XlsbTimes(OddTimes):
    """Those of one sheet."""

    def __init__(self, path: Path, sheet: str) -> None:
        super().__init__()
        self._path, self._sheet = path, sheet

    def _codes(self) -> Sequence[str]:
        try:
            with zipfile.ZipFile(self._path) as book:
                return styles_of(book)
        except (ValueError, IndexError, KeyError) as odd:
            raise UnknownFormsError from odd

    def _odd_times(self) -> Iterator[OddTime]:
        styles = self._codes()
        try:
            with zipfile.ZipFile(self._path) as book:
                from_1904 = counts_from_1904(book)
                content = book.read(part_of(book, self._sheet))
            for row, column, style, number in _numbers(content):
                code = styles[style]
                if meant := odd_time(code, number, counts_from_1904=from_1904):
                    yield row + 1, column, number, meant
        except (ValueError, IndexError, KeyError) as odd:
            raise UnknownFormsError from odd


def _numbers(content: bytes) -> Iterator[tuple[int, int, int, float]]:
    """Give the row, the column, the style and the number of each. Raises ValueError."""
    for row, kind, about in cells(content):
        if kind in _ENDS:
            style = int.from_bytes(about[4:7], "little")
            number = number_of(about[_HEAD : _ENDS[kind]])
            yield row, int.from_bytes(about[:4], "little"), style, number
