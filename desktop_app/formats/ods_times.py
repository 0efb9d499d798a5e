"""Lengths of time in an OpenDocument spreadsheet that no time of day can hold.

The library gives them as they are written, such as PT26H03M00S, which a text may be as well. Runs
in the child process (see reader), before the rows. OpenDocument 1.3, part 3, 19.384 (time-value).
"""

from __future__ import annotations

import re
import zipfile
from datetime import timedelta
from functools import cached_property
from typing import Any

from desktop_app.formats.ods_forms import content, named_styles
from desktop_app.formats.times import Times

_LENGTH = re.compile(
    rb'\boffice:time-value="((-?)PT(\d{1,9})H(\d{1,2})M(\d{1,2}(?:\.\d{1,12})?)S)"'
)
_PARTS = re.compile(rb'<number:seconds\b[^<>]*\bnumber:decimal-places="[1-9]')
_STYLE = re.compile(
    rb'<number:(date|time)-style\b[^>]*\bstyle:name="([^"]*)"[^>]*>(.*?)</number:\1-style>', re.S
)
_USED = re.compile(rb'\bstyle:data-style-name="([^"]*)"')

_DAY = 24
"""Hours."""


class LongTimes(Times):
    """Those of one file, and how long each of them is, by what stands in it."""

    def __init__(self, book: zipfile.ZipFile) -> None:
        super().__init__()
        found: set[tuple[bytes, ...]] = set()
        named = _with_parts(book)
        self._parts = False
        for block in content(book):
            found.update(_LENGTH.findall(block))
            self._parts = self._parts or bool(
                _PARTS.search(block) or (named and not named.isdisjoint(_USED.findall(block)))
            )
        self._lengths = {
            written.decode(): timedelta(
                hours=int(hours), minutes=int(minutes), seconds=float(seconds)
            )
            * (-1 if sign else 1)
            for written, sign, hours, minutes, seconds in found
            if sign or int(hours) >= _DAY
        }

    @cached_property
    def show_parts(self) -> bool:
        """Whether parts of seconds may be shown."""
        return self._parts

    def put(self, rows: list[list[Any]], first: int) -> None:  # noqa: ARG002 - as all times
        """Make lengths of them, wherever they are in these rows."""
        for cells in rows if self._lengths else ():
            for place, cell in enumerate(cells):
                if type(cell) is str and cell in self._lengths:
                    cells[place] = self._lengths[cell]


def _with_parts(book: zipfile.ZipFile) -> set[bytes]:
    """Return the names of the styles, kept apart from the cells, that show parts of seconds."""
    styles = (style for block in named_styles(book) for style in _STYLE.findall(block))
    return {name for _, name, body in styles if _PARTS.search(body)}
