"""Writing CSV that every spreadsheet program opens as it was meant.

Commas between the cells, CR LF behind each row, quotation marks only where they are needed
(https://www.rfc-editor.org/rfc/rfc4180).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import BinaryIO, ClassVar

from desktop_app.formats.formula_guard import protect
from desktop_app.formats.outgoing import RECORD, UNIT, Outgoing, Plain, Wishes, shown

BYTE_ORDER_MARK = b"\xef\xbb\xbf"
"""In front of the file: by it Excel knows UTF-8."""

END = b"\r\n"
_RISKY = [UNIT + bytes([sign]) for sign in b"=@\t\r+-'"]


class CsvWriter(Plain):
    """Text with a sign between the cells, by default a comma."""

    name: ClassVar[str] = "csv"
    label: ClassVar[str] = "Text with commas (CSV)"
    ending: ClassVar[str] = ".csv"
    mime: ClassVar[str] = "text/csv"
    wishes: ClassVar[tuple[str, ...]] = ("mark", "guard")
    between: ClassVar[bytes] = b","

    def __init__(self) -> None:
        self._special = b'"\r\n' + self.between
        self._is_special = re.compile(b"[" + self._special + b"]").search

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
        """Write rows that the database put together, as few of them as possible cell by cell."""
        rows = made.split(RECORD)
        if rows[0].count(UNIT) == 1:
            return self._lines(([row[1:].decode()] for row in rows), guard=guard)
        risky = [start for start in _RISKY if start[1:] in made and start in made] if guard else []
        if not risky and made.translate(None, self._special) == made:
            return made[1:].replace(RECORD + UNIT, END).replace(UNIT, self.between) + END
        between = self.between
        for place, row in enumerate(rows):
            if risky and any(start in row for start in risky):
                texts = row[1:].decode().split("\x1f")
                rows[place] = UNIT + self._line([protect(text).encode() for text in texts])
            elif b'"' in row or b"\n" in row or b"\r" in row:
                rows[place] = UNIT + self._line(row[1:].split(UNIT))
            elif between in row:
                cells = row[1:].split(UNIT)
                quoted = [b'"%b"' % cell if between in cell else cell for cell in cells]
                rows[place] = UNIT + between.join(quoted)
        # Rows that were written cell by cell have but the one sign in front, so all are alike now.
        whole = END.join(rows)[1:]
        return whole.replace(END + UNIT, END).replace(UNIT, between) + END

    def _line(self, cells: Sequence[bytes]) -> bytes:
        """Put quotation marks where they are needed."""
        if list(cells) == [b""]:
            return b'""'  # else a row of one empty cell would read like no row at all
        special = self._is_special
        return self.between.join(
            [b'"' + cell.replace(b'"', b'""') + b'"' if special(cell) else cell for cell in cells]
        )
