"""The power is cut at every moment of some edits: what was said to be saved is there, and whole."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

import pytest

from desktop_app.engine import journal
from desktop_app.engine.changes.cells import SetCells
from desktop_app.engine.changes.columns import AddColumn
from desktop_app.engine.changes.rows import AddRows
from desktop_app.engine.changes.tables import AddTable
from desktop_app.engine.store import Store
from desktop_app.engine.work import Work
from tests.conftest import ADA
from tests.support.disk import Call, between
from tests.support.power_cuts import Disk, lay_out

Deed = Callable[[Work], object]

EDIT: Deed = lambda w: w.apply(SetCells(1, [(7, 1, "Grace")]))  # noqa: E731
DEEDS: Sequence[Deed] = [
    EDIT,
    lambda w: w.apply(AddRows(1, [1], [["y" * 90]] * 60)),
    journal.undo,
    lambda w: w.apply(AddColumn(1, "Town", "text", {})),
]
SAVED = Call("saved", "")


@pytest.fixture
def guests(document: Path) -> Path:
    store = Store()
    store.open(f"sqlite:///{document}")
    with store.work(ADA) as w:
        w.apply(AddTable("Guests", [("Name", "text", {})]))
        w.apply(AddRows(1, [1], [["x" * 90]] * 60))
    store.close()
    return document


def test_a_power_cut_at_any_moment_loses_nothing_that_was_saved(guests: Path) -> None:
    assert faults(guests, DEEDS) == []


def test_a_power_cut_while_the_file_is_made_smaller_leaves_it_as_it_was(guests: Path) -> None:
    assert faults(guests, []) == []


@pytest.mark.parametrize("care", ["OFF", "NORMAL", "FULL"])
def test_less_care_would_be_seen_to_lose(guests: Path, care: str) -> None:
    assert faults(guests, [EDIT], care)


def faults(document: Path, deeds: Sequence[Deed], care: str | None = None) -> list[str]:
    """Do the deeds, or rewrite the file if there are none; cut everywhere; return what is wrong."""
    before = {str(document): document.read_bytes()}
    calls, states = recorded(document, deeds, care)
    seed = random.randrange(2**32)
    chance = random.Random(seed)
    disk, saved, found = Disk(before), 0, []
    tried: dict[str, bytes] = {}
    for moment, call in enumerate(calls):
        disk.do(call)
        saved += call is SAVED
        for some in (None, chance):
            left = disk.after_a_cut(some)
            if left != tried or call is SAVED:
                lay_out(left, document.parent)
                held, tried = state(document), left
                if held not in states[saved : saved + 2]:
                    found.append(f"{held[:50]} at {moment}, {call.kind} (seed {seed})")
    return found


def recorded(
    document: Path, deeds: Sequence[Deed], care: str | None
) -> tuple[Sequence[Call], Sequence[str]]:
    """Return all calls on files, with a mark where something was saved; and all that was saved."""
    calls: list[Call] = []
    states = [state(document)]

    def told(call: Call) -> int:
        calls.append(call)
        return 0

    store = Store()
    with between(told):
        store.open(f"sqlite:///{document}")
        if care is not None:
            with closing(store._writer.raw_connection()) as connection:
                connection.cursor().execute(f"PRAGMA synchronous = {care}")
        if not deeds:
            store.make_smaller()
        for deed in deeds:
            with store.work(ADA) as w:
                deed(w)
            calls.append(SAVED)
            states.append(state(document))
        store.close()
    return calls, states


def state(document: Path) -> str:
    """Return all that a document holds, as a program that opens it finds it."""
    with closing(sqlite3.connect(document)) as connection:
        try:
            connection.execute("PRAGMA synchronous = OFF")
            (told,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
            return "\n".join(connection.iterdump()) if told == "ok" else told
        except sqlite3.DatabaseError as error:
            return str(error)
