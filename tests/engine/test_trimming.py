"""Forgetting: what a rule says goes, with all that was kept for it; what is left can be undone."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import inspect, select, true, update

from desktop_app.domain.access import Actor
from desktop_app.domain.errors import Invalid, NotFound, NothingToUndo
from desktop_app.engine import catalog, journal, linking, sizes, trimming
from desktop_app.engine.base import now
from desktop_app.engine.changes import cells, rows
from desktop_app.engine.changes.cells import FillCells, SetCells
from desktop_app.engine.changes.columns import RemoveColumn
from desktop_app.engine.changes.kinds import ChangeKind
from desktop_app.engine.changes.rows import AddRows, DeleteMany
from desktop_app.engine.changes.tables import AddTable, RemoveTable
from desktop_app.engine.entries import Entry
from desktop_app.engine.store import Store
from desktop_app.engine.trimming import Due, Rule
from tests.conftest import ADA
from tests.engine.test_way_back import BEGINNING, DEED, Story
from tests.support.contents import contents

BOB = Actor(2, "bob")


@pytest.fixture(autouse=True)
def _two_always_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trimming, "ALWAYS", 2)


def do(store: Store, *changes: Any, actor: Actor = ADA) -> None:
    """Do each of these in a work of its own."""
    for change in changes:
        with store.work(actor) as w:
            w.apply(change)


def guests(store: Store, *more: Any) -> None:
    """A table with three rows, and what else is done to it."""
    do(
        store,
        AddTable("Guests", [("Name", "text", {}), ("Age", "text", {})]),
        AddRows(1, [1, 2], [["Ada", "36"], ["Bo", "x"], ["Cy", "7"]]),
        *more,
    )


def forget(store: Store, last: int) -> int:
    """Forget up to an entry, and let go of everything."""
    with store.work(ADA) as w:
        number = trimming.forget(w, last)
    trimming.tidy(store, large=True)
    return number


def numbers(store: Store) -> list[int]:
    """The entries that are left, oldest first."""
    with store.look() as look:
        return [entry.id for entry in reversed(journal.entries(look, None, 1000))]


def kept(store: Store) -> list[str]:
    """What the database keeps aside, by name."""
    with store.look() as look:
        seen = inspect(look.connection)
        names = [name for name in seen.get_table_names() if name.startswith("tidybase_kept_")]
        for table in catalog.tables(look):
            found = [column["name"] for column in seen.get_columns(table.name)]
            names += [name for name in found if name.startswith("tidybase_kept_")]
        return names


def undo_all(store: Store, actor: Actor = ADA) -> int:
    """Undo as long as there is something; return how many steps that was."""
    for number in range(1000):
        try:
            with store.work(actor) as w:
                journal.undo(w)
        except NothingToUndo:
            return number
    raise AssertionError("there was no end")


def test_nothing_is_forgotten_unless_somebody_set_a_rule(store: Store) -> None:
    guests(store)
    with store.work(ADA) as w:
        w.session.execute(update(Entry).values(at=now() - timedelta(days=4000)))
    assert trimming.apply_rule(store) == 0
    assert numbers(store) == [1, 2]


def test_a_rule_is_kept_in_the_document_and_must_say_something(any_store: Store) -> None:
    with any_store.work(ADA) as w:
        trimming.set_rule(w, Rule(90, 10_000_000))
    with any_store.look() as look:
        assert trimming.rule(look) == Rule(90, 10_000_000)
    with pytest.raises(Invalid), any_store.work(ADA) as w:
        trimming.set_rule(w, Rule(days=0))


def test_what_is_too_old_is_forgotten_but_never_the_latest(any_store: Store) -> None:
    guests(any_store, *(SetCells(1, [(1, 1, name)]) for name in "abcd"))
    with any_store.work(ADA) as w:
        w.session.execute(update(Entry).where(Entry.id < 6).values(at=now() - timedelta(days=31)))
        trimming.set_rule(w, Rule(days=30))
    with any_store.look() as look:
        found = trimming.due(look, trimming.rule(look))
        assert (found.entries, found.last) == (4, 4)
        assert trimming.due(look, Rule(days=60)) == Due()
    assert trimming.apply_rule(any_store) == 4
    assert numbers(any_store) == [5, 6]
    trimming.tidy(any_store)
    assert undo_all(any_store) == 2
    with any_store.look() as look:
        assert look.connection.scalars(select(Entry.id).order_by(Entry.id)).all() == [5, 6]


def test_a_history_that_is_too_large_forgets_its_oldest(any_store: Store) -> None:
    guests(any_store, *(SetCells(1, [(1, 1, name * 5000)]) for name in "abcdef"))
    with any_store.look() as look:
        assert trimming.due(look, Rule(bytes=10**9)) == Due()
        assert trimming.due(look, Rule(bytes=25_000)).last in (5, 6)
        assert trimming.due(look, Rule(bytes=1)).last == 6


def test_rows_kept_aside_count_and_are_let_go_of(
    any_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trimming, "MANY", 10)
    many = AddRows(1, [1], [["some text that takes up room"]] * 35)
    guests(any_store, many, DeleteMany(1, [true()], 38))
    do(any_store, *(AddRows(1, [1], [["x"]]) for _ in range(3)))
    with any_store.look() as look:
        weights = dict(trimming.weights(look))
        assert weights[4] > weights[1]
        assert sizes.document(look) > sizes.history(look) >= sum(weights.values()) // 4 > 0
    assert kept(any_store) == ["tidybase_kept_rows_1"]
    before = contents(any_store)
    assert forget(any_store, 4) == 4
    assert kept(any_store) == []
    assert contents(any_store) == before
    assert undo_all(any_store) == 3


def test_columns_and_tables_are_let_go_of(any_store: Store) -> None:
    guests(
        any_store,
        ChangeKind(1, 2, "whole_number"),
        RemoveColumn(1, 2),
        AddTable("Towns", []),
        RemoveTable(2),
        SetCells(1, [(1, 1, "Adam")]),
    )
    assert len(kept(any_store)) == 3
    before = contents(any_store)
    assert forget(any_store, 6) == 6
    assert kept(any_store) == []
    assert contents(any_store) == before
    assert undo_all(any_store) == 1


def test_what_would_take_long_is_done_only_when_a_person_asks(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trimming, "LARGE", 2)
    guests(store, RemoveColumn(1, 2), SetCells(1, [(1, 1, "Adam")]))
    with store.work(ADA) as w:
        trimming.forget(w, 3)
    trimming.tidy(store)
    assert kept(store) == ["tidybase_kept_2"]
    with store.look() as look:
        assert trimming.waiting(look) == 1
    trimming.tidy(store, large=True)
    assert kept(store) == []


def test_what_only_overtaken_steps_held_is_let_go_of_and_they_stay_told(store: Store) -> None:
    guests(store, AddTable("Towns", []))
    with store.work(ADA) as w:
        journal.undo(w)
    do(store, SetCells(1, [(1, 1, "Adam")]))
    assert kept(store) == ["tidybase_kept_2"]
    trimming.tidy(store)
    assert kept(store) == []
    assert numbers(store) == [1, 2, 3, 4]
    assert undo_all(store) == 3


def test_a_step_that_was_put_back_stays_as_long_as_that_can_be_undone(any_store: Store) -> None:
    guests(any_store, RemoveColumn(1, 2), SetCells(1, [(1, 1, "Adam")]))
    before = contents(any_store)
    with any_store.work(ADA) as w:
        journal.put_back(w, 3)
    assert forget(any_store, 4) == 3
    assert numbers(any_store) == [3, 5]
    with any_store.work(ADA) as w:
        assert journal.undo(w).sentence == "put back “remove the column “Age” from Guests”"
    assert contents(any_store) == before
    with pytest.raises(NotFound), any_store.work(ADA) as w:
        journal.put_back(w, 4)


def test_what_was_undone_and_forgotten_takes_what_came_after_it_along(any_store: Store) -> None:
    guests(any_store, *(AddRows(1, [1], [["x"]]) for _ in range(3)))
    for _ in range(3):
        with any_store.work(ADA) as w:
            journal.undo(w)
    forget(any_store, 3)
    with any_store.look() as look:
        assert journal.offer(look, ADA.id) == journal.Offer(None, None)


def test_a_forgotten_table_takes_the_links_it_had_along(any_store: Store) -> None:
    guests(any_store)
    with any_store.work(ADA) as w:
        table = catalog.table(w, 1)
        linking.link_to_one(w, table, table, "Leader")
    with any_store.work(ADA) as w:
        linking.unlink_all(w, catalog.table(w, 1))
        w.apply(RemoveTable(1))
    forget(any_store, 4)
    assert kept(any_store) == []


def test_others_can_write_between_two_works_of_letting_go(store: Store) -> None:
    guests(store, FillCells(1, 1, "x", [true()]), *(SetCells(1, [(1, 1, n)]) for n in "abc"))
    with store.work(ADA) as w:
        trimming.forget(w, 3)

    def meanwhile(_: int) -> None:
        do(store, SetCells(1, [(2, 1, "Bob")]), actor=BOB)

    trimming.tidy(store, seen=meanwhile)
    assert undo_all(store, BOB) >= 1


@pytest.mark.parametrize("large", [False, True])
def test_after_any_trimming_all_that_is_left_is_undone_exactly(
    tmp_path: Path, large: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if large:
        monkeypatch.setattr(rows, "FEW", 1)
        monkeypatch.setattr(cells, "FEW", 1)
    number = iter(range(10_000))

    @settings(
        max_examples=10,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(st.lists(DEED, min_size=15, max_size=30), st.integers(0, 100))
    def run(deeds: list[Any], share: int) -> None:
        story = Story(f"sqlite:///{tmp_path}/{next(number)}.tidy")
        try:
            for deed, dice in [*BEGINNING, *deeds]:
                story.do(deed, dice)
            _trim_and_undo(story, share)
        finally:
            story.store.close()

    run()


def _trim_and_undo(story: Story, share: int) -> None:
    """Forget a share, in percent; undo what is left, redo it, and undo it again."""
    last = (len(story.pictures) - 1) * share // 100
    done = numbers(story.store)
    forget(story.store, done[last - 1] if last else 0)
    now_there = contents(story.store)
    assert now_there == story.pictures[-1]
    story.open_again()
    places = range(len(story.pictures) - 1, last, -1)
    for at in places:
        story.undo(at)
    for at in reversed(places):
        story.redo(at)
