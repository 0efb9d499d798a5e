"""Somebody begins to read and never ends: who writes goes on, or is told why not."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from desktop_app.domain import errors
from desktop_app.engine import catalog
from desktop_app.engine.backends import sqlite
from desktop_app.engine.changes.cells import SetCells
from desktop_app.engine.changes.rows import AddRows
from desktop_app.engine.changes.tables import AddTable
from desktop_app.engine.exporting import BATCH, Extract
from desktop_app.engine.store import Store
from tests.conftest import ADA
from tests.support.contents import contents


@pytest.fixture
def guests(monkeypatch: pytest.MonkeyPatch, store: Store, document: Path) -> Store:
    store.close()
    monkeypatch.setattr(sqlite, "BUSY_TIMEOUT", 0.05)
    store.open(f"sqlite:///{document}")
    with store.work(ADA) as w:
        w.apply(AddTable("Guests", [("Name", "text", {})]))
        w.apply(AddRows(1, [1], [["Ada"]] * (2 * BATCH)))
    return store


def edit(store: Store, name: str) -> None:
    with store.work(ADA) as w:
        w.apply(SetCells(1, [(2 * BATCH, 1, name)]))


def test_an_export_that_nobody_goes_on_with_keeps_nobody_from_writing(guests: Store) -> None:
    with guests.look() as look:
        table = catalog.table(look, 1)
    batches = Extract(guests, table, table.columns).batches()
    next(batches)
    edit(guests, "Bo")
    assert [name for _, name in next(batches)][-1] == "Bo"


def test_another_program_that_never_stops_reading_is_named_and_nothing_grows(
    guests: Store, document: Path
) -> None:
    before, held = contents(guests), document.read_bytes()
    with closing(sqlite3.connect(document, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM Guests").fetchall()
        for _ in range(5):
            with pytest.raises(errors.DocumentBusy, match="Another program is using the file"):
                edit(guests, "Bo")
            assert contents(guests) == before
        assert document.read_bytes() == held
        assert [path.name for path in document.parent.iterdir()] == [document.name]
    edit(guests, "Bo")
    assert contents(guests)["tables"]["Guests"]["rows"][-1] == (2 * BATCH, "Bo")
