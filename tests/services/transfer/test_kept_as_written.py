"""Texts of a certain kind are looked at many at once, and each is still what it is alone."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from desktop_app.domain.sheet import ColumnPlan, SheetPlan
from desktop_app.formats.readable import format_for
from desktop_app.services.transfer.filling import fill

LINES = [
    "ada@example.org",
    '"bo@example.org\neva@example.org"',
    "Bo <bo@example.org>",
    "none",
    '""',
    "eva@example.org",
]


def test_what_does_not_fit_is_kept_aside_though_its_lines_would(tmp_path: Path) -> None:
    path = tmp_path / "guests.csv"
    path.write_text("Number,E-mail\n" + "".join(f"1,{line}\n" for line in LINES), encoding="utf-8")
    sheet = format_for(path, path.name).open(path, "guests")
    columns = [ColumnPlan("Number", "whole_number"), ColumnPlan("E-mail", "email", chosen=True)]
    side = tmp_path / "side"
    filled = fill(sheet, SheetPlan(columns, len(LINES)), side, lambda _: None)
    with closing(sqlite3.connect(side)) as connection:
        rows = [cell for (cell,) in connection.execute("SELECT c1 FROM side ORDER BY id")]
        aside = connection.execute("SELECT * FROM misfit ORDER BY row").fetchall()
    assert rows == ["ada@example.org", None, "bo@example.org", None, None, "eva@example.org"]
    assert aside == [(2, 1, "bo@example.org\neva@example.org"), (4, 1, "none")]
    assert filled.misfits == 2
