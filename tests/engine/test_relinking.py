"""A deleted row that is brought back alone is linked to again by those that were linked to it."""

from __future__ import annotations

from typing import Any

import pytest

from desktop_app.domain.sheet import Misfit
from desktop_app.engine import catalog, linking, row_back
from desktop_app.engine.changes.cells import SetCells
from desktop_app.engine.changes.options import SetOptions
from desktop_app.engine.store import Store
from tests.conftest import ADA
from tests.engine.conftest import FEES, MEMBERS
from tests.engine.test_missing import deleted, linked
from tests.engine.test_row_history import do, flip
from tests.support.contents import contents

TWO_LEFT = "2 links to it were not put back: what was linked was changed or deleted since."


def bring_back(store: Store, row: int, entry: int, table: int = MEMBERS) -> str | None:
    with store.work(ADA) as w:
        return row_back.put_back(w, catalog.table(w, table), row, entry)


def column(store: Store, table: int, name: str) -> int:
    with store.look() as look:
        return next(c.id for c in catalog.table(look, table).columns if c.name == name)


def ids(store: Store, table: str, column: str, row: int) -> list[int]:
    return [number for number, _ in linked(store)[table, column][row].first]


def test_it_gets_back_the_links_that_others_had_to_it(choir: Store) -> None:
    before, links_before = contents(choir), linked(choir)
    entry = deleted(choir, MEMBERS, 1)
    gone = contents(choir)
    assert bring_back(choir, 1, entry) is None
    assert (contents(choir), linked(choir)) == (before, links_before)
    flip(choir, "undo")
    assert contents(choir) == gone
    flip(choir, "redo")
    assert (contents(choir), linked(choir)) == (before, links_before)


def test_so_it_does_as_it_was_at_an_earlier_time(choir: Store) -> None:
    name = column(choir, MEMBERS, "Name")
    do(choir, SetCells(MEMBERS, [(1, name, "Adam")]))
    with choir.look() as look:
        renamed = look.revision
    deleted(choir, MEMBERS, 1)
    assert bring_back(choir, 1, renamed) is None
    assert linked(choir)["Fees", "By"][2].first == [(1, "Ada")]


def test_what_was_linked_to_something_else_since_stays_so_and_is_told(choir: Store) -> None:
    by = column(choir, FEES, "By")
    entry = deleted(choir, MEMBERS, 1)
    do(choir, SetCells(FEES, [(1, by, 2), (2, by, Misfit("her"))]))
    assert bring_back(choir, 1, entry) == TWO_LEFT
    assert ids(choir, "Fees", "By", 1) == [2]
    assert contents(choir)["misfits"] == [(FEES, 2, by, "her")]
    assert ids(choir, "Fees", "For", 2) == [1, 2]


def test_what_was_deleted_since_is_told_and_the_rest_is_linked_again(choir: Store) -> None:
    entry = deleted(choir, MEMBERS, 1)
    deleted(choir, FEES, 2)
    assert bring_back(choir, 1, entry) == TWO_LEFT
    assert (ids(choir, "Fees", "By", 1), ids(choir, "Fees", "For", 1)) == ([1], [1, 2])


def test_rows_deleted_together_find_each_other_in_whatever_order(choir: Store) -> None:
    with choir.work(ADA) as w:
        members = catalog.table(w, MEMBERS)
        friends = linking.link_to_several(w, members, members, "Friends")
        linking.set_links(w, catalog.table(w, MEMBERS), friends, 1, [1, 2])
    before = linked(choir)
    for order in ([1, 2], [2, 1]):
        entry = deleted(choir, MEMBERS, 1, 2)
        for row in order:
            bring_back(choir, row, entry)
        assert linked(choir) == before


@pytest.mark.parametrize("given", [{"unique": True}, None], ids=["no two alike", "removed"])
def test_a_column_that_is_otherwise_now_is_left_as_it_is(choir: Store, given: Any) -> None:
    by = column(choir, FEES, "By")
    entry = deleted(choir, MEMBERS, 1)
    with choir.work(ADA) as w:
        fees = catalog.table(w, FEES)
        if given:
            w.apply(SetOptions(FEES, by, {**fees.column(by).options, **given}))
        else:
            linking.unlink(w, fees, fees.column(by))
    assert bring_back(choir, 1, entry) == (TWO_LEFT if given else None)
    assert not linked(choir).get(("Fees", "By"))
    assert ids(choir, "Fees", "For", 1) == [1, 2]
