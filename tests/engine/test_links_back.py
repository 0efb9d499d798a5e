"""What stood in a column of links comes back with it, whatever happened to its rows meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import func, select

from desktop_app.column_types import COLUMN_TYPES
from desktop_app.domain.sheet import Misfit
from desktop_app.engine import catalog, journal, linking, misfits, sizes, trimming
from desktop_app.engine.changes import cells
from desktop_app.engine.changes.cells import SetCells
from desktop_app.engine.changes.rows import AddRows, DeleteRows
from desktop_app.engine.changes.tables import AddTable, RemoveTable
from desktop_app.engine.entries import steps_as_text
from desktop_app.engine.store import Store
from desktop_app.engine.work import Work
from tests.conftest import ADA
from tests.engine.test_row_history import do, flip
from tests.engine.test_trimming import forget, kept
from tests.support.contents import contents

TABLE, TOWN, LINK = 1, 1, 2


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("money", "12.50"),
        ("percent", "12.5 %"),
        ("duration", "1:30"),
        ("yes_no", "yes"),
        ("several_choices", "red, blue"),
        ("date", "2019-03-14"),
        ("text", "Ghent"),
    ],
)
def test_what_leads_nowhere_stays_in_its_cell_as_it_is_written(
    any_store: Store, kind: str, text: str
) -> None:
    do(any_store, AddTable("Towns", [("Town", kind, {}), ("Name", "text", {})]))
    value = COLUMN_TYPES[kind].parse(text, {})
    do(any_store, AddRows(TABLE, [TOWN], [[value], [None], [Misfit("what?")]]))
    with any_store.work(ADA) as w:
        table = catalog.table(w, TABLE)
        link = linking.adopt(w, table, table.column(TOWN), table, table.columns[1])
    with any_store.look() as look:
        odd = misfits.of_rows(look, catalog.table(look, TABLE), [1, 2, 3])
    found = {row: words for (row, column), words in odd.items() if column == link.id}
    assert found == {1: text, 3: "what?"}


def test_texts_that_led_nowhere_come_back_with_a_removed_link_though_their_rows_were_gone(
    any_store: Store,
) -> None:
    do(any_store, AddTable("Towns", [("Town", "text", {})]))
    do(any_store, AddRows(TABLE, [TOWN], [["Ghent"], ["Ghent"], ["nowhere"]]))
    with any_store.work(ADA) as w:
        table = catalog.table(w, TABLE)
        linking.adopt(w, table, table.column(TOWN), table, table.column(TOWN))
    pictures: list[Any] = [contents(any_store)]
    with any_store.work(ADA) as w:
        table = catalog.table(w, TABLE)
        linking.unlink(w, table, table.column(LINK))
    pictures.append(contents(any_store))
    do(any_store, DeleteRows(TABLE, [1, 2]))
    for picture in reversed(pictures):
        flip(any_store, "undo")
        assert contents(any_store) == picture


@pytest.mark.parametrize("there", [1, 2], ids=["to itself", "to another"])
def test_a_table_that_links_comes_back_with_its_links(any_store: Store, there: int) -> None:
    for name in ("Towns", "Lands"):
        do(any_store, AddTable(name, [("Name", "text", {})]))
    do(any_store, AddRows(1, [1], [["Ghent"]]), AddRows(2, [2], [["Belgium"]]))
    with any_store.work(ADA) as w:
        table = catalog.table(w, 1)
        link = linking.link_to_one(w, table, catalog.table(w, there), "In")
        linking.set_links(w, catalog.table(w, 1), link, 1, [1])
    pictures = [contents(any_store)]
    with any_store.work(ADA) as w:
        linking.unlink_all(w, catalog.table(w, 1))
        w.apply(RemoveTable(1))
    pictures.append(contents(any_store))
    for which, picture in (("undo", 0), ("redo", 1), ("undo", 0)):
        flip(any_store, which)
        assert contents(any_store) == pictures[picture]


@pytest.mark.parametrize("other", [1, 2], ids=["to itself", "to another"])
@pytest.mark.parametrize(
    ("deleted", "entry"), [(True, 4), (False, 5)], ids=["its row is gone", "it is there again"]
)
def test_a_link_put_back_in_vain_comes_and_goes_in_its_turn_all_the_same(
    any_store: Store, deleted: bool, entry: int, other: int
) -> None:
    do(any_store, AddTable("People", [("Name", "text", {})]))
    do(any_store, AddRows(1, [1], [["Ada"], ["Bo"]]))
    with any_store.work(ADA) as w:
        friends = linking.link_to_several(w, catalog.table(w, 1), catalog.table(w, 1), "Friends")
    pictures = [contents(any_store)]

    def keep_picture(deed: Callable[[Work, catalog.Table], None]) -> None:
        with any_store.work(ADA) as w:
            deed(w, catalog.table(w, 1))
        pictures.append(contents(any_store))

    def link(row: int, column: int, *others: int) -> None:
        keep_picture(lambda w, of: linking.set_links(w, of, of.column(column), row, others))

    link(1, friends.id, other)
    if deleted:
        keep_picture(lambda w, of: linking.delete_rows(w, of, [1]))
    else:
        link(other, friends.options["back"])
        link(1, friends.id, other)
    keep_picture(lambda w, _: journal.put_back(w, entry))
    there_and_back(any_store, pictures)


def test_a_column_of_links_that_is_put_back_alone_keeps_the_links_of_rows_that_are_gone(
    any_store: Store,
) -> None:
    pictures: list[Any] = []
    removed_and_deleted(any_store, pictures)
    with any_store.work(ADA) as w:
        journal.put_back(w, 5)
    pictures.append(contents(any_store))
    assert not pictures[-1]["misfits"]
    there_and_back(any_store, pictures)


def test_what_is_kept_of_rows_that_are_gone_is_forgotten_with_the_change(
    any_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trimming, "ALWAYS", 1)
    removed_and_deleted(any_store, [])
    with any_store.work(ADA) as w:
        journal.put_back(w, 5)
    do(any_store, AddRows(1, [1], [["Di"]]))
    assert kept(any_store)
    forget(any_store, 7)
    assert not kept(any_store)


def test_links_of_a_row_that_is_gone_come_back_with_it_though_they_were_put_back_without(
    any_store: Store,
) -> None:
    pictures: list[Any] = []
    links_to_what_is_deleted(any_store, pictures)
    there_and_back(any_store, pictures)


@pytest.mark.parametrize("back", [False, True])
def test_what_is_kept_of_links_counts_to_what_history_costs(any_store: Store, back: bool) -> None:
    removed_and_deleted(any_store, [])
    if back:
        with any_store.work(ADA) as w:
            journal.put_back(w, 5)
    refuse_uncounted(any_store)


def test_what_is_kept_of_cells_whose_rows_were_gone_counts_too(
    any_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cells, "FEW", 1)
    links_to_what_is_deleted(any_store, [])
    refuse_uncounted(any_store)


def refuse_uncounted(store: Store) -> None:
    """Everything that is kept aside counts to one entry."""
    with store.look() as look:
        texts = look.connection.scalar(select(func.sum(func.length(steps_as_text()))))
        kept_aside = sizes.kept(look)
        assert sum(kept_aside.values()) > 0
        assert sum(dict(trimming.weights(look)).values()) == texts + sum(kept_aside.values())


def links_to_what_is_deleted(store: Store, pictures: list[Any]) -> None:
    """Two fees of a member's are emptied by entry 7, one is deleted, and 7 is put back."""
    for name in ("Members", "Fees"):
        do(store, AddTable(name, [("Name", "text", {})]))
        number = 1 if name == "Members" else 2
        do(store, AddRows(number, [number], [["one"], ["two"]]))
    with store.work(ADA) as w:
        link = linking.link_to_one(w, catalog.table(w, 2), catalog.table(w, 1), "By")
    do(store, SetCells(2, [(1, link.id, 1), (2, link.id, 1)]))
    pictures.append(contents(store))
    for table in (1, 2):
        with store.work(ADA) as w:
            linking.delete_rows(w, catalog.table(w, table), [table])
        pictures.append(contents(store))
    with store.work(ADA) as w:
        journal.put_back(w, 7)
    pictures.append(contents(store))


def removed_and_deleted(store: Store, pictures: list[Any]) -> None:
    """Ada is linked to Cy and Bo to “nobody”: the link is removed by entry 5, then both deleted."""
    do(store, AddTable("People", [("Name", "text", {})]))
    do(store, AddRows(1, [1], [["Ada"], ["Bo"], ["Cy"]]))
    with store.work(ADA) as w:
        link = linking.link_to_one(w, catalog.table(w, 1), catalog.table(w, 1), "Boss")
    do(store, SetCells(1, [(1, link.id, 3), (2, link.id, Misfit("nobody"))]))
    pictures.append(contents(store))
    with store.work(ADA) as w:
        linking.unlink(w, catalog.table(w, 1), link)
    pictures.append(contents(store))
    do(store, DeleteRows(1, [1, 2]))
    pictures.append(contents(store))


def there_and_back(store: Store, pictures: list[Any]) -> None:
    """Undo everything that led to the last picture, redo and undo it again."""
    back = list(range(len(pictures) - 1))
    for which, places in (
        ("undo", back[::-1]),
        ("redo", [at + 1 for at in back]),
        ("undo", back[::-1]),
    ):
        for at in places:
            flip(store, which)
            assert contents(store) == pictures[at]
