"""Records that say nothing new are passed over, and those that do are never."""

from __future__ import annotations

import random
import struct
from collections.abc import Iterator

import pytest

from desktop_app.formats.known_runs import KnownRuns
from desktop_app.formats.xls_forms import _numbers
from tests.formats.old_workbooks import record

BEGIN, END = record(0x0809, struct.pack("<HHHH8x", 0x0600, 0x10, 0, 0)), record(0x0A)


def sheet(chance: random.Random, rows: int, columns: int, styles: int) -> Iterator[tuple]:
    """Records of cells, each with the columns and styles that it tells of."""
    for row in range(rows):
        for column in range(columns):
            style = chance.randrange(styles) if chance.random() < 0.01 else column % 3
            head = struct.pack("<HHH", row % 65536, column, style)
            number = struct.pack("<d", chance.random())
            more = bytes(chance.choice([8, 20]))
            text = b"\0" * 6 + b"\xff\xff" + bytes(chance.randrange(40))
            yield from chance.choice(
                [
                    [(record(0x0203, head + number), (column, style))],
                    [(record(0x027E, head + number[:4]), (column, style))],
                    [
                        (
                            record(0x06, head + number + more),
                            (column, style),
                        )
                    ],
                    [(record(0x06, head + text), None)],
                    [(record(0xFD, head + number[:4]), None)],
                    [(record(0x0204, head + bytes(chance.randrange(300))), None)],
                ]
            )


@pytest.mark.parametrize("columns", [1, 9, 250])
@pytest.mark.parametrize("styles", [3, 30, 3000])
def test_what_is_found_is_what_is_there(columns: int, styles: int) -> None:
    chance = random.Random(columns * styles)
    records = list(sheet(chance, 20_000 // columns, columns, styles))
    book = b"".join([BEGIN, *(one for one, _ in records), END])
    assert set(_numbers(book, 0)) == {about for _, about in records if about}


def test_a_record_too_short_for_a_number_is_refused() -> None:
    with pytest.raises(ValueError, match="5"):
        KnownRuns(2, 2, 4).number(b"\x03\x02\x05\x00", 5)
