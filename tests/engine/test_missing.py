"""What is linked to deleted rows is put back after them, and is told so by their names."""

from __future__ import annotations

from typing import Any

import pytest

from desktop_app.domain.errors import Conflict
from desktop_app.engine import catalog, journal, linking, links, row_back
from desktop_app.engine.changes.rows import AddRows
from desktop_app.engine.store import Store
from desktop_app.services.history import service
from tests.conftest import ADA
from tests.engine.conftest import FEES, MEMBERS
from tests.engine.test_row_history import BOB
from tests.support.contents import contents


def deleted(store: Store, table: int, *ids: int) -> int:
    """Delete rows; return the entry that did."""
    with store.work(ADA) as w:
        linking.delete_rows(w, catalog.table(w, table), ids)
    with store.look() as look:
        return journal.entries(look, None, 1)[0].id


def put_back(store: Store, entry: int) -> None:
    service.put_back(store, ADA, entry)


def put_row_back(store: Store, entry: int, row: int) -> None:
    with store.work(ADA) as w:
        row_back.put_back(w, catalog.table(w, FEES), row, entry)


def linked(store: Store) -> Any:
    found = {}
    with store.look() as look:
        for table in catalog.tables(look):
            for column in filter(links.is_link, table.columns):
                found[table.name, column.name] = links.listed(look, table, column, [1, 2], 9)
    return found


@pytest.mark.parametrize(
    ("first", "then", "words"),
    [
        (MEMBERS, FEES, "linked to what was deleted in Fees: “Tea” and “Jam”. Put that back first"),
        (FEES, MEMBERS, "linked to what was deleted in Members: “Ada” and “Bo”. Put that back"),
    ],
)
def test_what_was_deleted_later_is_put_back_first(
    choir: Store, first: int, then: int, words: str
) -> None:
    before, links_before = contents(choir), linked(choir)
    entries = [deleted(choir, table, 1, 2) for table in (first, then)]
    with pytest.raises(Conflict, match=words):
        put_back(choir, entries[0])
    for entry in reversed(entries):
        put_back(choir, entry)
    assert contents(choir) == before
    assert linked(choir) == links_before


def test_so_it_is_of_many_rows(choir: Store) -> None:
    with choir.work(ADA) as w:
        by = next(c.id for c in catalog.table(w, FEES).columns if c.name == "By")
        ids = w.apply(AddRows(FEES, [by], [[2]] * 600)).rows
    entry = deleted(choir, FEES, *ids)
    other = deleted(choir, MEMBERS, 2)
    with pytest.raises(Conflict, match="what was deleted in Members: “Bo”"):
        put_back(choir, entry)
    put_back(choir, other)
    put_back(choir, entry)


@pytest.mark.parametrize("name", ["By", "For"])
def test_so_it_is_of_a_column_of_links_that_was_removed(choir: Store, name: str) -> None:
    before, links_before = contents(choir), linked(choir)
    with choir.work(ADA) as w:
        fees = catalog.table(w, FEES)
        linking.unlink(w, fees, next(c for c in fees.columns if c.name == name))
    with choir.look() as look:
        entry = journal.entries(look, None, 1)[0].id
    other = deleted(choir, MEMBERS, 1)
    with pytest.raises(Conflict, match="linked to what was deleted in Members: “Ada”"):
        put_back(choir, entry)
    put_back(choir, other)
    put_back(choir, entry)
    assert (contents(choir), linked(choir)) == (before, links_before)


def unlinked(store: Store, fee: int) -> int:
    """Link a fee to nobody; return the entry that did."""
    with store.work(ADA) as w:
        fees = catalog.table(w, FEES)
        linking.set_links(w, fees, next(c for c in fees.columns if c.name == "By"), fee, [])
    with store.look() as look:
        return journal.entries(look, None, 1)[0].id


def test_a_cell_is_not_put_back_to_a_row_that_is_gone(choir: Store) -> None:
    entry = unlinked(choir, 1)
    other = deleted(choir, MEMBERS, 1)
    with pytest.raises(Conflict, match="what was deleted in Members: “Ada”"):
        put_row_back(choir, entry, 1)
    put_back(choir, other)
    put_row_back(choir, entry, 1)
    assert linked(choir)["Fees", "By"][1].first == [(1, "Ada")]


@pytest.mark.parametrize("anyway", [False, True])
def test_undo_says_so_too_where_somebody_else_deleted_that_row(choir: Store, anyway: bool) -> None:
    unlinked(choir, 1)
    with choir.work(BOB) as w:
        linking.delete_rows(w, catalog.table(w, MEMBERS), [1])
    with pytest.raises(Conflict, match="what was deleted in Members: “Ada”"):
        service.undo(choir, ADA, anyway=anyway)
