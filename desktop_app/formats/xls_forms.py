"""How a workbook of Excel 5 to 2003 shows the numbers of whole columns.

Runs in the child process (see reader), before the rows. Where no style of the workbook says more
than that something is a number, the cells are not looked at.
MS-XLS, 2.4.126 (Format), 2.4.353 (XF), 2.4.28 (BoundSheet8), 2.4.349 (WriteAccess);
cells: 2.4.180 (Number), 2.4.220 (RK), 2.4.175 (MulRk), 2.4.127 (Formula). Excel 5 differs by the
letters of its texts only.
"""

from __future__ import annotations

import codecs
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from desktop_app.formats.known_runs import KnownRuns
from desktop_app.formats.number_forms import (
    BUILT_IN,
    Codes,
    UnknownFormsError,
    saying_more,
    says_more,
)
from desktop_app.formats.ole_stream import stream

_STREAMS = ("Workbook", "Book")
_BEGIN, _END = 0x0809, 0x000A
_PASSWORD, _LETTERS, _SHEET, _FORMAT, _FORM = 0x2F, 0x42, 0x85, 0x041E, 0xE0
_FROM_1904, _USER = 0x22, 0x5C
SEVERAL, FORMULA, BEGINS, ENDS = b"\xbd\x00", b"\x06\x00", b"\x09\x08", b"\x0a\x00"
_NUMBERS = frozenset((b"\x03\x02", b"\x7e\x02", SEVERAL, FORMULA))
_NEW, _OLD = 0x0600, 0x0500
_LIBREOFFICE = b"\x04\x00\x00Calc "
"""What LibreOffice writes for the user, whoever that is."""

NO_NUMBER = b"\xff\xff"
"""What ends the result of a formula that is a text, an error or true."""


def number_codes(path: Path, place: int) -> Codes:
    """Return the codes by which a column shows the numbers in it, by the column's place.

    `place` is that of the sheet in the workbook. Only where one of them may say more than that it
    is a number. Raises UnknownFormsError.
    """
    try:
        book = book_of(path)
        told = Told.by(book)
        styles = told.styles()
        if not any(map(says_more, styles)):
            return {}
        seen: dict[int, set[str]] = defaultdict(set)
        for column, style in _numbers(book, told.sheets[place]):
            seen[column].add(styles[style])
    except (ValueError, IndexError) as odd:
        raise UnknownFormsError from odd
    return saying_more(seen)


def book_of(path: Path) -> bytes:
    """Return the part of the file that is the workbook. Raises ValueError."""
    return stream(path, _STREAMS)


@dataclass
class Told:
    """What a workbook says before its sheets: their places, and its styles."""

    version: int = _NEW
    letters: str = "cp1252"
    counts_from_1904: bool = False
    by_libreoffice: bool = False
    sheets: list[int] = field(default_factory=list)
    codes: dict[int, str] = field(default_factory=lambda: dict(BUILT_IN))
    forms: list[int | None] = field(default_factory=list)
    """The code's number of each style; None for those that no cell has."""

    @classmethod
    def by(cls, book: bytes) -> Told:
        """Read it. Raises ValueError."""
        told = cls()
        for kind, content in _records(book):
            told._learn(kind, content)
        return told

    def styles(self) -> Sequence[str]:
        """Return the code of each style."""
        return ["" if form is None else self.codes.get(form, "") for form in self.forms]

    def _learn(self, kind: int, content: bytes) -> None:
        if kind == _BEGIN:
            self.version = short(content, 0)
            if self.version not in (_NEW, _OLD):
                raise ValueError(self.version)
        elif kind == _PASSWORD:
            raise ValueError(kind)
        elif kind == _LETTERS:
            self.letters = _encoding(short(content, 0))
        elif kind == _FROM_1904:
            self.counts_from_1904 = short(content, 0) == 1
        elif kind == _USER:
            self.by_libreoffice = content.startswith(_LIBREOFFICE)
        elif kind == _SHEET:
            self.sheets.append(int.from_bytes(content[:4], "little"))
        elif kind == _FORMAT:
            self.codes[short(content, 0)] = self._text(content[2:])
        elif kind == _FORM:
            is_of_cells = not content[4] & 4
            self.forms.append(short(content, 2) if is_of_cells else None)

    def _text(self, content: bytes) -> str:
        if self.version == _OLD:
            return content[1 : 1 + content[0]].decode(self.letters, "replace")
        wide, count = content[2] & 1, short(content, 0)
        if wide:
            return content[3 : 3 + count * 2].decode("utf-16-le", "replace")
        return content[3 : 3 + count].decode("latin-1")


def _records(book: bytes) -> Iterator[tuple[int, bytes]]:
    """Give the kind and the content of each record up to the first sheet. Raises ValueError."""
    at = 0
    while at + 4 <= len(book):
        kind, size = short(book, at), short(book, at + 2)
        if (kind == _BEGIN) != (at == 0):
            raise ValueError(at)
        if kind == _END:
            return
        yield kind, book[at + 4 : at + 4 + size]
        at += 4 + size
    raise ValueError(at)


def _numbers(book: bytes, at: int) -> Iterator[tuple[int, int]]:
    """Give the column and the style of each number of the sheet that begins there, mostly once.

    Raises ValueError. What is within the sheet, such as a diagram, has numbers of its own.
    """
    runs = KnownRuns(2, 2, 4)
    if book[at : at + 2] != BEGINS:
        raise ValueError(at)
    depth, end = 0, len(book) - 3
    while (at := runs.end(book, at)) < end:
        head = book[at : at + 4]
        kind, size = head[:2], short(head, 2)
        if kind in _NUMBERS:
            about = _about(kind, book[at + 4 : at + 4 + size])
            if depth == 1 and about and runs.is_new(about):
                yield from _columns(about)
            if kind != SEVERAL:
                runs.number(head, size)
        elif kind == BEGINS:
            depth += 1
        elif kind == ENDS:
            depth -= 1
            if not depth:
                return
        else:
            runs.other(head, size)
        at += 4 + size
    raise ValueError(at)


def _about(kind: bytes, content: bytes) -> bytes:
    """Return what a record says of numbers: the first column, then the halves of the styles."""
    if kind == SEVERAL:
        return content[2:4] + content[4:-2:6] + content[5:-2:6]
    if kind == FORMULA and content[12:14] == NO_NUMBER:
        return b""
    return content[2:6]


def _columns(about: bytes) -> Iterator[tuple[int, int]]:
    first, styles = short(about, 0), about[2:]
    count = len(styles) // 2
    for number in range(count):
        yield first + number, styles[number] | styles[number + count] << 8


def _encoding(page: int) -> str:
    try:
        return codecs.lookup(f"cp{page}").name
    except LookupError:
        return "cp1252"


def short(content: bytes, at: int) -> int:
    """Return the number of two bytes that is there."""
    return int.from_bytes(content[at : at + 2], "little")
