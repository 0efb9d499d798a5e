"""Lengths of time in an OpenDocument spreadsheet that no time of day can hold.

The library gives them as they are written, such as PT26H03M00S, which a text may be as well. Runs
in the child process (see reader), before the rows. OpenDocument 1.3, part 3, 19.384 (time-value).
"""

from __future__ import annotations

import re
import zipfile
from functools import cached_property
from typing import Any

from desktop_app.formats.ods_forms import content, named_styles
from desktop_app.formats.times import Times

_LENGTH = re.compile(rb'\boffice:time-value="((-?)PT(\d{1,9})H(\d\d?)M(\d\d?)S)"')

_PARTS = re.compile(rb'<number:seconds\b[^<>]*\bnumber:decimal-places="[1-9]')

_DAY = 24
"""Hours."""


class LongTimes(Times):
    """Those of one file, and how people write each of them, by what stands in it."""

    def __init__(self, book: zipfile.ZipFile) -> None:
        super().__init__()
        found: set[tuple[bytes, ...]] = set()
        self._parts = any(map(_PARTS.search, named_styles(book)))
        for block in content(book):
            found.update(_LENGTH.findall(block))
            self._parts = self._parts or bool(_PARTS.search(block))
        self._written = {
            written.decode(): f"{sign.decode()}{int(hours)}:{int(minutes):02}:{int(seconds):02}"
            for written, sign, hours, minutes, seconds in found
            if sign or int(hours) >= _DAY
        }

    @cached_property
    def show_parts(self) -> bool:
        """Whether parts of seconds may be shown."""
        return self._parts

    def put(self, rows: list[list[Any]], first: int) -> None:  # noqa: ARG002 - as all times
        """Write them as people do, wherever they are in these rows."""
        for cells in rows if self._written else ():
            for place, cell in enumerate(cells):
                if type(cell) is str and cell in self._written:
                    cells[place] = self._written[cell]
