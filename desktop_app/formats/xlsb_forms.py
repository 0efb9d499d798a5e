"""How a binary Excel workbook shows the numbers of whole columns.

Runs in the child process (see reader), before the rows. Where no style of the workbook says more
than that something is a number, the cells are not looked at.
MS-XLSB, 2.1.4 (records), 2.4.31 (BrtBundleSh), 2.4.658 (BrtFmt), 2.4.876 (BrtXF); cells: 2.4.317
(BrtCellRk), 2.4.318 (BrtCellReal), 2.4.669 (BrtFmlaNum).
"""

from __future__ import annotations

import zipfile
from collections import defaultdict
from collections.abc import Iterator, Sequence

from desktop_app.formats.known_runs import KnownRuns
from desktop_app.formats.number_forms import (
    BUILT_IN,
    Codes,
    UnknownFormsError,
    saying_more,
    says_more,
)
from desktop_app.formats.odd_cells import part_by

_BOOK = "xl/workbook.bin"
_RELATIONS = "xl/_rels/workbook.bin.rels"
_STYLES = "xl/styles.bin"
_SHEET, _ABOUT_BOOK = 0x9C, 0x99
_FORMAT, _FORM, _FORMS, _FORMS_END = 0x2C, 0x2F, 0x269, 0x26A
_NUMBERS = frozenset((2, 5, 9))
_END = 0x92
"""The record behind the cells."""

_WIDEST = 16_384
"""Columns of a sheet."""

_ONE_BYTE = 0x7F
"""The most that is written in one byte."""

_BLOCK = 1 << 20
_MOST = 32 << 20
"""Bytes of what is read at once; a workbook with all the styles there may be has far fewer."""


def number_codes(book: zipfile.ZipFile, sheet: str) -> Codes:
    """Return the codes by which a column shows the numbers in it, by the column's place.

    Only where one of them may say more than that it is a number. Raises UnknownFormsError.
    """
    try:
        styles = styles_of(book)
        if not any(map(says_more, styles)):
            return {}
        seen: dict[int, set[str]] = defaultdict(set)
        for column, style in _numbers(book, part_of(book, sheet)):
            seen[column].add(styles[style])
    except (ValueError, IndexError, KeyError) as odd:
        raise UnknownFormsError from odd
    return saying_more(seen)


def styles_of(book: zipfile.ZipFile) -> Sequence[str]:
    """Return the code of each style of cells. Raises ValueError."""
    if _STYLES not in book.namelist():
        return []
    codes, used, inside = dict(BUILT_IN), [], False
    for kind, content in records(read(book, _STYLES)):
        if kind == _FORMAT:
            codes[_number(content, 0, 2)] = _text(content, 2)[0]
        elif kind in (_FORMS, _FORMS_END):
            inside = kind == _FORMS
        elif kind == _FORM and inside:
            used.append(_number(content, 2, 2))
    return [codes.get(number, "") for number in used]


def counts_from_1904(book: zipfile.ZipFile) -> bool:
    """Say whether days are counted from 1904. Raises ValueError, KeyError."""
    about = (content for kind, content in records(read(book, _BOOK)) if kind == _ABOUT_BOOK)
    return bool(_number(next(about, b"\0")[:1], 0) & 1)


def part_of(book: zipfile.ZipFile, sheet: str) -> str:
    """Return where in the zip that sheet is. Raises ValueError, KeyError."""
    relations = read(book, _RELATIONS).decode("utf-8", "replace")
    for kind, content in records(read(book, _BOOK)):
        if kind == _SHEET:
            relation, after = _text(content, 8)
            if _text(content, after)[0] == sheet and (part := part_by(book, relations, relation)):
                return part
    raise ValueError(sheet)


def read(book: zipfile.ZipFile, part: str) -> bytes:
    """Return what is in a part that is no sheet. Raises ValueError, KeyError."""
    if book.getinfo(part).file_size > _MOST:
        raise ValueError(part)
    return book.read(part)


def _numbers(book: zipfile.ZipFile, part: str) -> Iterator[tuple[int, int]]:
    """Give the column and the style of each number of a sheet, once. Raises ValueError."""
    runs = KnownRuns(0, 4, 7)
    cells = b""
    with book.open(part) as file:
        while block := file.read(_BLOCK):
            cells, at = cells + block, 0
            while (at := runs.end(cells, at)) + 2 < len(cells):
                kind, start, size = cells[at], at + 2, cells[at + 1]
                if kind > _ONE_BYTE or size > _ONE_BYTE:
                    kind, start, size = _head(cells, at)
                if start + size > len(cells):
                    break
                if kind in _NUMBERS:
                    about = cells[start : start + 7]
                    if runs.is_new(about):
                        yield _placed(about)
                    runs.number(cells[at:start], size)
                elif kind == _END:
                    return
                else:
                    runs.other(cells[at:start], size)
                at = start + size
            cells = cells[at:]
            if len(cells) > _MOST:
                break
    raise ValueError(part)


def _placed(about: bytes) -> tuple[int, int]:
    column = _number(about, 0)
    if column >= _WIDEST:
        raise ValueError(column)
    return column, _number(about, 4, 3)


def records(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Give the kind and the content of each record, as far as they are whole."""
    at = 0
    while at + 1 < len(content):
        kind, start, size = _head(content, at)
        at = start + size
        yield kind, content[start:at]


def _head(content: bytes, at: int) -> tuple[int, int, int]:
    """Return the kind of the record there, where its content begins, and how long that is."""
    kind, at = _packed(content, at, 2)
    size, at = _packed(content, at, 4)
    return kind, at, size


def _packed(content: bytes, at: int, most: int) -> tuple[int, int]:
    """Return a number that is written with 7 bits to a byte, and where it ends."""
    found = 0
    for place, byte in enumerate(content[at : at + most]):
        found |= (byte & _ONE_BYTE) << 7 * place
        if byte <= _ONE_BYTE:
            return found, at + place + 1
    return found, at + most


def _text(content: bytes, at: int) -> tuple[str, int]:
    """Return the text there, and where it ends."""
    end = at + 4 + 2 * _number(content, at)
    return content[at + 4 : end].decode("utf-16-le", "replace"), end


def _number(content: bytes, at: int, size: int = 4) -> int:
    return int.from_bytes(content[at : at + size], "little")
