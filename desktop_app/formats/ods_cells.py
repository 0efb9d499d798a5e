"""The errors in an OpenDocument spreadsheet, which come in empty.

Runs in the child process (see reader). Which cells show one, the programs say in an attribute of
their own.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from html import unescape

from desktop_app.formats.odd_cells import Odd, errors
from desktop_app.formats.ods_forms import WIDEST, content, is_of, repeated

_ERROR = re.compile(rb'\bcalcext:value-type="error"')
_TAG = re.compile(
    rb"<table:(?:(table-row|table)(?=[\s/>])|(?:covered-)?table-cell)([^>]*)>"
    rb"(?:<text:p>([^<]*)</text:p>)?"
)
_ROWS = re.compile(rb'\btable:number-rows-repeated="(\d{1,9})"')
_MOST_ALIKE = 1000
"""Rows of which each is counted."""


def odd_cells(book: zipfile.ZipFile, sheet: str) -> Odd:
    """Return the errors of a sheet; where none of the book has any, nothing else is looked at."""
    if not any(map(_ERROR.search, content(book))):
        return Odd([])
    return errors(_errors(book, sheet))


def _errors(book: zipfile.ZipFile, sheet: str) -> Iterator[tuple[int, int, str]]:
    inside, row, after, column = False, 0, 0, 0
    for block in content(book):
        for kind, about, shown in _TAG.findall(block):
            if kind == b"table":
                inside, after = is_of(about, sheet), 0
            elif kind:
                row, column, after = after, 0, after + repeated(about, _ROWS)
            elif inside:
                many = repeated(about)
                if _ERROR.search(about):
                    text = unescape(shown.decode("utf-8", "replace"))
                    for each in range(row, min(after, row + _MOST_ALIKE)):
                        for place in range(column, min(column + many, WIDEST)):
                            yield each, place, text
                column += many
