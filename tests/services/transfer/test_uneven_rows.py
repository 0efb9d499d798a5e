"""Rows that are wider or narrower than the others, deep in a long file, lose nothing."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from desktop_app.formats.readable import format_for
from desktop_app.services.transfer.filling import fill

EVEN = "1,2,3\n" * 6000


@pytest.mark.parametrize(
    ("odd", "row", "note"),
    [
        ("4,5,6,more", (4, 5, 6, "more"), "Line 6002 has more cells than there are headings"),
        ("4,5", (4, 5, None), "Line 6002 has fewer cells than there are columns"),
    ],
)
def test_a_row_unlike_the_others_comes_in_whole_and_is_told(
    odd: str, row: tuple[object, ...], note: str, tmp_path: Path
) -> None:
    path = tmp_path / "guests.csv"
    path.write_text(f"a,b,c\n{EVEN}{odd}\n{EVEN}", encoding="utf-8")
    sheet = format_for(path, path.name).open(path, "guests")
    filled = fill(sheet, None, tmp_path / "side", lambda _: None)
    with closing(sqlite3.connect(tmp_path / "side")) as connection:
        found = connection.execute("SELECT * FROM side WHERE id = 6001").fetchall()
    assert found == [(6001, *row)]
    assert filled.rows == 12_001
    assert any(one.startswith(note) for one in filled.notes)
