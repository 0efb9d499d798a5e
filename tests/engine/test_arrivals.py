"""Rows that arrive are added, or change those with the same key, and one undo takes all back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import inspect, select

from desktop_app.domain.access import Actor
from desktop_app.domain.sheet import Held, Misfit
from desktop_app.engine import catalog, images, journal, misfits, rehearsing, row_history, side_keys
from desktop_app.engine.arriving import Wanted
from desktop_app.engine.changes.arrivals import AddArrived, UpdateArrived
from desktop_app.engine.changes.cells import PutKept
from desktop_app.engine.changes.options import SetOptions
from desktop_app.engine.changes.rows import AddRows, DeleteRows
from desktop_app.engine.changes.tables import AddTable
from desktop_app.engine.rehearsing import Counts
from desktop_app.engine.store import Store
from tests.conftest import ADA
from tests.engine.arrivals import arriving, side_file
from tests.support.contents import contents

GUESTS, NAME, AGE, BORN, SEEN, NUMBER = 1, 1, 2, 3, 4, 5
KINDS = [
    ("Name", "text", {}),
    ("Age", "whole_number", {}),
    ("Born", "date", {}),
    ("Changed", "changed_by", {}),
    ("No.", "automatic_number", {}),
]
DAY = date(1815, 12, 10)
OLD: list[list[Held]] = [["Ada", 36, DAY], ["Bo", None, None], ["Cy", Misfit("old"), None]]
BO = Actor(2, "bo")

Rows = Sequence[Sequence[Held]]


def made(store: Store, rows: Rows = OLD) -> Store:
    """Make a table with these guests in it."""
    with store.work(ADA) as w:
        w.apply(AddTable("Guests", KINDS))
        w.apply(AddRows(GUESTS, [NAME, AGE, BORN], list(rows)))
    return store


@pytest.fixture
def guests(any_store: Store) -> Store:
    return made(any_store)


def bring(
    store: Store, path: Path, rows: Rows, key: Sequence[int] = (NAME,), *, clear: bool = True
) -> Counts:
    """Let rows come in as Bo; return what was said beforehand."""
    with store.work(BO) as w:
        table = catalog.table(w, GUESTS)
        wanted = Wanted(table, [table.column(each) for each in (NAME, AGE, BORN)], key, clear)
        with arriving(w, wanted, path / "coming.side", rows) as arrival:
            counts = rehearsing.counted(w, arrival)
            if counts.changed:
                w.apply(UpdateArrived(arrival))
            if counts.added:
                w.apply(AddArrived(arrival))
    return counts


def now(store: Store) -> list[tuple[object, ...]]:
    """Return every row: its cells, who changed it, its number; misfits in place of values."""
    with store.look() as look:
        table = catalog.table(look, GUESTS)
        found = look.connection.execute(select(*table.cells).order_by(table.row_id)).all()
        odd = misfits.of_rows(look, table, [row[0] for row in found])
    ids = [column.id for column in table.stored]
    return [
        tuple(odd.get((row[0], c), value) for c, value in zip(ids, row[1:], strict=True))
        for row in found
    ]


def test_rows_with_a_known_key_change_and_others_are_added(guests: Store, tmp_path: Path) -> None:
    coming: Rows = [["Bo", 7, DAY], ["Dee", 4, None], ["Ada", 36, DAY], [None, 1, None]]
    assert bring(guests, tmp_path, coming) == Counts(added=2, changed=1, same=1)
    assert now(guests) == [
        ("Ada", 36, DAY, 1, 1),
        ("Bo", 7, DAY, 2, 2),
        ("Cy", "old", None, 1, 3),
        ("Dee", 4, None, 2, 4),
        (None, 1, None, 2, 5),
    ]


def test_texts_that_do_not_fit_come_go_and_stay(guests: Store, tmp_path: Path) -> None:
    coming: Rows = [["Ada", Misfit("old"), DAY], ["Cy", Misfit("old"), None]]
    assert bring(guests, tmp_path, coming) == Counts(added=0, changed=1, same=1)
    assert [row[1] for row in now(guests)] == ["old", None, "old"]
    assert bring(guests, tmp_path, [["Cy", 5, None], ["Ada", None, DAY]]).changed == 2
    assert [row[1] for row in now(guests)] == [None, None, 5]
    assert bring(guests, tmp_path, [["Eve", Misfit("young"), None]]).added == 1
    assert now(guests)[-1][:2] == ("Eve", "young")


def test_all_rows_are_added_without_a_key(guests: Store, tmp_path: Path) -> None:
    with guests.work(ADA) as w:
        w.apply(DeleteRows(GUESTS, [3]))
    assert bring(guests, tmp_path, [["Ada", 1, None], ["Ada", 1, None]], []).added == 2
    assert [row[0] for row in now(guests)] == ["Ada", "Bo", "Ada", "Ada"]
    with guests.work(BO) as w:
        journal.undo(w)
    with guests.work(ADA) as w:
        journal.undo(w)
    assert [row[0] for row in now(guests)] == ["Ada", "Bo", "Cy"]


def test_every_row_of_the_table_with_the_key_changes(guests: Store, tmp_path: Path) -> None:
    bring(guests, tmp_path, [["Ada", 37, None]], [])
    found = bring(guests, tmp_path, [["Ada", 38, None]])
    assert (found.changed, found.shared) == (2, 1)
    assert [row[1] for row in now(guests)] == [38, None, "old", 38]


def test_several_columns_can_be_the_key(guests: Store, tmp_path: Path) -> None:
    found = bring(guests, tmp_path, [["Ada", 36, None], ["Ada", 37, DAY]], [NAME, AGE])
    assert found == Counts(added=1, changed=1, same=0)
    assert [row[:3] for row in now(guests)][0::3] == [("Ada", 36, None), ("Ada", 37, DAY)]


def test_a_table_may_be_as_wide_as_tables_get(store: Store, tmp_path: Path) -> None:
    with store.work(ADA) as w:
        made = w.apply(AddTable("Wide", [(f"Column {n}", "text", {}) for n in range(1000)])).table
        table = catalog.table(w, made)
        ids = [column.id for column in table.columns]
        w.apply(AddRows(made, ids, [["Ada", *["x"] * 999]]))
    rows = [["Ada", *["x"] * 998, "y"], ["Ada", *["x"] * 998, "y"], ["Bo", *["z"] * 999]]
    with store.work(ADA) as w:
        with arriving(w, Wanted(table, table.columns, ids[:1]), tmp_path / "x", rows) as arrival:
            counts = rehearsing.counted(w, arrival)
            assert rehearsing.cells(w, arrival) == 1
            w.apply(UpdateArrived(arrival))
            w.apply(AddArrived(arrival))
    assert (counts.added, counts.changed) == (1, 1)
    assert [row[1:] for row in contents(store)["tables"]["Wide"]["rows"]] == [
        tuple(rows[0]), tuple(rows[2]),
    ]  # fmt: skip


def test_letters_of_a_key_count_exactly(guests: Store, tmp_path: Path) -> None:
    assert bring(guests, tmp_path, [["ada", 1, None], ["Ada ", 1, None]]).added == 2


def test_no_two_alike_holds_for_what_arrives(guests: Store, tmp_path: Path) -> None:
    with guests.work(ADA) as w:
        w.apply(SetOptions(GUESTS, BORN, {"unique": True}))
    other = date(2000, 1, 1)
    coming: Rows = [
        ["Bo", 1, DAY], ["Cy", Misfit("old"), other], ["Dee", 1, DAY], ["Eve", 1, None],
    ]  # fmt: skip
    bring(guests, tmp_path, coming)
    born = [row[2] for row in now(guests)]
    assert born == [DAY, "1815-12-10", other, "1815-12-10", None]


def test_new_rows_begin_as_the_columns_say(guests: Store, tmp_path: Path) -> None:
    with guests.work(ADA) as w:
        w.apply(SetOptions(GUESTS, AGE, {"default": "18"}))
        table = catalog.table(w, GUESTS)
        wanted = Wanted(table, [table.column(NAME)])
        with arriving(w, wanted, tmp_path / "coming.side", [["Zoe"]]) as arrival:
            w.apply(AddArrived(arrival))
    assert now(guests)[-1][:2] == ("Zoe", 18)


def test_what_is_said_beforehand_is_what_happens(guests: Store, tmp_path: Path) -> None:
    coming: Rows = [["Ada", 37, Misfit("soon")], ["Bo", None, None], ["Dee", Misfit("?"), None]]
    with guests.work(BO) as w:
        table = catalog.table(w, GUESTS)
        wanted = Wanted(table, [table.column(each) for each in (NAME, AGE, BORN)], [NAME])
        with arriving(w, wanted, tmp_path / "coming.side", coming) as arrival:
            assert rehearsing.cells(w, arrival) == 2
            assert rehearsing.misfits(w, arrival) == {AGE: 1, BORN: 1}
            changed, added = rehearsing.examples(w, arrival, 20)
    assert (changed.before, changed.after) == (OLD[0], coming[0])
    assert (added.before, added.after) == (None, coming[2])


def test_the_history_of_a_row_tells_what_arrived_for_it(guests: Store, tmp_path: Path) -> None:
    bring(guests, tmp_path, [["Bo", 7, None], ["Dee", 4, None]])
    with guests.look() as look:
        table = catalog.table(look, GUESTS)
        changed = next(row_history.events(look, table, 2))
        added = next(row_history.events(look, table, 4))
        (entry,) = journal.entries(look, None, 1)
    assert changed.before is not None
    assert changed.after is not None
    assert (changed.before[AGE].text, changed.after[AGE].text) == ("", "7")
    assert added.before is None
    # A column in which nothing differs is left alone.
    (step,) = [each for each in journal.steps_of(entry) if isinstance(each, PutKept)]
    assert step.columns == [AGE, SEEN]


def test_a_work_that_fails_leaves_nothing_of_what_arrived(guests: Store, tmp_path: Path) -> None:
    before = contents(guests)
    with pytest.raises(KeyError), guests.work(ADA) as w:
        table = catalog.table(w, GUESTS)
        wanted = Wanted(table, [table.column(each) for each in (NAME, AGE)], [NAME])
        with arriving(w, wanted, tmp_path / "coming.side", [["Bo", Misfit("x")]]) as arrival:
            w.apply(UpdateArrived(arrival))
            raise KeyError
    assert contents(guests) == before
    with guests.look() as look:
        assert look.connection.scalar(select(images.ImageRecord.id)) is None
        left = inspect(look.connection).get_table_names()
        assert [name for name in left if name.startswith("tidybase_kept_")] == []
    assert bring(guests, tmp_path, [["Bo", 1, None]]).changed == 1


@pytest.mark.parametrize(
    ("coming", "twins"),
    [
        ([["Ada", 1, None], ["Bo", 1, None], ["Ada", 1, None]], None),
        ([["Ada", 1, None], ["Bo", 1, None], ["Ada", 2, None]], (1, 3)),
        ([["Ada", Misfit("x"), None], ["Ada", Misfit("y"), None]], (1, 2)),
        ([[None, 1, None], [None, 2, None]], None),
    ],
)
def test_a_key_that_comes_twice_is_told_if_its_rows_differ(
    store: Store, tmp_path: Path, coming: Rows, twins: tuple[int, int] | None
) -> None:
    with made(store).look() as look:
        columns = catalog.table(look, GUESTS).columns[:3]
    side_file(tmp_path / "coming.side", columns, coming)
    assert side_keys.settle(tmp_path / "coming.side", [NAME, AGE, BORN], [NAME]) == twins
