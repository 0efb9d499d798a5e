"""A plain database is whole, and says where it could not keep a text as it was."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from desktop_app.domain.sheet import ColumnPlan
from desktop_app.formats.outgoing import Misfit
from tests.formats.writing import made_by, outgoing


@pytest.mark.parametrize("kind", ["whole_number", "date", "money"])
def test_a_text_that_sqlite_takes_for_a_number_is_told(tmp_path: Path, kind: str) -> None:
    texts = ["about 7", "7 %", "0x10", "1,5"]
    rows = [[Misfit(text)] for text in texts]
    assert made_by("sqlite", outgoing([ColumnPlan("N", kind)], rows))[1] == []
    told = [*rows, [Misfit("007")], [Misfit("1e5")]]
    data, notes = made_by("sqlite", outgoing([ColumnPlan("N", kind)], told))
    assert notes == ["2 texts that did not fit, such as 007, are plain numbers in this file."]
    (tmp_path / "out.sqlite").write_bytes(data)
    with closing(sqlite3.connect(tmp_path / "out.sqlite")) as database:
        found = [row[0] for row in database.execute("SELECT N FROM Things")]
    assert found == [*texts, 7, 100_000]


def test_one_such_text_is_told_in_one_sentence() -> None:
    table = outgoing([ColumnPlan("N", "rating")], [[Misfit(" 07 ")], [5]])
    said = "1 text that did not fit its column, such as 007, is a plain number in this file."
    assert made_by("sqlite", table)[1] == [said]


def test_what_did_not_fit_a_column_of_text_stays_as_it_is(tmp_path: Path) -> None:
    table = outgoing([ColumnPlan("N", "email")], [[Misfit("007")]])
    data, notes = made_by("sqlite", table)
    assert notes == []
    (tmp_path / "out.sqlite").write_bytes(data)
    with closing(sqlite3.connect(tmp_path / "out.sqlite")) as database:
        assert database.execute("SELECT N FROM Things").fetchall() == [("007",)]
