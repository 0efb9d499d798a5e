"""The cells of a workbook of Excel 5 to 2003 that come in as something else than is in them.

They are met one after the other, so only if there may be any. Runs in the child process (see
reader). MS-XLS, 2.4 (records): BoolErr, Formula; 2.5: FormulaValue, Bes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from desktop_app.formats.odd_cells import ERRORS, Odd, errors
from desktop_app.formats.xls_forms import BEGINS, ENDS, FORMULA, Told, book_of, short

_TRUTH_OR_ERROR = b"\x05\x02"
_MAY_BE_ERROR = re.compile(
    rb"%b\x08\x00.{7}\x01|%b.{8}\x02.{5}\xff\xff" % (_TRUTH_OR_ERROR, FORMULA), re.DOTALL
)


def odd_cells(path: Path, place: int) -> Odd:
    """Return the errors of the sheet at that place in the workbook, as far as they can be found."""
    try:
        book = book_of(path)
        start = Told.by(book).sheets[place]
        return errors(_errors(book, start)) if _MAY_BE_ERROR.search(book, start) else Odd([])
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


def _errors(book: bytes, at: int) -> Iterator[tuple[int, int, str]]:
    for kind, content in cells(book, at):
        if kind == _TRUTH_OR_ERROR and content[7]:
            number = content[6]
        elif kind == FORMULA and content[6] == 2 and content[12:14] == b"\xff\xff":
            number = content[8]
        else:
            continue
        yield short(content, 0), short(content, 2), ERRORS.get(number, "")
