"""Undo and redo: in order, by name, by person, and after closing."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import true

from desktop_app.domain.access import Actor
from desktop_app.domain.errors import Conflict, NothingToUndo
from desktop_app.engine import journal
from desktop_app.engine.changes.cells import FillCells, SetCells
from desktop_app.engine.changes.columns import AddColumn, RemoveColumn, RenameColumn
from desktop_app.engine.changes.kinds import ChangeKind
from desktop_app.engine.changes.records import PutRecord
from desktop_app.engine.changes.rows import AddRows, DeleteRows
from desktop_app.engine.changes.tables import AddTable, RenameTable
from desktop_app.engine.store import Store
from desktop_app.engine.work import Change
from desktop_app.services.history import service
from tests.conftest import ADA
from tests.support.contents import Contents, contents

BOB = Actor(2, "bob")


def make_guests(store: Store) -> list[Contents]:
    """Do five things; return the contents before each and after the last."""
    deeds = [
        AddTable("Guests", [("Name", "text", {})]),
        AddRows(1, [1], [["Ada"], ["Bo"], ["Cy"]]),
        SetCells(1, [(2, 1, "Bob")]),
        DeleteRows(1, [1, 3]),
        RenameTable(1, "People"),
    ]
    pictures = [contents(store)]
    for deed in deeds:
        with store.work(ADA) as w:
            w.apply(deed)
        pictures.append(contents(store))
    return pictures


def flip(store: Store, which: str, actor: Actor = ADA) -> str:
    with store.work(actor) as w:
        return getattr(journal, which)(w).sentence


def offer(store: Store, actor: Actor = ADA) -> journal.Offer:
    with store.look() as look:
        return journal.offer(look, actor.id)


def test_everything_is_undone_and_redone_step_by_step(any_store: Store) -> None:
    store = any_store
    pictures = make_guests(store)
    for before in reversed(pictures[:-1]):
        flip(store, "undo")
        assert contents(store) == before
    with pytest.raises(NothingToUndo):
        flip(store, "undo")
    for after in pictures[1:]:
        flip(store, "redo")
        assert contents(store) == after
    with pytest.raises(NothingToUndo):
        flip(store, "redo")


def test_undo_works_after_closing(any_store: Store, any_uri: str) -> None:
    store = any_store
    pictures = make_guests(store)
    flip(store, "undo")
    for place in (3, 2, 1, 0):
        store.close()
        store.open(any_uri)
        flip(store, "undo")
        assert contents(store) == pictures[place]
    store.close()
    store.open(any_uri)
    flip(store, "redo")
    assert contents(store) == pictures[1]


def test_undo_and_redo_are_offered_by_name(any_store: Store) -> None:
    store = any_store
    make_guests(store)
    assert offer(store).undo == "Undo: rename the table Guests to People"
    assert offer(store).redo is None
    flip(store, "undo")
    assert offer(store).undo == "Undo: delete 2 rows in Guests"
    assert offer(store).redo == "Redo: rename the table Guests to People"


def test_a_new_change_leaves_nothing_to_redo(any_store: Store) -> None:
    store = any_store
    make_guests(store)
    flip(store, "undo")
    with store.work(ADA) as w:
        w.apply(SetCells(1, [(2, 1, "Bert")]))
    assert offer(store).redo is None
    assert flip(store, "undo") == "change “Name” in Guests"
    assert flip(store, "undo") == "delete 2 rows in Guests"


def test_undo_takes_back_ones_own_change_only(any_store: Store) -> None:
    store = any_store
    make_guests(store)
    with store.work(BOB) as w:
        w.apply(AddRows(1, [1], [["Bob's row"]]))
    assert flip(store, "undo") == "rename the table Guests to People"
    assert flip(store, "undo", BOB) == "add a row to People"


def test_undo_of_what_somebody_changed_since_is_refused_in_words(any_store: Store) -> None:
    store = any_store
    make_guests(store)
    with store.work(ADA) as w:
        w.apply(SetCells(1, [(2, 1, "mine")]))
    with store.work(BOB) as w:
        w.apply(SetCells(1, [(2, 1, "theirs")]))
    with pytest.raises(Conflict, match="changed again since"):
        flip(store, "undo")
    assert contents(store)["tables"]["People"]["rows"] == [(2, "theirs")]
    assert offer(store).undo is not None


def test_the_history_tells_who_did_what_newest_first(any_store: Store) -> None:
    store = any_store
    make_guests(store)
    flip(store, "undo")
    with store.look() as look:
        told = [(e.actor_name, e.sentence, e.state) for e in journal.entries(look, None, 3)]
        rest = journal.entries(look, before=3, limit=100)
    assert told[0] == ("ada", "rename the table Guests to People", "undone")
    assert [state for _, _, state in told] == ["undone", "done", "done"]
    assert [entry.id for entry in rest] == [2, 1]


def test_work_without_a_change_leaves_no_entry(any_store: Store) -> None:
    store = any_store
    with store.work(ADA):
        pass
    with store.look() as look:
        assert journal.entries(look, None, 10) == []


def test_a_deleted_rows_number_is_never_given_to_another(any_store: Store) -> None:
    store = any_store
    make_guests(store)
    with store.work(ADA) as w:
        w.apply(DeleteRows(1, [2]))
    with store.work(ADA) as w:
        assert w.apply(AddRows(1, [1], [["new"]])).rows == [4]


OVERTAKEN = {
    "rows filled in": (AddRows(1, [1], [["new"]]), SetCells(1, [(4, 1, "Bob's")])),
    "a column used": (AddColumn(1, "Town", "text"), SetCells(1, [(2, 2, "Rome")])),
    "rows whose column is gone": (DeleteRows(1, [2]), RemoveColumn(1, 1)),
    "a table renamed": (RenameTable(1, "Guests"), RenameTable(1, "Visitors")),
    "a column renamed": (RenameColumn(1, 1, "Who"), RenameColumn(1, 1, "Whom")),
}


@pytest.mark.parametrize(("mine", "theirs"), OVERTAKEN.values(), ids=OVERTAKEN)
def test_undo_never_takes_away_what_somebody_else_did_since(
    any_store: Store, mine: Change[Any], theirs: Change[Any]
) -> None:
    store = any_store
    make_guests(store)
    for actor, change in ((ADA, mine), (BOB, theirs)):
        with store.work(actor) as w:
            w.apply(change)
    before = contents(store)
    with pytest.raises(Conflict):
        service.undo(store, ADA)
    assert contents(store) == before
    # The step that was refused is passed over: undo goes on with the one before it.
    assert offer(store).undo == "Undo: rename the table Guests to People"
    service.undo(store, BOB)


def test_the_last_person_stays_also_when_something_is_undone(any_store: Store) -> None:
    store = any_store
    for actor, change in (
        (ADA, PutRecord("tidybase_user", None, {"username": "ada", "email": "a@x"}, "add ada")),
        (ADA, PutRecord("tidybase_user", None, {"username": "bob", "email": "b@x"}, "add bob")),
        (BOB, PutRecord("tidybase_user", 1, None, "remove ada")),
    ):
        with store.work(actor) as w:
            w.apply(change)
    with pytest.raises(Conflict, match="has to stay"):
        service.undo(store, ADA)
    assert [name for _, name, _ in contents(store)["people"]] == ["bob"]


@pytest.mark.parametrize(
    "deed",
    [
        ChangeKind(1, 1, "whole_number"),
        FillCells(1, 1, "7", [true()]),
        AddTable("Towns", [("Name", "text", {})]),
        DeleteRows(1, [1]),
        SetCells(1, [(1, 1, "Adam")]),
    ],
    ids=lambda deed: deed.name,
)
def test_putting_back_can_be_put_back_any_number_of_times_and_all_of_it_undone(
    any_store: Store, deed: Change[Any]
) -> None:
    with any_store.work(ADA) as w:
        w.apply(AddTable("Guests", [("Name", "text", {})]))
    with any_store.work(ADA) as w:
        w.apply(AddRows(1, [1], [["12"], ["Bo"]]))
    pictures = [contents(any_store)]
    with any_store.work(ADA) as w:
        w.apply(deed)
    pictures.append(contents(any_store))
    for entry in (3, 4, 5):
        with any_store.work(ADA) as w:
            journal.put_back(w, entry)
        pictures.append(contents(any_store))
    assert pictures[::2] == [pictures[0]] * 3
    assert pictures[1::2] == [pictures[1]] * 2
    for which, story in (("undo", pictures[-2::-1]), ("redo", pictures[1:])) * 2:
        for picture in story:
            flip(any_store, which)
            assert contents(any_store) == picture


def test_what_was_done_since_it_was_done_again_keeps_a_change_from_being_put_back(
    any_store: Store,
) -> None:
    make_guests(any_store)
    with any_store.work(ADA) as w:
        w.apply(FillCells(1, 1, "Cy", [true()]))
    for which in ("undo", "redo"):
        flip(any_store, which)
    with any_store.work(BOB) as w:
        w.apply(SetCells(1, [(2, 1, "Bobby")]))
    with pytest.raises(Conflict, match="bob has worked"):
        flip(any_store, "undo")
    with any_store.work(ADA) as w:
        journal.pass_over(w)
    with (
        pytest.raises(Conflict, match="was done in the same table since"),
        any_store.work(ADA) as w,
    ):
        journal.put_back(w, 6)


@pytest.mark.parametrize("deed", ["fill", "kind"])
def test_what_somebody_chose_to_keep_is_never_taken_away_by_undo(
    any_store: Store, deed: str
) -> None:
    make_guests(any_store)
    with any_store.work(ADA) as w:
        kind = ChangeKind(1, 1, "whole_number")
        w.apply(FillCells(1, 1, "Cy", [true()]) if deed == "fill" else kind)
    with any_store.work(ADA) as w:
        w.apply(SetCells(1, [(2, 1, "99" if deed == "fill" else 99)]))
    with any_store.work(BOB) as w:
        w.apply(SetCells(1, [(2, 1, "50" if deed == "fill" else 50)]))
    with any_store.work(ADA) as w:
        journal.pass_over(w)
    flip(any_store, "undo", BOB)
    kept = contents(any_store)
    with pytest.raises(Conflict, match="was kept since"):
        flip(any_store, "undo")
    with pytest.raises(Conflict, match="was done in the same"), any_store.work(ADA) as w:
        journal.put_back(w, 6)
    assert contents(any_store) == kept
