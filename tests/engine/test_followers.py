"""Columns that tell of the latest change of a row stand in no one's way, and are exact again."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from desktop_app.domain.access import Actor
from desktop_app.domain.errors import Conflict
from desktop_app.engine import filled, journal
from desktop_app.engine.changes.cells import SetCells
from desktop_app.engine.changes.rows import AddRows
from desktop_app.engine.changes.tables import AddTable
from desktop_app.engine.store import Store
from tests.conftest import ADA
from tests.engine.test_links_back import there_and_back
from tests.engine.test_row_history import do, flip
from tests.support.contents import contents

BOB = Actor(2, "bob")
TABLE, NAME, TOWN = 1, 1, 2
FIRST = datetime(2026, 11, 28, 9, 0)


@pytest.fixture(autouse=True)
def _every_look_at_the_clock_takes_a_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    minutes = iter(range(10_000))

    class Clock(datetime):
        @classmethod
        def now(cls, _zone: object = None) -> datetime:
            return FIRST + timedelta(minutes=next(minutes))

    monkeypatch.setattr(filled, "datetime", Clock)


@pytest.fixture
def guests(any_store: Store) -> Store:
    """A table that tells when a row was changed and by whom, with two rows of Ada's."""
    columns = [
        ("Name", "text", {}),
        ("Town", "text", {}),
        ("When", "changed_time", {}),
        ("Who", "changed_by", {}),
    ]
    do(any_store, AddTable("Guests", columns))
    do(any_store, AddRows(TABLE, [NAME, TOWN], [["Ada", "Ghent"], ["Bo", "Rome"]]))
    return any_store


def rows(store: Store) -> list[tuple[Any, ...]]:
    """What stands in the two rows, the time left out."""
    found = contents(store)["tables"]["Guests"]["rows"]
    return [(name, town, who) for _, name, town, _, who in found]


def when(store: Store) -> list[datetime]:
    return [row[3] for row in contents(store)["tables"]["Guests"]["rows"]]


def test_two_people_in_one_row_are_in_each_others_way_only_in_one_cell(guests: Store) -> None:
    do(guests, SetCells(TABLE, [(1, NAME, "Adam")]))
    do(guests, SetCells(TABLE, [(1, TOWN, "Bonn")]), actor=BOB)
    latest = when(guests)
    flip(guests, "undo")
    assert rows(guests)[0] == ("Ada", "Bonn", BOB.id)
    flip(guests, "redo")
    assert rows(guests)[0] == ("Adam", "Bonn", BOB.id)
    assert when(guests) == latest
    do(guests, SetCells(TABLE, [(1, NAME, "Eve")]), actor=BOB)
    with pytest.raises(Conflict) as refused:
        flip(guests, "undo")
    assert [cell["column"] for cell in refused.value.details["cells"]] == [NAME]


@pytest.mark.parametrize("anyway", [False, True])
def test_what_is_put_back_alone_leaves_the_time_of_what_came_later(
    guests: Store, anyway: bool
) -> None:
    pictures = [contents(guests)]
    later = [SetCells(TABLE, [(1, TOWN, "Bonn")]), SetCells(TABLE, [(1, NAME, "Eve")])]
    for change in (
        SetCells(TABLE, [(1, NAME, "Adam"), (2, NAME, "Bob")]),
        *later[: 1 + anyway],
    ):
        do(guests, change)
        pictures.append(contents(guests))
    latest = when(guests)
    with guests.work(BOB) as w:
        journal.put_back(w, 3, anyway=anyway)
    assert rows(guests) == [("Ada", "Bonn", ADA.id), ("Bo", "Rome", ADA.id)]
    assert when(guests) == [latest[0], pictures[0]["tables"]["Guests"]["rows"][1][3]]
    for which in ("undo", "redo", "undo"):
        flip(guests, which, BOB)
    assert contents(guests) == pictures[-1]
    if not anyway:
        there_and_back(guests, pictures)


def test_a_change_that_was_put_back_twice_is_still_undone_exactly(guests: Store) -> None:
    pictures = [contents(guests)]
    for change in (SetCells(TABLE, [(1, NAME, "Adam")]), SetCells(TABLE, [(1, TOWN, "Bonn")])):
        do(guests, change)
        pictures.append(contents(guests))
    for entry in (3, 5, 4):
        with guests.work(ADA) as w:
            journal.put_back(w, entry)
        pictures.append(contents(guests))
    do(guests, SetCells(TABLE, [(1, NAME, "Eve")]))
    pictures.append(contents(guests))
    there_and_back(guests, pictures)
