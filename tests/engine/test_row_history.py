"""One row's story: what stood in it, who changed it, and any of it put back."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy import event, true

from desktop_app.domain.access import Actor
from desktop_app.domain.errors import Conflict, Invalid, NotFound
from desktop_app.domain.sheet import Misfit
from desktop_app.engine import catalog, deleted_rows, journal, linking, row_back, row_history
from desktop_app.engine.changes import cells, rows
from desktop_app.engine.changes.cells import FillCells, SetCells
from desktop_app.engine.changes.columns import RemoveColumn, RenameColumn
from desktop_app.engine.changes.kinds import ChangeKind
from desktop_app.engine.changes.options import SetOptions
from desktop_app.engine.changes.rows import AddRows, DeleteRows, DeleteSpans
from desktop_app.engine.changes.tables import AddTable
from desktop_app.engine.entries import Entry
from desktop_app.engine.store import Store
from tests.conftest import ADA
from tests.support.contents import contents

BOB = Actor(2, "bob")
NAME, AGE = 1, 2


def do(store: Store, *changes: Any, actor: Actor = ADA) -> None:
    for change in changes:
        with store.work(actor) as w:
            w.apply(change)


def flip(store: Store, which: str, actor: Actor = ADA, **how: Any) -> None:
    with store.work(actor) as w:
        getattr(journal, which)(w, **how)


def guests(store: Store, *more: Any) -> None:
    """A table of two rows, entries 1 and 2, and what else is done to it."""
    do(
        store,
        AddTable("Guests", [("Name", "text", {}), ("Age", "text", {})]),
        AddRows(1, [NAME, AGE], [["Ada", "36"], ["Bo", "x"]]),
        *more,
    )


def story(store: Store, row: int = 1) -> list[Any]:
    """The events of a row: entry, whether it counts, and by column what was and what came."""
    with store.look() as look:
        table = catalog.table(look, 1)
        return [
            (
                event.entry.id,
                event.in_force,
                {c: (text(event.before, c), text(event.after, c)) for c in sorted(event.cells)},
            )
            for event in row_history.events(look, table, row)
        ]


def text(state: row_history.State, column: int) -> str | None:
    if state is None:
        return None
    return state[column].text if column in state else ""


def put(store: Store, row: int, entry: int, **how: Any) -> None:
    with store.work(ADA) as w:
        row_back.put_back(w, catalog.table(w, 1), row, entry, **how)


def cells_of(store: Store) -> list[Any]:
    return [tuple(row[1:]) for row in contents(store)["tables"]["Guests"]["rows"]]


def gone(store: Store, **how: Any) -> list[Any]:
    with store.look() as look:
        found = deleted_rows.deleted(look, catalog.table(look, 1), how.get("before"), 10)
        return [(each.entry.id, list(each.rows), each.more) for each in found]


@pytest.fixture(params=[False, True], ids=["in the journal", "in images"])
def large(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Whether all that changes is kept aside in images, as with very many rows."""
    if request.param:
        monkeypatch.setattr(rows, "FEW", 0)
        monkeypatch.setattr(cells, "FEW", 0)
    return bool(request.param)


@pytest.mark.usefixtures("large")
def test_a_row_is_followed_from_its_first_day_to_its_last(any_store: Store) -> None:
    guests(
        any_store,
        SetCells(1, [(1, NAME, "Adam")]),
        SetCells(1, [(2, NAME, "Bob")]),
        FillCells(1, AGE, "40", [true()]),
        DeleteRows(1, [1]),
    )
    assert story(any_store) == [
        (6, True, {NAME: ("Adam", None), AGE: ("40", None)}),
        (5, True, {AGE: ("36", "40")}),
        (3, True, {NAME: ("Ada", "Adam")}),
        (2, True, {NAME: (None, "Ada"), AGE: (None, "36")}),
    ]


@pytest.mark.usefixtures("large")
def test_what_was_taken_back_is_told_and_does_not_count(any_store: Store) -> None:
    guests(any_store, SetCells(1, [(1, NAME, "Adam")]), SetCells(1, [(1, NAME, "Eve")]))
    flip(any_store, "undo")
    assert [(entry, counts) for entry, counts, _ in story(any_store)] == [
        (4, False),
        (3, True),
        (2, True),
    ]
    assert story(any_store)[1:] == [
        (3, True, {NAME: ("Ada", "Adam")}),
        (2, True, {NAME: (None, "Ada"), AGE: (None, "36")}),
    ]
    flip(any_store, "redo")
    assert story(any_store)[0] == (4, True, {NAME: ("Adam", "Eve")})


def test_putting_a_change_back_is_a_change_of_the_row(any_store: Store) -> None:
    guests(any_store, SetCells(1, [(1, NAME, "Adam")]), SetCells(1, [(1, AGE, "9")]))
    with any_store.work(BOB) as w:
        journal.put_back(w, 3)
    assert story(any_store)[:3] == [
        (5, True, {NAME: ("Adam", "Ada")}),
        (4, True, {AGE: ("36", "9")}),
        (3, False, {NAME: ("Ada", "Adam")}),
    ]


def test_rows_that_came_in_with_a_file_know_their_day(store: Store) -> None:
    guests(store)
    with store.work(ADA) as w:
        w.apply(AddRows(1, [NAME], [["Cy"], ["Di"]]))
        w.steps[:] = [DeleteSpans(1, [(3, 4)])]
    assert story(store, 4) == [(3, True, {NAME: (None, "Di"), AGE: (None, "")})]


def test_a_change_of_kind_shows_what_stood_there_before(store: Store) -> None:
    guests(store, SetCells(1, [(1, AGE, "1 000")]), ChangeKind(1, AGE, "whole_number"))
    assert story(store)[:2] == [
        (4, True, {AGE: ("1 000", "1000")}),
        (3, True, {AGE: ("36", "1 000")}),
    ]
    put(store, 1, 3)
    assert cells_of(store) == [("Ada", 36), ("Bo", None)]


@pytest.mark.usefixtures("large")
def test_one_cell_or_the_whole_row_is_put_back_as_an_edit_of_its_own(any_store: Store) -> None:
    guests(any_store, SetCells(1, [(1, NAME, "Adam"), (1, AGE, "37")]))
    put(any_store, 1, 3, columns=[NAME])
    assert cells_of(any_store)[0] == ("Ada", "37")
    with any_store.look() as look:
        assert journal.offer(look, 1).undo == "Undo: put “Name” in Guests back to what it was"
    flip(any_store, "undo")
    put(any_store, 1, 2, side="after")
    assert cells_of(any_store)[0] == ("Ada", "36")
    with pytest.raises(Conflict, match="stands there now"):
        put(any_store, 1, 3)
    with pytest.raises(Conflict, match="no such row then"):
        put(any_store, 1, 2)
    with pytest.raises(NotFound):
        put(any_store, 1, 99)


@pytest.mark.usefixtures("large")
def test_a_deleted_row_is_listed_and_brought_back_alone(any_store: Store) -> None:
    guests(any_store, SetCells(1, [(2, AGE, Misfit("old"))]), DeleteRows(1, [1, 2]))
    assert gone(any_store) == [(4, [(1, "Ada · 36"), (2, gone(any_store)[0][1][1][1])], 0)]
    put(any_store, 2, 4)
    assert [row[0] for row in contents(any_store)["tables"]["Guests"]["rows"]] == [2]
    assert contents(any_store)["misfits"] == [(1, 2, AGE, "old")]
    assert [[row for row, _ in found] for _, found, _ in gone(any_store)] == [[1]]
    assert gone(any_store, before=4) == []
    flip(any_store, "undo")
    assert cells_of(any_store) == []


def test_a_row_comes_back_without_the_link_to_one_that_is_gone(store: Store) -> None:
    guests(store, AddTable("Towns", []), AddRows(2, [], [[]]))
    with store.work(ADA) as w:
        tables = catalog.table(w, 1), catalog.table(w, 2)
        link = linking.link_to_one(w, *tables, "Town")
    do(store, SetCells(1, [(1, link.id, 1)]), DeleteRows(1, [1]), DeleteRows(2, [1]))
    put(store, 1, 7)
    assert cells_of(store) == [("Ada", "36", None), ("Bo", "x", None)]


def test_what_is_put_back_keeps_to_the_rules_of_today(store: Store) -> None:
    guests(store, SetCells(1, [(1, NAME, "Adam")]), SetCells(1, [(2, NAME, "Ada")]))
    do(store, SetOptions(1, NAME, {"unique": True}))
    with pytest.raises(Invalid, match="already"):
        put(store, 1, 3)
    do(store, DeleteRows(1, [1]), SetCells(1, [(2, NAME, "Adam")]))
    put(store, 1, 6)
    assert contents(store)["misfits"] == [(1, 1, NAME, "Adam")]


def test_a_text_that_never_fitted_is_put_back_as_it_was(any_store: Store) -> None:
    guests(any_store, SetCells(1, [(1, AGE, "old")]), ChangeKind(1, AGE, "whole_number"))
    do(any_store, SetCells(1, [(1, AGE, 5)]), SetOptions(1, AGE, {"unique": True}))
    put(any_store, 1, 5)
    assert contents(any_store)["misfits"] == [(1, 1, AGE, "old"), (1, 2, AGE, "x")]
    put(any_store, 1, 3)
    assert cells_of(any_store)[0] == ("Ada", 36)


def test_columns_that_are_gone_are_left_out_and_renamed_ones_followed(store: Store) -> None:
    guests(store, SetCells(1, [(1, NAME, "Adam"), (1, AGE, "1")]), RenameColumn(1, NAME, "Who"))
    do(store, RemoveColumn(1, AGE))
    put(store, 1, 3)
    assert cells_of(store)[0] == ("Ada",)


def test_people_are_told_by_name(store: Store) -> None:
    guests(store)
    with store.look() as look:
        table = catalog.table(look, 1)
        was = row_history.Was("Ada", table.column(NAME))
        assert row_back.texts(look, [was, None]) == ["Ada", ""]


def test_two_thousand_changes_are_read_in_few_statements(store: Store) -> None:
    guests(store, SetCells(1, [(1, NAME, "first")]))
    with store.work(ADA) as w:
        old = w.session.get_one(Entry, 3)
        for number in range(2000):
            step = {**old.steps[0], "cells": [[1 + number % 2, NAME, f"was {number}"]]}
            step["expected"] = [f"was {number + 2}"]
            w.session.add(Entry(actor_name="ada", sentence="x", table_id=1, steps=[step]))
    asked = []
    with store.look() as look:
        table = catalog.table(look, 1)
        event.listen(look.connection, "before_cursor_execute", lambda *a: asked.append(a[2]))
        found = list(row_history.events(look, table, 1))
    assert len(found) == 1002
    assert len(asked) < 20


def test_a_day_is_told_as_the_grid_shows_it_and_a_new_kind_alone_is_no_change(store: Store) -> None:
    guests(store, SetCells(1, [(1, AGE, "2020-02-01")]), ChangeKind(1, AGE, "date", {}))
    do(store, SetCells(1, [(1, AGE, date(2020, 3, 1))]), DeleteRows(1, [1]))
    told = {entry: cells.get(AGE) for entry, _, cells in story(store)}
    assert told[5] == ("1 Feb 2020", "1 Mar 2020")
    assert 4 not in told or told[4] is None
    assert [label for _, label in gone(store)[0][1]] == ["Ada · 1 Mar 2020"]
