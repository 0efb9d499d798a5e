"""Small workbooks of Excel 5 to 2003, made record by record.

MS-XLS, 2.4 (records). Numbers that are whole are written in the short forms,
several in a row together; a text that begins with = is a formula with that result, and one such as
#N/A an error.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import takewhile
from pathlib import Path

from tests.formats.containers import container
from tests.formats.workbooks import ERRORS, Shown, codes_of

_NEW, _OLD = 0x0600, 0x0500
_STYLES = 16
"""Styles that stand before those of cells, as Excel has them."""

_FIRST_CODE = 164
_DAY, _EPOCHS = 14, (date(1899, 12, 30), date(1904, 1, 1))


@dataclass(frozen=True)
class Age:
    """Which Excel a workbook is of."""

    version: int = _NEW
    counts_from_1904: bool = False

    @property
    def stream(self) -> str:
        return "Workbook" if self.version == _NEW else "Book"

    def text(self, text: str, size: str = "<H") -> bytes:
        if self.version == _OLD:
            return struct.pack(size, len(text)) + text.encode("cp1252")
        wide = any(ord(letter) > 0xFF for letter in text)
        letters = text.encode("utf-16-le" if wide else "latin-1")
        return struct.pack(size, len(text)) + bytes([wide]) + letters


EXCEL_5 = Age(_OLD)
EXCEL_97 = Age()
FROM_1904 = Age(counts_from_1904=True)


def old_workbook(
    path: Path, sheets: dict[str, Sequence[Sequence[object]]], age: Age = EXCEL_97
) -> Path:
    """A workbook of these sheets; cells may be `Shown` by a code."""
    path.write_bytes(container(age.stream, stream(sheets, age)))
    return path


def stream(sheets: dict[str, Sequence[Sequence[object]]], age: Age = EXCEL_97) -> bytes:
    """What is in the container."""
    codes = ["", *codes_of(sheets)]
    parts = [b"".join(_sheet(rows, codes, age)) for rows in sheets.values()]
    places = [0] * len(parts)
    for _ in range(2):  # where the sheets are is known once the length of what is before is
        before = b"".join(_before(dict(zip(sheets, places, strict=True)), codes, age))
        places = [len(before) + sum(map(len, parts[:number])) for number in range(len(parts))]
    return before + b"".join(parts)


def _before(places: dict[str, int], codes: Sequence[str], age: Age) -> Iterator[bytes]:
    yield _begin(age, 5)
    yield record(0x42, struct.pack("<H", 1200 if age.version == _NEW else 1252))
    yield record(0x22, struct.pack("<H", age.counts_from_1904))
    size = "<H" if age.version == _NEW else "<B"
    for number, code in enumerate(codes[1:], _FIRST_CODE):
        yield record(0x041E, struct.pack("<H", number) + age.text(code, size))
    padding = bytes(14 if age.version == _NEW else 10)
    for _ in range(_STYLES):  # as in each of them, one of the styles that no cell has is percent
        yield record(0xE0, struct.pack("<HHH", 0, 9, 4) + padding)
    for form in (0, _DAY, *range(_FIRST_CODE, _FIRST_CODE - 1 + len(codes))):
        yield record(0xE0, struct.pack("<HHH", 0, form, 0) + padding)
    for name, place in places.items():
        yield record(0x85, struct.pack("<IBB", place, 0, 0) + age.text(name, "<B"))
    yield record(0x0A)


def _begin(age: Age, kind: int) -> bytes:
    return record(0x0809, struct.pack("<HHHH8x", age.version, kind, 0x0DBB, 1996))


def _sheet(rows: Sequence[Sequence[object]], codes: Sequence[str], age: Age) -> Iterator[bytes]:
    yield _begin(age, 0x10)
    yield record(0x0200, struct.pack("<IIHH2x", 0, len(rows), 0, max(map(len, rows))))
    yield _begin(age, 0x20) + record(0x0203, struct.pack("<HHHd", 0, 0, 99, 5)) + record(0x0A)
    for number, row in enumerate(rows):
        place = 0
        while place < len(row):
            together = list(takewhile(_is_whole, row[place:]))
            if len(together) > 1:
                yield _several(number, place, together, codes)
            else:
                yield from _cell((number, place), row[place], codes, age)
            place += max(len(together), 1)
    yield record(0x0A)


def _is_whole(cell: object) -> bool:
    value = cell.value if isinstance(cell, Shown) else cell
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) < 1 << 29


def _several(row: int, place: int, cells: Sequence[object], codes: Sequence[str]) -> bytes:
    pairs = [struct.pack("<Hi", _style(one, codes), int(_value(one)) << 2 | 2) for one in cells]
    last = struct.pack("<H", place + len(cells) - 1)
    return record(0xBD, struct.pack("<HH", row, place) + b"".join(pairs) + last)


def _cell(at: tuple[int, int], cell: object, codes: Sequence[str], age: Age) -> Iterator[bytes]:
    head = struct.pack("<HHH", *at, _style(cell, codes))
    value = _value(cell, age)
    if isinstance(value, bool):
        yield record(0x0205, head + bytes([value, 0]))
    elif _is_whole(value):
        yield record(0x027E, head + struct.pack("<i", int(str(value)) << 2 | 2))
    elif isinstance(value, int | float):
        yield record(0x0203, head + struct.pack("<d", value))
    elif value in ERRORS:
        yield record(0x0205, head + bytes([ERRORS[str(value)], 1]))
    elif isinstance(value, str) and value.removeprefix("=") in ERRORS:
        result = bytes([2, 0, ERRORS[value[1:]], 0, 0, 0, 255, 255])
        yield record(0x06, head + result + bytes(8))
    elif isinstance(value, str) and value.startswith("="):
        yield record(0x06, head + struct.pack("<dHIH", float(value[1:]), 0, 0, 0))
    elif value is not None:
        yield record(0x0204, head + age.text(str(value)))


def _value(cell: object, age: Age = EXCEL_97) -> object:
    if isinstance(cell, date):
        return float((cell - _EPOCHS[age.counts_from_1904]).days)
    return cell.value if isinstance(cell, Shown) else cell


def _style(cell: object, codes: Sequence[str]) -> int:
    if isinstance(cell, date):
        return _STYLES + 1
    return _STYLES + 1 + codes.index(cell.code) if isinstance(cell, Shown) else _STYLES


def record(kind: int, content: bytes = b"") -> bytes:
    """A record of a workbook."""
    return struct.pack("<HH", kind, len(content)) + content
