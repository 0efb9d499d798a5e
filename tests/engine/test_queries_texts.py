"""Texts are kept in memory without capitals and accents, and read again where rows changed."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import sqlalchemy as sa

from desktop_app.engine import catalog, journal, search
from desktop_app.engine.changes.cells import FillCells, SetCells
from desktop_app.engine.changes.rows import AddRows, DeleteRows
from desktop_app.engine.changes.tables import AddTable
from desktop_app.engine.pieces import PIECE
from desktop_app.engine.search import Texts
from desktop_app.engine.store import Store
from tests.conftest import ADA
from tests.engine.test_queries_orders import MANY, fill


@pytest.fixture
def many(store: Store) -> Store:
    fill(store, MANY)
    return store


def find(store: Store, texts: Texts, needle: str) -> list[int]:
    with store.look() as look:
        return texts.find(look, catalog.table(look, 1), needle, lambda _: None).tolist()


@contextmanager
def pieces_read() -> Iterator[list[str]]:
    """Collect the statements that read a piece of texts meanwhile."""
    read: list[str] = []

    def see(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if "group_concat" in statement:
            read.append(statement)

    sa.event.listen(sa.Engine, "before_cursor_execute", see)
    try:
        yield read
    finally:
        sa.event.remove(sa.Engine, "before_cursor_execute", see)


@pytest.mark.parametrize("room", [0, 100_000, search.ROOM])
def test_texts_are_found_whether_or_not_there_is_room_to_keep_them(many: Store, room: int) -> None:
    texts = Texts(room)
    for _ in range(2):
        assert find(many, texts, "name 1199") == [1200, *range(11_991, 12_001)]
        assert find(many, texts, "ñAME 7") == [
            8,
            *range(71, 81),
            *range(701, 801),
            *range(7001, 8001),
        ]
        assert find(many, texts, "nobody") == []


def test_what_changed_is_searched_anew(many: Store) -> None:
    texts = many.orders.texts
    assert find(many, texts, "zoë") == []
    with many.work(ADA) as w:
        w.apply(SetCells(1, [(9000, 1, "Zoe")]))
        w.apply(AddRows(1, [1], [["ZOË"]]))
    assert find(many, texts, "zoë") == [9000, MANY + 1]


def test_cells_may_hold_any_sign_and_still_be_found_in_their_row(store: Store) -> None:
    with store.work(ADA) as w:
        w.apply(AddTable("Odd", [("A", "text", {}), ("B", "text", {})]))
        signs = ["a\x1eb", "c\x1dd", None, "e\nf", "plain", "\x1f"]
        w.apply(AddRows(1, [1, 2], [[each, "same"] for each in signs]))
    texts = Texts()
    assert find(store, texts, "ab") == [1]
    assert find(store, texts, "plain") == [5]
    assert find(store, texts, "e\nf") == [4]
    assert find(store, texts, "same") == [1, 2, 3, 4, 5, 6]


def test_after_an_edit_only_the_texts_around_it_are_read_again(many: Store) -> None:
    texts = many.orders.texts
    assert find(many, texts, "zoe") == []
    with many.work(ADA) as w:
        w.apply(SetCells(1, [(PIECE + 7, 1, "Zoë")]))
    with pieces_read() as read:
        assert find(many, texts, "zoe") == [PIECE + 7]
        assert find(many, texts, "zoe") == [PIECE + 7]
    assert len(read) == 1


def test_whatever_changes_the_texts_kept_say_what_the_document_says(many: Store) -> None:
    dice, texts = random.Random(3), many.orders.texts
    for turn in range(40):
        with many.look() as look:
            ids = list(look.connection.scalars(sa.select(catalog.table(look, 1).row_id)))
        with many.work(ADA) as w:
            some = dice.sample(ids, 3)
            match turn % 5:
                case 0:
                    w.apply(SetCells(1, [(row, 1, f"Zoe {turn}") for row in some]))
                case 1:
                    w.apply(DeleteRows(1, [*some, ids[-1]]))
                case 2:
                    w.apply(AddRows(1, [1], [["Zoe"]] * dice.choice([1, PIECE])))
                case 3:
                    journal.undo(w)
                case 4:
                    which = [catalog.table(w, 1).row_id.in_(some)]
                    w.apply(FillCells(1, 1, "Zoë", which))
        if turn % 3:
            assert find(many, texts, "zoe") == find(many, Texts(), "zoe")


def test_deleted_texts_may_leave_nothing_between_others(many: Store) -> None:
    texts = many.orders.texts
    assert find(many, texts, "name 1") == find(many, Texts(), "name 1")
    for start in range(PIECE, 2 * PIECE, 500):
        with many.work(ADA) as w:
            w.apply(DeleteRows(1, range(start + 1, start + 501)))
    assert find(many, texts, "name 1") == find(many, Texts(), "name 1")
    assert find(many, texts, f"name {PIECE + 9}") == []
