"""Lengths of time in an OpenDocument spreadsheet that no time of day can hold.

The library gives them as they are written, such as PT26H03M00S, which a text may be as well. Runs
in the child process (see reader), before the rows. OpenDocument 1.3, part 3, 19.384 (time-value).
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping
from typing import Any

from desktop_app.formats.ods_forms import content
from desktop_app.formats.times import Times

_LENGTH = re.compile(rb'\boffice:time-value="((-?)PT(\d{1,9})H(\d\d)M(\d\d)S)"')

_DAY = 24
"""Hours."""


class LongTimes(Times):
    """Those of one file, and how people write each of them, by what stands in it."""

    def __init__(self, written: Mapping[str, str]) -> None:
        super().__init__()
        self._written = written

    def put(self, rows: list[list[Any]], first: int) -> None:  # noqa: ARG002 - as all times
        """Write them as people do, wherever they are in these rows."""
        for cells in rows if self._written else ():
            for place, cell in enumerate(cells):
                if type(cell) is str and cell in self._written:
                    cells[place] = self._written[cell]


def long_times(book: zipfile.ZipFile) -> LongTimes:
    """Look for them in the content."""
    found = {
        parts
        for block in content(book)
        for parts in _LENGTH.findall(block)
        if parts[1] or int(parts[2]) >= _DAY
    }
    return LongTimes(
        {
            written.decode(): f"{sign.decode()}{int(hours)}:{minutes.decode()}:{seconds.decode()}"
            for written, sign, hours, minutes, seconds in found
        }
    )
