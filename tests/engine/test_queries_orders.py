"""Orders are made beside the requests, kept, stopped, and made anew."""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from desktop_app.domain.errors import DocumentBusy
from desktop_app.domain.query import EVERYTHING, Query, Sort
from desktop_app.engine import browsing, catalog, orders, pieces, rows
from desktop_app.engine.browsing import Asked, Found
from desktop_app.engine.changes.cells import SetCells
from desktop_app.engine.changes.rows import DeleteRows
from desktop_app.engine.changes.tables import AddTable
from desktop_app.engine.making import Making
from desktop_app.engine.store import Store
from tests.conftest import ADA

MANY = 3 * pieces.PIECE
LONG = browsing.SOON_COUNTED + 500
BY_NAME = Query(sorts=(Sort(1, descending=True),))


def fill(store: Store, many: int) -> None:
    def batches() -> Iterator[list[list[Any]]]:
        for start in range(0, many, 500):
            some = range(start, min(start + 500, many))
            yield [[f"Ñame {at}" for at in some], list(some)]

    with store.work(ADA) as w:
        w.apply(AddTable("People", [("Name", "text", {}), ("Number", "whole_number", {})]))
        rows.load(w, catalog.table(w, 1), batches(), lambda _: None)


@pytest.fixture
def many(store: Store) -> Store:
    fill(store, MANY)
    return store


@pytest.fixture
def long(store: Store) -> Store:
    fill(store, LONG)
    return store


def ask(store: Store, asked: Asked) -> Found | Making:
    with store.look() as look:
        return browsing.page(look, store.orders, catalog.table(look, 1), asked)


def page(store: Store, asked: Asked) -> Found:
    while not isinstance(answer := ask(store, asked), Found):
        answer.wait(enough=asked.offset + asked.limit)
    return answer


def ids(answer: Found) -> list[int]:
    return [row[0] for row in answer.rows]


def test_a_first_page_comes_before_its_count_and_the_count_comes(many: Store) -> None:
    first = page(many, Asked(BY_NAME, limit=5))
    assert (len(first.rows), first.total) == (5, None)
    with many.look() as look:
        making = many.orders.begin(look, catalog.table(look, 1), BY_NAME)
    making.wait()
    counted = page(many, Asked(BY_NAME, limit=0))
    assert (counted.rows, counted.total) == ([], MANY)
    assert ids(page(many, Asked(BY_NAME, limit=5))) == ids(first)


def test_any_place_of_a_long_table_can_be_jumped_to_with_and_without_holes(long: Store) -> None:
    for gone in ([], [2, 70_000]):
        if gone:
            with long.work(ADA) as w:
                w.apply(DeleteRows(1, gone))
        there = [each for each in range(1, LONG + 1) if each not in gone]
        assert ids(page(long, Asked(limit=3))) == there[:3]
        for offset in (1, 69_998, LONG - 4, LONG, 10**15):
            answer = page(long, Asked(offset=offset, limit=3))
            assert ids(answer) == there[offset : offset + 3]
            assert answer.total == len(there)


def test_rows_that_another_program_adds_or_removes_are_noticed(many: Store, document: Path) -> None:
    page(many, Asked(limit=1))
    with closing(sqlite3.connect(document)) as other:
        other.execute("DELETE FROM People WHERE id <= 10")
        other.execute("INSERT INTO People (Name) VALUES ('new')")
        other.commit()
    last = page(many, Asked(offset=MANY - 20, limit=100))
    assert ids(last)[-1] == MANY + 1
    assert page(many, Asked(limit=1)).total == MANY - 9


def test_a_write_goes_before_the_making_of_an_order(long: Store) -> None:
    ask(long, Asked(BY_NAME, offset=5000, limit=5))
    with long.work(ADA) as w:
        w.apply(SetCells(1, [(7, 1, "Ñzz")]))
    answer = page(long, Asked(BY_NAME, offset=5000, limit=5))
    assert (len(answer.rows), answer.total) == (5, LONG)
    assert ids(page(long, Asked(BY_NAME, limit=1))) == [7]


def test_who_asks_for_something_else_does_not_wait_for_the_first(long: Store) -> None:
    first = ask(long, Asked(BY_NAME, offset=5000, limit=5, asker="ada"))
    page(long, Asked(Query(sorts=(Sort(2),)), limit=5, asker="ada"))
    if isinstance(first, Making) and first.order is None:
        with pytest.raises(DocumentBusy):
            first.wait()


def test_somebody_else_is_not_stopped_by_that(many: Store) -> None:
    first = ask(many, Asked(BY_NAME, offset=5000, limit=5, asker="ada"))
    page(many, Asked(Query(sorts=(Sort(2),)), limit=5, asker="bo"))
    assert isinstance(first, Making)
    first.wait()
    assert first.order is not None
    assert len(first.order.ids) == MANY


def test_orders_are_forgotten_where_there_is_no_room(
    many: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(orders, "ROOM", MANY * 8 + 1)
    tokens = [
        page(many, Asked(Query(sorts=(Sort(each),)), offset=1000, limit=1)).token for each in (1, 2)
    ]
    with many.look() as look:
        table = catalog.table(look, 1)
        assert many.orders.known(look, table, Query(sorts=(Sort(1),)), tokens[0]) is None
        assert many.orders.known(look, table, Query(sorts=(Sort(2),)), tokens[1]) is not None


def test_an_order_of_everything_without_holes_takes_no_room(many: Store) -> None:
    page(many, Asked(limit=1))
    with many.look() as look:
        order = many.orders.known(look, catalog.table(look, 1), EVERYTHING)
    assert order is not None
    assert not isinstance(order.ids, array)
