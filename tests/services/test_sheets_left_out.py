"""What is looked at of the other sheets of a file before one of them comes in."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from desktop_app.formats.sqlite_file import SqliteFile
from desktop_app.services.transfer import sheets
from desktop_app.services.transfer.filling import LeftOut

COUNTING = "WITH RECURSIVE r(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM r)"


def database(folder: Path) -> Path:
    path = folder / "x.db"
    with closing(sqlite3.connect(path)) as made:
        made.execute("CREATE TABLE blank (a)")
        made.execute("CREATE TABLE good (a)")
        made.execute("INSERT INTO good VALUES (1)")
        made.execute("CREATE VIEW broken AS SELECT * FROM gone")
        made.execute(f"CREATE VIEW endless AS {COUNTING} SELECT i FROM r")
        made.commit()
    return path


def test_sheets_without_rows_or_that_cannot_be_read_are_named(tmp_path: Path) -> None:
    found = sheets.left_out(SqliteFile(), database(tmp_path), ["blank", "good", "broken"])
    assert found["blank"] == LeftOut()
    assert "“broken” asks for something" in found["broken"].why
    assert list(found) == ["blank", "broken"]


def test_a_sheet_that_never_ends_keeps_nobody_waiting(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheets, "PATIENCE", 1.0)
    path = database(tmp_path)
    assert list(sheets.left_out(SqliteFile(), path, ["endless", "broken"])) == []
