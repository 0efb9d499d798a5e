"""Writing CSV that every spreadsheet program opens as it was meant."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from typing import TextIO

from desktop_app.formats.formula_guard import protect

BYTE_ORDER_MARK = "\ufeff"
"""In front of the file: by it Excel knows UTF-8."""


def csv_pieces(
    header: Sequence[str],
    pieces: Iterable[Iterable[Sequence[str]]],
    *,
    mark: bool = True,
    guard: bool = True,
) -> Iterator[str]:
    """Give the text of a CSV file bit by bit: first the header, then one string per piece.

    Commas between the cells, CR LF behind each row. `mark` puts the byte order mark in front;
    `guard` disarms what a spreadsheet program would run as a formula (see formula_guard).
    """
    yield (BYTE_ORDER_MARK if mark else "") + _piece([header], guard=guard)
    for rows in pieces:
        yield _piece(rows, guard=guard)


def write_csv(
    file: TextIO,
    header: Sequence[str],
    rows: Iterable[Sequence[str]],
    *,
    mark: bool = True,
    guard: bool = True,
) -> None:
    """Write a whole CSV file; `file` was opened with encoding="utf-8" and newline=""."""
    file.writelines(csv_pieces(header, [rows], mark=mark, guard=guard))


def _piece(rows: Iterable[Sequence[str]], *, guard: bool) -> str:
    text = StringIO(newline="")
    writer = csv.writer(text)
    if guard:
        rows = (list(map(protect, row)) for row in rows)
    writer.writerows(rows)
    return text.getvalue()
