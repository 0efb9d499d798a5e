"""What formulas ask of SQLite's functions again is remembered, and remembered right."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest

from desktop_app.formulas import sqlite_functions


@pytest.fixture
def connection() -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:")) as opened:
        opened.execute("CREATE TABLE numbers (number REAL)")
        opened.executemany("INSERT INTO numbers VALUES (?)", [(1.5,), (2.5,), (None,)])
        yield opened


def test_what_a_row_asks_for_several_times_is_worked_out_once(
    connection: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def twice(number: float) -> float:
        asked.append(number)
        return number * 2

    monkeypatch.setattr(sqlite_functions, "FUNCTIONS", {twice: 1})
    sqlite_functions.install(connection)
    question = "SELECT tidybase_twice(number) + tidybase_twice(number) FROM numbers"
    assert connection.execute(question).fetchall() == [(6.0,), (10.0,), (None,)]
    assert asked == [1.5, 2.5]


@pytest.mark.parametrize("called", ["short(?)", "added(?, ?1)", "root(?)"])
def test_a_zero_has_no_sign(connection: sqlite3.Connection, called: str) -> None:
    sqlite_functions.install(connection)
    for zero in (-0.0, 0.0):
        (answer,) = connection.execute(f"SELECT tidybase_{called}", [zero]).fetchone()
        assert str(answer) == "0.0"
