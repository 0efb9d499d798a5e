"""The cells of a binary Excel workbook that come in as something else than is in them.

They are met one after the other, so only if there may be any; comments are in a part of their own.
Runs in the child process (see reader). MS-XLSB, 2.4 (records): BrtRowHdr, BrtCellError,
BrtFmlaError, BrtBeginComment; 2.5: BErr.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from contextlib import suppress

from desktop_app.formats.odd_cells import ERRORS, Odd, comments, errors, parts_of_comments
from desktop_app.formats.xlsb_forms import part_of, read, records

_ROW = 0
_ERROR, _OF_FORMULA = 3, 11
_PLACE_OF_ERROR = 8
_COMMENT = 0x27B
_MAY_BE_ERROR = re.compile(rb"(?:\x03\x09|\x0b[\x0e-\xff].?).{8}[\x00-\x2b]", re.DOTALL)


def odd_cells(book: zipfile.ZipFile, sheet: str) -> Odd:
    """Return what is odd in a sheet, as far as it can be found."""
    try:
        part = part_of(book, sheet)
        content = book.read(part)
        found = errors(_errors(content)) if _MAY_BE_ERROR.search(content) else Odd([])
        return Odd([*found.cells, *comments(_comments(book, part))], found.rows)
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


def _comments(book: zipfile.ZipFile, sheet: str) -> list[tuple[int, int]]:
    """Return the cells of the sheet in this part that have any."""
    found = []
    with suppress(KeyError, ValueError):
        for part in parts_of_comments(book, sheet):
            found += [
                (int.from_bytes(about[4:8], "little"), int.from_bytes(about[12:16], "little"))
                for kind, about in records(read(book, part))
                if kind == _COMMENT
            ]
    return found
