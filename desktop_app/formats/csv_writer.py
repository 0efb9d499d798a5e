"""Writing CSV that every spreadsheet program opens as it was meant.

Commas between the cells, CR LF behind each row, quotation marks only where they are needed
(https://www.rfc-editor.org/rfc/rfc4180).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import BinaryIO, ClassVar

from desktop_app.formats.formula_guard import protect
from desktop_app.formats.outgoing import RECORD, UNIT, Outgoing, Plain, Wishes, shown

BYTE_ORDER_MARK = b"\xef\xbb\xbf"
"""In front of the file: by it Excel knows UTF-8."""

END = b"\r\n"
_RISKY = b"=@\t\r+-'"
_RISKY_ALIKE = bytes.maketrans(_RISKY, b"=" * len(_RISKY))


class CsvWriter(Plain):
    """Text with a sign between the cells, by default a comma."""

    name: ClassVar[str] = "csv"
    label: ClassVar[str] = "Text with commas (CSV)"
    ending: ClassVar[str] = ".csv"
    mime: ClassVar[str] = "text/csv"
    wishes: ClassVar[tuple[str, ...]] = ("mark", "guard")
    between: ClassVar[bytes] = b","

    def __init__(self) -> None:
        special = b'"\r\n' + self.between
        self._is_special = re.compile(b"[" + special + b"]").search
        self._special_alike = bytes.maketrans(special, b'"' * len(special))

    def write(self, tables: Sequence[Outgoing], file: BinaryIO, wishes: Wishes) -> Sequence[str]:
        """Write the one table."""
        table = tables[0]
        names = [column.name for column in table.columns]
        if wishes.mark:
            file.write(BYTE_ORDER_MARK)
        file.write(self._lines([names], guard=wishes.guard))
        for made in table.made("cells"):
            if isinstance(made, bytes):
                file.write(self._quick(made, guard=wishes.guard))
            else:
                file.write(self._lines(shown(table.columns, made), guard=wishes.guard))
        return []

    def _lines(self, rows: Iterable[Sequence[str]], *, guard: bool) -> bytes:
        """Write rows cell by cell."""
        if guard:
            rows = (list(map(protect, row)) for row in rows)
        return b"".join(self._line([cell.encode() for cell in row]) + END for row in rows)

    def _quick(self, made: bytes, *, guard: bool) -> bytes:
        """Write rows that the database put together, as few of their cells as possible anew."""
        if made.partition(RECORD)[0].count(UNIT) == 1:
            return self._lines(([row[1:].decode()] for row in made.split(RECORD)), guard=guard)
        if guard:
            made = _anew(made, _RISKY_ALIKE, UNIT + b"=", _protected)
        made = _anew(made, self._special_alike, b'"', _in_quotes)
        return made[1:].replace(RECORD + UNIT, END).replace(UNIT, self.between) + END

    def _line(self, cells: Sequence[bytes]) -> bytes:
        """Put quotation marks where they are needed."""
        if list(cells) == [b""]:
            return b'""'  # else a row of one empty cell would read like no row at all
        special = self._is_special
        return self.between.join([_in_quotes(cell) if special(cell) else cell for cell in cells])


def _anew(made: bytes, alike: bytes, sign: bytes, write: Callable[[bytes], bytes]) -> bytes:
    """Write those cells anew in which a sign stands, once a translation made such signs alike."""
    signs = made.translate(alike)
    pieces, done, place = [], 0, signs.find(sign)
    while place >= 0:
        start = made.rfind(UNIT, done, place + 1) + 1
        end = made.find(UNIT, place + 1)
        end = len(made) if end < 0 else end - made.startswith(RECORD, end - 1)
        pieces += [made[done:start], write(made[start:end])]
        done, place = end, signs.find(sign, end)
    return b"".join([*pieces, made[done:]]) if pieces else made


def _in_quotes(cell: bytes) -> bytes:
    return b'"' + cell.replace(b'"', b'""') + b'"'


def _protected(cell: bytes) -> bytes:
    return protect(cell.decode()).encode()
