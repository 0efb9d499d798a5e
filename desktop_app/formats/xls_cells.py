"""The cells of a workbook of Excel 5 to 2003 that come in as something else than is in them.

They are met one after the other, so only if there may be any. Runs in the child process (see
reader). MS-XLS, 2.4 (records): BoolErr, Formula, Note; 2.5: FormulaValue, Bes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from desktop_app.formats.odd_cells import ERRORS, Odd, comments, errors
from desktop_app.formats.xls_forms import BEGINS, ENDS, FORMULA, Told, book_of, short

_TRUTH_OR_ERROR = b"\x05\x02"
_MAY_BE_ERROR = re.compile(
    rb"%b\x08\x00.{7}\x01|%b.{8}\x02.{5}\xff\xff" % (_TRUTH_OR_ERROR, FORMULA), re.DOTALL
)
_COMMENT = b"\x1c\x00"
_MAY_BE_COMMENT = re.compile(rb"%b[\x06-\xff]\x00.{3}\x00" % _COMMENT, re.DOTALL)
_GOES_ON = 0xFFFF
"""In place of the row, where a comment of Excel 5 takes several records."""


def odd_cells(path: Path, place: int) -> Odd:
    """Return what is odd in the sheet at that place in the workbook, as far as it can be found."""
    try:
        book = book_of(path)
        start = Told.by(book).sheets[place]
        if not (_MAY_BE_ERROR.search(book, start) or _MAY_BE_COMMENT.search(book, start)):
            return Odd([])
        noted: list[tuple[int, int]] = []
        found = errors(_errors(book, start, noted))
        return Odd([*found.cells, *comments(noted)], found.rows)
    except (ValueError, IndexError):
        return Odd([])


def cells(book: bytes, at: int) -> Iterator[tuple[bytes, bytes]]:
    """Give the kind and the content of each record of the sheet that begins there.

    What is within the sheet, such as a diagram, has cells of its own, which are left out.
    """
    depth, end = 0, len(book) - 3
    while at < end:
        kind, size = book[at : at + 2], short(book, at + 2)
        if kind == BEGINS:
            depth += 1
        elif kind == ENDS:
            depth -= 1
            if not depth:
                return
        elif depth == 1:
            yield kind, book[at + 4 : at + 4 + size]
        at += 4 + size


def _errors(book: bytes, at: int, noted: list[tuple[int, int]]) -> Iterator[tuple[int, int, str]]:
    """Give the errors, and put into `noted` where a comment is."""
    for kind, content in cells(book, at):
        if kind == _TRUTH_OR_ERROR and content[7]:
            number = content[6]
        elif kind == FORMULA and content[6] == 2 and content[12:14] == b"\xff\xff":
            number = content[8]
        elif kind == _COMMENT and short(content, 0) != _GOES_ON:
            noted.append((short(content, 0), short(content, 2)))
            continue
        else:
            continue
        yield short(content, 0), short(content, 2), ERRORS.get(number, "")
