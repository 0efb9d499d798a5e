"""A number that was once given is never given again: of tables, of columns, and in rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from sqlalchemy import delete, select

from desktop_app.engine import about, catalog, journal
from desktop_app.engine.changes.columns import AddColumn, RemoveColumn
from desktop_app.engine.changes.kinds import ChangeKind
from desktop_app.engine.changes.rows import AddRows, DeleteMany, DeleteRows
from desktop_app.engine.changes.tables import AddTable, RemoveTable
from desktop_app.engine.store import Store
from tests.conftest import ADA

NAME, NUMBER = 1, 2


@pytest.fixture
def guests(any_store: Store) -> Store:
    do(any_store, AddTable("Guests", [("Name", "text", {}), ("No", "automatic_number", {})]))
    do(any_store, AddRows(1, [NAME], [["Ada"], ["Bo"], ["Cy"]]))
    return any_store


def do(store: Store, change: Any) -> Any:
    with store.work(ADA) as w:
        return w.apply(change)


def forget(store: Store, kept: Any) -> None:
    with store.work(ADA) as w:
        kept.forget(w)


def numbers(store: Store) -> Sequence[int]:
    with store.look() as look:
        table = catalog.table(look, 1)
        mine = select(table.core.c["No"]).order_by(table.row_id)
        return look.connection.scalars(mine).all()


def test_a_new_column_is_never_taken_for_one_that_is_forgotten(guests: Store) -> None:
    made = do(guests, AddColumn(1, "Age", "text"))
    forget(guests, do(guests, RemoveColumn(1, made.column)))
    assert do(guests, AddColumn(1, "Born", "date")).column > made.column


def test_nor_for_one_that_only_kept_what_another_held(guests: Store) -> None:
    with guests.work(ADA) as w:
        aside = w.apply(ChangeKind(1, NAME, "date")).aside
    with guests.work(ADA) as w:
        journal.undo(w)
    assert do(guests, AddColumn(1, "Born", "date")).column > aside


def test_a_new_table_is_never_taken_for_one_that_is_forgotten(guests: Store) -> None:
    made = do(guests, AddTable("Rooms"))
    forget(guests, do(guests, RemoveTable(made.table)))
    assert do(guests, AddTable("Songs")).table > made.table


def test_in_an_earlier_document_it_is_given_none_that_may_be_forgotten(guests: Store) -> None:
    made = do(guests, AddColumn(1, "Age", "text"))
    forget(guests, do(guests, RemoveColumn(1, made.column)))
    with guests.work(ADA) as w:
        w.connection.execute(delete(about.About).where(about.About.name.startswith("last id")))
    assert do(guests, AddColumn(1, "Born", "date")).column > made.column


@pytest.mark.parametrize("many", [False, True])
def test_rows_that_come_back_find_their_automatic_numbers_free(guests: Store, many: bool) -> None:
    with guests.work(ADA) as w:
        which = [catalog.table(w, 1).row_id > 1]
        w.apply(DeleteMany(1, which, 2) if many else DeleteRows(1, [2, 3]))
    with guests.look() as look:
        deleted = journal.entries(look, None, 1)[0].id
    do(guests, AddRows(1, [NAME], [["Di"]]))
    with guests.work(ADA) as w:
        journal.put_back(w, deleted)
    assert numbers(guests) == [1, 2, 3, 4]


def test_rows_that_were_undone_do_not_leave_their_numbers_to_others(guests: Store) -> None:
    with guests.work(ADA) as w:
        journal.undo(w)
    do(guests, AddRows(1, [NAME], [["Di"]]))
    assert numbers(guests) == [4]


def test_a_removed_column_of_numbers_goes_on_behind_those_of_deleted_rows(guests: Store) -> None:
    back = do(guests, RemoveColumn(1, NUMBER))
    do(guests, DeleteRows(1, [3]))
    do(guests, back)
    do(guests, AddRows(1, [NAME], [["Di"]]))
    assert numbers(guests) == [1, 2, 4]


def test_a_number_is_not_given_again_while_its_column_was_of_another_kind(guests: Store) -> None:
    do(guests, ChangeKind(1, NUMBER, "text"))
    do(guests, DeleteRows(1, [3]))
    do(guests, ChangeKind(1, NUMBER, "automatic_number"))
    do(guests, AddRows(1, [NAME], [["Di"]]))
    assert numbers(guests) == [1, 2, 4]
