"""What was kept while a column was of another kind comes back as the kind that it has now."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import event, true

from desktop_app.column_types import COLUMN_TYPES
from desktop_app.domain.sheet import Misfit
from desktop_app.engine import catalog, deleted_rows, journal, row_back, rows
from desktop_app.engine.changes import cells as cells_changed
from desktop_app.engine.changes import rows as rows_changed
from desktop_app.engine.changes.cells import FillCells, SetCells
from desktop_app.engine.changes.columns import AddColumn, RemoveColumn
from desktop_app.engine.changes.kinds import ChangeKind
from desktop_app.engine.changes.rows import AddRows, DeleteRows
from desktop_app.engine.changes.tables import AddTable
from desktop_app.engine.store import Store
from desktop_app.services.users import User
from tests.conftest import ADA
from tests.engine.test_row_history import BOB, do, flip
from tests.support.contents import contents

TABLE, NAME, IT = 1, 1, 2

KINDS = [
    ("whole_number", "5", "percent"),
    ("text", "hello", "date"),
    ("text", "12", "whole_number"),
    ("text", "1,5", "decimal_number"),
    ("date", "2020-01-01", "date_time"),
    ("duration", "1:30", "text"),
    ("yes_no", "yes", "whole_number"),
    ("money", "12.50", "text"),
    ("choice", "Ada", "several_choices"),
    ("several_choices", "a, b", "text"),
    ("time", "18:30", "text"),
]


@pytest.fixture(params=[False, True], ids=["in the journal", "in images"])
def large(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether all that changes is kept aside in images, as with very many rows."""
    if request.param:
        monkeypatch.setattr(rows_changed, "FEW", 0)
        monkeypatch.setattr(cells_changed, "FEW", 0)


def value(kind: str, text: str) -> Any:
    return COLUMN_TYPES[kind].parse(text, {})


def begin(store: Store, kind: str, text: str) -> None:
    """A table of three rows with the same in them, but for an empty one; entries 1 and 2."""
    do(
        store,
        AddTable("Guests", [("Name", "text", {}), ("It", kind, {})]),
        AddRows(TABLE, [NAME, IT], [["a", it := value(kind, text)], ["b", it], ["c", None]]),
    )


def put_back(store: Store, entry: int, **how: Any) -> None:
    with store.work(ADA) as w:
        journal.put_back(w, entry, **how)


def all_is_undone(store: Store, pictures: list[Any]) -> None:
    """Undo what was done since the first of these contents, one by one; each is there again."""
    for picture in reversed(pictures):
        flip(store, "undo")
        assert contents(store) == picture


def held(store: Store) -> list[Any]:
    with store.look() as look:
        table = catalog.table(look, TABLE)
        found = rows.held(look, table, [1, 2, 3], [table.column(IT)])
    return [found[row][0] for row in sorted(found)]


@pytest.mark.usefixtures("large")
@pytest.mark.parametrize(("kind", "text", "to"), KINDS)
def test_deleted_rows_come_back_as_the_kind_that_their_column_has_now(
    any_store: Store, kind: str, text: str, to: str
) -> None:
    begin(any_store, kind, text)
    do(any_store, ChangeKind(TABLE, IT, to))
    wanted = held(any_store)
    flip(any_store, "undo")
    pictures = []
    for change in (DeleteRows(TABLE, [1, 2, 3]), ChangeKind(TABLE, IT, to)):
        pictures.append(contents(any_store))
        do(any_store, change)
    pictures.append(contents(any_store))
    put_back(any_store, 4)
    pictures.append(contents(any_store))
    assert held(any_store) == wanted
    flip(any_store, "undo")
    assert contents(any_store) == pictures[2]


@pytest.mark.usefixtures("large")
@pytest.mark.parametrize(("kind", "text", "to"), KINDS)
def test_rows_that_came_back_as_another_kind_are_exactly_what_they_were_once_all_is_undone(
    any_store: Store, kind: str, text: str, to: str
) -> None:
    begin(any_store, kind, text)
    pictures = []
    for change in (DeleteRows(TABLE, [1, 2, 3]), ChangeKind(TABLE, IT, to)):
        pictures.append(contents(any_store))
        do(any_store, change)
    pictures.append(contents(any_store))
    put_back(any_store, 3)
    pictures.append(contents(any_store))
    for picture in pictures[-2::-1]:
        flip(any_store, "undo")
        assert contents(any_store) == picture
    for picture in pictures[1:]:
        flip(any_store, "redo")
        assert contents(any_store) == picture


@pytest.mark.usefixtures("large")
def test_what_was_changed_in_rows_that_came_back_is_not_lost(any_store: Store) -> None:
    begin(any_store, "text", "1,5")
    do(any_store, DeleteRows(TABLE, [1, 2, 3]), ChangeKind(TABLE, IT, "decimal_number"))
    put_back(any_store, 3)
    do(any_store, SetCells(TABLE, [(1, NAME, "z")]), actor=BOB)
    for which in ("undo", "redo"):
        flip(any_store, which, anyway=True)
    with any_store.look() as look:
        table = catalog.table(look, TABLE)
        assert rows.held(look, table, [1], table.stored)[1] == ["z", 1.5]


@pytest.mark.usefixtures("large")
@pytest.mark.parametrize(("kind", "text", "to"), KINDS)
def test_a_deleted_row_alone_comes_back_as_the_kind_that_its_column_has_now(
    any_store: Store, kind: str, text: str, to: str
) -> None:
    begin(any_store, kind, text)
    do(any_store, ChangeKind(TABLE, IT, to))
    wanted = held(any_store)[:1]
    flip(any_store, "undo")
    do(any_store, DeleteRows(TABLE, [1, 2, 3]), ChangeKind(TABLE, IT, to))
    with any_store.look() as look:
        listed = deleted_rows.deleted(look, catalog.table(look, TABLE), None, 10)
    see = getattr(COLUMN_TYPES[kind], "seen", COLUMN_TYPES[kind].show)
    assert [next(iter(each.rows)) for each in listed] == [(1, f"a · {see(value(kind, text), {})}")]
    with any_store.work(ADA) as w:
        row_back.put_back(w, catalog.table(w, TABLE), 1, 4)
    assert held(any_store) == wanted


@pytest.mark.parametrize(("kind", "text", "to"), KINDS)
def test_an_edit_is_put_back_as_the_kind_that_its_column_has_now(
    any_store: Store, kind: str, text: str, to: str
) -> None:
    begin(any_store, kind, text)
    do(any_store, ChangeKind(TABLE, IT, to))
    wanted = held(any_store)[0]
    flip(any_store, "undo")
    pictures = []
    for change in (SetCells(TABLE, [(1, IT, None)]), ChangeKind(TABLE, IT, to)):
        pictures.append(contents(any_store))
        do(any_store, change)
    pictures.append(contents(any_store))
    put_back(any_store, 4)
    assert held(any_store)[0] == wanted
    all_is_undone(any_store, pictures)


@pytest.mark.parametrize("how", [{}, {"anyway": True}])
def test_what_was_put_back_under_another_kind_is_taken_back_with_all_before_it(
    any_store: Store, how: Any
) -> None:
    begin(any_store, "text", "Ada")
    pictures = []
    for change in (
        ChangeKind(TABLE, IT, "whole_number"),
        SetCells(TABLE, [(1, IT, 42)]),
        ChangeKind(TABLE, IT, "date"),
    ):
        pictures.append(contents(any_store))
        do(any_store, change)
    pictures.append(contents(any_store))
    put_back(any_store, 4, **how)
    assert held(any_store)[0] == Misfit("Ada")
    all_is_undone(any_store, pictures)


def test_a_number_that_became_a_percentage_is_the_same_number_after_there_and_back(
    any_store: Store,
) -> None:
    begin(any_store, "whole_number", "5")
    pictures = [contents(any_store)]
    do(any_store, SetCells(TABLE, [(1, IT, 7)]))
    pictures.append(contents(any_store))
    do(any_store, ChangeKind(TABLE, IT, "percent"))
    pictures.append(contents(any_store))
    put_back(any_store, 3)
    assert held(any_store) == [0.05, 0.05, None]
    all_is_undone(any_store, pictures)


def test_what_somebody_filled_is_put_back_as_the_kind_that_its_column_has_now(
    any_store: Store,
) -> None:
    begin(any_store, "text", "hello")
    do(any_store, FillCells(TABLE, IT, "2020-01-01", [true()]))
    do(any_store, ChangeKind(TABLE, IT, "date"), actor=BOB)
    flip(any_store, "undo", anyway=True)
    assert held(any_store) == [Misfit("hello"), Misfit("hello"), None]


def test_people_come_back_by_their_names(any_store: Store) -> None:
    with any_store.work(ADA) as w:
        w.session.add(User(username="ada", email="ada@example.org"))
    begin(any_store, "person", "1")
    do(any_store, SetCells(TABLE, [(1, IT, None)]), DeleteRows(TABLE, [2]))
    do(any_store, ChangeKind(TABLE, IT, "text"))
    number = 4
    put_back(any_store, number)
    put_back(any_store, number - 1)
    assert held(any_store) == ["ada", "ada", None]


@pytest.mark.parametrize("few", [0, 1000], ids=["in images", "in the journal"])
def test_the_names_of_many_people_are_read_in_a_few_statements(
    any_store: Store, few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rows_changed, "FEW", few)
    monkeypatch.setattr(cells_changed, "FEW", few)
    with any_store.work(ADA) as w:
        w.session.add(User(username="ada", email="ada@example.org"))
    begin(any_store, "person", "1")
    do(any_store, AddRows(TABLE, [IT], [[1]] * 300), DeleteRows(TABLE, list(range(4, 304))))
    do(any_store, ChangeKind(TABLE, IT, "text"))
    asked = []
    with any_store.work(ADA) as w:
        event.listen(w.connection, "before_cursor_execute", lambda *a: asked.append(a[2]))
        journal.put_back(w, 4)
    assert len(asked) < 100


def test_a_column_of_changes_that_came_later_stands_in_no_ones_way(any_store: Store) -> None:
    begin(any_store, "text", "then")
    pictures = []
    for change in (SetCells(TABLE, [(1, IT, "now")]), AddColumn(TABLE, "When", "changed_time")):
        pictures.append(contents(any_store))
        do(any_store, change)
    pictures.append(contents(any_store))
    put_back(any_store, 3)
    all_is_undone(any_store, pictures)


def test_what_never_fitted_a_column_of_changes_goes_when_its_rows_are_filled(
    any_store: Store,
) -> None:
    begin(any_store, "text", "soon")
    do(any_store, ChangeKind(TABLE, IT, "changed_by"))
    pictures = [contents(any_store)]
    do(any_store, FillCells(TABLE, NAME, "z", [true()]))
    assert contents(any_store)["misfits"] == []
    all_is_undone(any_store, pictures)


@pytest.mark.parametrize(
    "away", [RemoveColumn(TABLE, IT), ChangeKind(TABLE, IT, "text")], ids=["removed", "another"]
)
def test_a_column_of_changes_that_was_away_for_a_while_tells_what_it_did(
    any_store: Store, away: Any
) -> None:
    do(any_store, AddTable("Guests", [("Name", "text", {}), ("It", "changed_by", {})]))
    do(any_store, AddRows(TABLE, [NAME], [["a"]]), actor=BOB)
    pictures = [contents(any_store)]
    for change in (SetCells(TABLE, [(1, NAME, "z")]), away):
        do(any_store, change)
        pictures.append(contents(any_store))
    put_back(any_store, 3)
    pictures.append(contents(any_store))
    for which, seen in [("undo", pictures[-2::-1]), ("redo", pictures[1:])] * 2:
        for picture in seen:
            flip(any_store, which)
            assert contents(any_store) == picture
