"""The errors in an OpenDocument spreadsheet, which come in empty, and comments, which do not.

Runs in the child process (see reader). Which cells show one, the programs say in an attribute of
their own.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from html import unescape

from desktop_app.formats.odd_cells import Odd, comments, errors
from desktop_app.formats.ods_forms import WIDEST, content, is_of, repeated

_ERROR = b'calcext:value-type="error"'
_COMMENT = b"<office:annotation"
_TAG = re.compile(
    rb"<table:(?:(table-row|table)(?=[\s/>])|(?:covered-)?table-cell)([^>]*)>"
    rb"(<office:annotation[\s>])?"
    rb"(?:<text:p>([^<]*)</text:p>)?"
)
_ROWS = re.compile(rb'\btable:number-rows-repeated="(\d{1,9})"')
_MOST_ALIKE = 1000
"""Rows of which each is counted."""


def odd_cells(book: zipfile.ZipFile, sheet: str) -> Odd:
    """Return what is odd in a sheet; where nothing of the book is, no cell is looked at."""
    if not any(_ERROR in block or _COMMENT in block for block in content(book)):
        return Odd([])
    noted: list[tuple[int, int]] = []
    found = errors(_errors(book, sheet, noted))
    return Odd([*found.cells, *comments(noted)], found.rows)


def _errors(
    book: zipfile.ZipFile, sheet: str, noted: list[tuple[int, int]]
) -> Iterator[tuple[int, int, str]]:
    """Give the errors, and put into `noted` where a comment is."""
    inside, row, after, column = False, 0, 0, 0
    for block in content(book):
        for kind, about, comment, shown in _TAG.findall(block):
            if kind == b"table":
                inside, after = is_of(about, sheet), 0
            elif kind:
                row, column, after = after, 0, after + repeated(about, _ROWS)
            elif inside:
                many = repeated(about)
                if comment:
                    noted.append((row, column))
                if _ERROR in about:
                    text = unescape(shown.decode("utf-8", "replace"))
                    for each in range(row, min(after, row + _MOST_ALIKE)):
                        for place in range(column, min(column + many, WIDEST)):
                            yield each, place, text
                column += many
