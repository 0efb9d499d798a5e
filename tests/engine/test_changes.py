"""Every change has a way back: the promise made by each member of CHANGES."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from typing import Any

import pytest

from desktop_app.domain.errors import Conflict, NotFound
from desktop_app.engine import catalog
from desktop_app.engine.changes import CHANGES
from desktop_app.engine.changes.cells import FillCells, PutKept, SetCells
from desktop_app.engine.changes.columns import AddColumn, RemoveColumn, RenameColumn, RestoreColumn
from desktop_app.engine.changes.kinds import ChangeKind, SwapKind
from desktop_app.engine.changes.links import (
    AddJunction,
    AddLink,
    RemoveJunction,
    RemoveLink,
    RestoreLink,
    SetPairs,
)
from desktop_app.engine.changes.options import PlaceColumns, PlaceTables, SetOptions
from desktop_app.engine.changes.packing import pack, unpack
from desktop_app.engine.changes.records import PutRecord
from desktop_app.engine.changes.rows import (
    AddRows,
    BringBack,
    DeleteKept,
    DeleteMany,
    DeleteRows,
    DeleteSpans,
)
from desktop_app.engine.changes.tables import AddTable, RemoveTable, RenameTable, RestoreTable
from desktop_app.engine.journal import KINDS
from desktop_app.engine.store import Store
from desktop_app.engine.work import Change, Work
from desktop_app.services.users import User
from tests.conftest import ADA
from tests.support.contents import contents

GUESTS, NAME, AGE, BORN, SEEN, PAID, HERE = 1, 1, 2, 3, 4, 5, 6
COLUMNS = [
    ("Name", "text", {}),
    ("Age", "whole_number", {}),
    ("Born", "date", {}),
    ("Seen", "date_time", {}),
    ("Paid %", "decimal_number", {}),
    ("Here?", "yes_no", {}),
]
ROWS: list[list[Any]] = [
    ["Ada", 36, date(1815, 12, 10), datetime(2026, 11, 22, 10, 30), 12.5, True],
    ["Bo", None, None, None, None, False],
    ["“Ç” \u202e 🎉", 2**63 - 1, date(1, 1, 1), datetime(9999, 12, 31, 23, 59, 59), 1e300, None],
]

Scenario = Callable[[Store], Change[Any]]


def removed_table(store: Store) -> Change[Any]:
    with store.work(ADA) as w:
        return w.apply(RemoveTable(GUESTS))


def removed_column(store: Store) -> Change[Any]:
    with store.work(ADA) as w:
        return w.apply(RemoveColumn(GUESTS, AGE))


def made_number(store: Store) -> SwapKind:
    with store.work(ADA) as w:
        return w.apply(ChangeKind(GUESTS, NAME, "whole_number"))


def filled(store: Store) -> PutKept:
    with store.work(ADA) as w:
        w.apply(ChangeKind(GUESTS, NAME, "whole_number"))
        return w.apply(FillCells(GUESTS, NAME, 7, [every_row(w)]))


def deleted_all(store: Store) -> BringBack:
    with store.work(ADA) as w:
        w.apply(RemoveColumn(GUESTS, AGE))
        w.apply(ChangeKind(GUESTS, NAME, "date"))
        return w.apply(DeleteMany(GUESTS, [every_row(w)], 3))


def brought_back(store: Store) -> DeleteKept:
    deleted = deleted_all(store)
    with store.work(ADA) as w:
        return w.apply(deleted)


def two_tables(store: Store) -> Change[Any]:
    with store.work(ADA) as w:
        plots = w.apply(AddTable("Plots", [])).table
    return PlaceTables([[plots, 0], [GUESTS, 1]])


def every_row(w: Work) -> Any:
    return catalog.table(w, GUESTS).row_id > 0


def linked_to_itself(store: Store) -> RemoveLink:
    with store.work(ADA) as w:
        made = w.apply(AddLink(GUESTS, "Partner", GUESTS))
        w.apply(SetCells(GUESTS, [(1, made.column, 2), (2, made.column, 1)]))
        return made


def unlinked(store: Store) -> RestoreLink:
    made = linked_to_itself(store)
    with store.work(ADA) as w:
        return w.apply(made)


def joined(store: Store) -> RemoveJunction:
    with store.work(ADA) as w:
        w.apply(AddTable("Plots", [("Name", "text", {})]))
        w.apply(AddRows(2, [7], [["A"], ["B"]]))
        made = w.apply(AddJunction("Guests Plots", "Guests", GUESTS, "Plots", 2, [(1, 1), (1, 2)]))
        w.apply(AddColumn(GUESTS, "Plots", "links", JOINED))
    return made


def joined_again(store: Store) -> Change[Any]:
    made = joined(store)
    with store.work(ADA) as w:
        return w.apply(made)


def paired(store: Store) -> Change[Any]:
    joined(store)
    return SetPairs(GUESTS, 8, [(2, 2), (1, 1)], [(1, 2), (3, 1)])


JOINED = {"table": 2, "junction": "Guests Plots", "near": "Guests", "far": "Plots"}

SCENARIOS: dict[str, Scenario] = {
    "add_link": lambda _: AddLink(GUESTS, "Partner", GUESTS),
    "remove_link": linked_to_itself,
    "restore_link": unlinked,
    "add_junction": joined_again,
    "remove_junction": joined,
    "set_pairs": paired,
    "set_options": lambda _: SetOptions(GUESTS, NAME, {"required": True, "hidden": True}),
    "place_columns": lambda _: PlaceColumns(GUESTS, [[HERE, 0], [AGE, 1], [NAME, 2]]),
    "place_tables": two_tables,
    "swap_kind": made_number,
    "put_kept": filled,
    "delete_spans": lambda _: DeleteSpans(GUESTS, [[1, 1], [3, 3]]),
    "bring_back": deleted_all,
    "delete_kept": brought_back,
    "add_table": lambda _: AddTable("Plots", [("id", "text", {}), ("row_id", "text", {})]),
    "remove_table": lambda _: RemoveTable(GUESTS),
    "restore_table": removed_table,
    "rename_table": lambda _: RenameTable(GUESTS, "Select"),
    "add_column": lambda _: AddColumn(GUESTS, "Town; --", "text", {}, 1),
    "remove_column": lambda _: RemoveColumn(GUESTS, BORN),
    "restore_column": removed_column,
    "rename_column": lambda _: RenameColumn(GUESTS, HERE, "group"),
    "set_cells": lambda _: SetCells(GUESTS, [(1, NAME, "Eve"), (2, AGE, 7), (1, NAME, "Zoe")]),
    "add_rows": lambda _: AddRows(GUESTS, [NAME, BORN], [["New", date(2000, 2, 29)], [None, None]]),
    "delete_rows": lambda _: DeleteRows(GUESTS, [3, 1]),
    "put_record": lambda _: PutRecord(
        "tidybase_user", None, {"username": "bo", "email": "bo@example.org"}, "add bo"
    ),
}


@pytest.fixture
def guests(any_store: Store) -> Store:
    store = any_store
    with store.work(ADA) as w:
        w.session.add(User(username="ada", email="ada@example.org"))
        w.apply(AddTable("Guests", COLUMNS))
        w.apply(AddRows(GUESTS, [NAME, AGE, BORN, SEEN, PAID, HERE], ROWS))
    return store


def do(store: Store, change: Change[Any]) -> Change[Any]:
    with store.work(ADA) as w:
        return unpack(json.loads(json.dumps(pack(w.apply(change)))), KINDS)


def plain(value: object) -> object:
    """Return a change as plain values in which lists and tuples are the same."""
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if is_dataclass(value):
        return [type(value), *(plain(getattr(value, field.name)) for field in fields(value))]
    return value


def test_every_change_has_a_scenario_here() -> None:
    assert set(SCENARIOS) == {change.name for change in CHANGES}


@pytest.mark.parametrize("name", SCENARIOS)
def test_a_change_and_its_inverse_are_nothing_and_the_inverse_of_that_is_the_change(
    guests: Store, name: str
) -> None:
    change = SCENARIOS[name](guests)
    before = contents(guests)
    inverse = do(guests, change)
    after = contents(guests)
    assert after != before
    again = do(guests, inverse)
    assert contents(guests) == before
    back = do(guests, again)
    assert contents(guests) == after
    do(guests, back)
    assert contents(guests) == before


@pytest.mark.parametrize("name", SCENARIOS)
def test_a_change_survives_being_written_down(guests: Store, name: str) -> None:
    change = SCENARIOS[name](guests)
    again = unpack(json.loads(json.dumps(pack(change))), KINDS)
    assert plain(again) == plain(change)


@pytest.mark.parametrize("name", SCENARIOS)
def test_a_change_says_what_it_does_in_words(guests: Store, name: str) -> None:
    change = SCENARIOS[name](guests)
    with guests.look() as look:
        sentence = change.sentence(look)
    assert sentence[0].islower()
    assert not sentence.endswith(".")


def test_cells_changed_since_are_left_alone(guests: Store) -> None:
    inverse = do(guests, SetCells(GUESTS, [(1, NAME, "Eve")]))
    do(guests, SetCells(GUESTS, [(1, NAME, "Zoe")]))
    with pytest.raises(Conflict, match="changed again since"):
        do(guests, inverse)
    assert contents(guests)["tables"]["Guests"]["rows"][0][1] == "Zoe"


@pytest.mark.parametrize(
    "change",
    [
        SetCells(GUESTS, [(99, NAME, "x")]),
        SetCells(GUESTS, [(1, 99, "x")]),
        DeleteRows(GUESTS, [1, 99]),
        RemoveColumn(GUESTS, 99),
        RemoveTable(99),
        RestoreTable(99),
        RestoreColumn(GUESTS, 99),
        AddRows(99, [], [[]]),
    ],
    ids=str,
)
def test_what_is_gone_cannot_be_changed_and_nothing_else_is(
    guests: Store, change: Change[Any]
) -> None:
    before = contents(guests)
    with pytest.raises(NotFound):
        do(guests, change)
    assert contents(guests) == before


@pytest.mark.parametrize(
    "change",
    [
        AddTable("GUESTS", []),
        AddColumn(GUESTS, "name", "text"),
        AddColumn(GUESTS, "ID", "text"),
        RenameColumn(GUESTS, AGE, "Name"),
    ],
    ids=str,
)
def test_names_too_alike_are_refused(guests: Store, change: Change[Any]) -> None:
    before = contents(guests)
    with pytest.raises(Conflict):
        do(guests, change)
    assert contents(guests) == before


def test_a_failed_change_takes_the_whole_work_with_it(guests: Store) -> None:
    before = contents(guests)
    with pytest.raises(NotFound), guests.work(ADA) as w:
        w.apply(AddTable("Plots", [("Where", "text", {})]))
        w.apply(RenameTable(GUESTS, "People"))
        w.apply(RemoveColumn(GUESTS, BORN))
        w.apply(DeleteRows(GUESTS, [99]))
    assert contents(guests) == before
