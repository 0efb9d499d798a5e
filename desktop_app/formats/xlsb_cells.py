"""The cells of a binary Excel workbook that come in as something else than is in them.

They are met one after the other, so only if there may be any. Runs in the child process (see
reader). MS-XLSB, 2.4 (records): BrtRowHdr, BrtCellError, BrtFmlaError; 2.5: BErr.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator

from desktop_app.formats.odd_cells import ERRORS, Odd, errors
from desktop_app.formats.xlsb_forms import part_of, records

_ROW = 0
_ERROR, _OF_FORMULA = 3, 11
_PLACE_OF_ERROR = 8
_MAY_BE_ERROR = re.compile(rb"(?:\x03\x09|\x0b[\x0e-\xff].?).{8}[\x00-\x2b]", re.DOTALL)


def odd_cells(book: zipfile.ZipFile, sheet: str) -> Odd:
    """Return the errors of a sheet, as far as they can be found."""
    try:
        content = book.read(part_of(book, sheet))
        return errors(_errors(content)) if _MAY_BE_ERROR.search(content) else Odd([])
    except (ValueError, IndexError, KeyError):
        return Odd([])


def cells(content: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Give the row, the kind and the content of each record."""
    row = 0
    for kind, about in records(content):
        if kind == _ROW:
            row = int.from_bytes(about[:4], "little")
        else:
            yield row, kind, about


def _errors(content: bytes) -> Iterator[tuple[int, int, str]]:
    for row, kind, about in cells(content):
        if kind in (_ERROR, _OF_FORMULA):
            column = int.from_bytes(about[:4], "little")
            yield row, column, ERRORS.get(about[_PLACE_OF_ERROR], "")
