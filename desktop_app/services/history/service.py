"""Taking back and doing again, for one person."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from desktop_app.domain.access import Actor
from desktop_app.domain.errors import AlreadyDone, Conflict, NotFound, NothingToUndo
from desktop_app.engine import catalog, journal, labels, missing, row_back, row_history
from desktop_app.engine.catalog import Table
from desktop_app.engine.entries import Entry
from desktop_app.engine.journal import Flipped, Offer
from desktop_app.engine.row_history import Was
from desktop_app.engine.store import Store
from desktop_app.engine.work import Look

Undone = tuple[Flipped, Offer]
"""What was done, and what comes next."""

MOST = 100
"""Cells of a conflict that are told one by one."""


def undo(
    store: Store, actor: Actor, operation: str | None = None, *, anyway: bool = False
) -> Undone:
    """Take back the person's latest change, `anyway` even where it was changed again since.

    Raises NothingToUndo; Conflict with the values to choose from when cells were changed since;
    Conflict or NotFound when the change was overtaken by another's: it is then passed over, so
    that the next undo goes on with the one before it.
    """
    try:
        with telling(store), store.work(actor, operation) as w:
            _refuse_without(w, journal.next_undo(w, actor.id))
            return journal.undo(w, anyway=anyway), journal.offer(w, actor.id)
    except (NothingToUndo, AlreadyDone):
        raise
    except (Conflict, NotFound) as problem:
        if not problem.details:
            pass_over(store, actor)
        raise


def pass_over(store: Store, actor: Actor, operation: str | None = None) -> Offer:
    """Leave the person's latest change as it is; return what undo would do next."""
    with store.work(actor, operation) as w:
        journal.pass_over(w)
        w.session.flush()
        return journal.offer(w, actor.id)


def redo(
    store: Store, actor: Actor, operation: str | None = None, *, anyway: bool = False
) -> Undone:
    """Do again what the person undid last. Raises NothingToUndo, Conflict, NotFound."""
    with telling(store), store.work(actor, operation) as w:
        _refuse_without(w, journal.next_redo(w, actor.id))
        return journal.redo(w, anyway=anyway), journal.offer(w, actor.id)


def put_back(
    store: Store, actor: Actor, entry: int, operation: str | None = None, *, anyway: bool = False
) -> Undone:
    """Take back just that change, whoever made it. Raises NotFound, Conflict."""
    with telling(store), store.work(actor, operation) as w:
        _refuse_without(w, w.session.get(Entry, entry))
        journal.put_back(w, entry, anyway=anyway)
        return Flipped(w.sentence or "", w.table), journal.promised(w)


def _refuse_without(look: Look, entry: Entry | None) -> None:
    missing.refuse_without(look, row_history.effective(look, entry))


@contextmanager
def telling(store: Store) -> Iterator[None]:
    """Let a Conflict about cells name the columns, and give what stands there as it is shown."""
    try:
        yield
    except Conflict as problem:
        if problem.details and "cells" in problem.details:
            with store.look() as look:
                problem.details = _in_words(look, dict(problem.details))
        raise


def _in_words(look: Look, details: dict[str, Any]) -> dict[str, Any]:
    table, told = catalog.table(look, details["table"]), details["cells"][:MOST]
    then, now = (
        row_back.texts(look, [_was(table, cell, side) for cell in told]) for side in ("then", "now")
    )
    called = labels.of_rows(look, table, [cell["row"] for cell in told])
    cells = [
        {
            "row": cell["row"],
            "label": called[cell["row"]],
            "column": cell["column"],
            "name": table.column(cell["column"]).name,
            "then": then[place],
            "now": now[place],
        }
        for place, cell in enumerate(told)
    ]
    return {"table": table.id, "cells": cells, "more": len(details["cells"]) - len(told)}


def _was(table: Table, cell: dict[str, Any], side: str) -> Was:
    return Was(cell[side], table.column(cell["column"]))
