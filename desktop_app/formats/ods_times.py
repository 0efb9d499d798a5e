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

_LENGTH = re.compile(rb'\boffice:time-value="((-?)PT(\d{1,9})H(\d\d)M(\d\d)S)"')

_DAY = 24
"""Hours."""


def long_times(book: zipfile.ZipFile) -> dict[str, str]:
    """Return how people write each of them, by what stands in the file."""
    found = {
        parts
        for block in content(book)
        for parts in _LENGTH.findall(block)
        if parts[1] or int(parts[2]) >= _DAY
    }
    return {
        written.decode(): f"{sign.decode()}{int(hours)}:{minutes.decode()}:{seconds.decode()}"
        for written, sign, hours, minutes, seconds in found
    }


def put(times: Mapping[str, str], rows: list[list[Any]]) -> None:
    """Write them as people do, wherever they are in these rows."""
    for cells in rows:
        for place, cell in enumerate(cells):
            if type(cell) is str and cell in times:
                cells[place] = times[cell]
