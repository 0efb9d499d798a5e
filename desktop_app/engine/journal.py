"""What was done to the document: one entry per change, with the way back. Undo, redo, history.

An entry holds the steps that flip it: done entries hold their way back, undone ones their way
forth. Undoing applies the steps and keeps what they return, so undo and redo are the same deed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import String, select, update
from sqlalchemy.orm import Mapped, mapped_column

from desktop_app.domain.errors import Conflict, NothingToUndo
from desktop_app.engine.base import Base, now
from desktop_app.engine.changes.packing import pack, unpack
from desktop_app.engine.work import Look, Work

DONE, UNDONE, DROPPED = "done", "undone", "dropped"
"""What an entry can be: in force; taken back; taken back and then overtaken by another change."""


class Entry(Base):
    """One change of the document; `actor_id` is an id of `tidybase_user`, by name only."""

    __tablename__ = "tidybase_entry"
    __table_args__ = {"sqlite_autoincrement": True}  # noqa: RUF012 - SQLAlchemy's own form

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(default=now)
    actor_id: Mapped[int | None] = mapped_column(index=True)
    actor_name: Mapped[str] = mapped_column(String(100))
    sentence: Mapped[str] = mapped_column(String(500))
    table_id: Mapped[int | None]
    state: Mapped[str] = mapped_column(String(10), default=DONE, index=True)
    steps: Mapped[list[dict[str, Any]]] = mapped_column(sa.JSON, deferred=True)


@dataclass(frozen=True)
class Flipped:
    """An entry that was just undone or redone."""

    sentence: str
    table: int | None


@dataclass(frozen=True)
class Offer:
    """What undo and redo would do next, in words such as “Undo: add a row in Guests”."""

    undo: str | None
    redo: str | None


def write(w: Work) -> None:
    """Write the entry of what this work did, if it did anything that can be taken back."""
    if not w.steps:
        return
    w.session.execute(
        update(Entry).where(_by(w.actor.id), Entry.state == UNDONE).values(state=DROPPED)
    )
    w.session.add(
        Entry(
            actor_id=w.actor.id,
            actor_name=w.actor.name,
            sentence=(w.sentence or "")[:500],
            table_id=w.table,
            steps=[pack(step) for step in w.steps],
        )
    )
    w.session.flush()


def undo(w: Work) -> Flipped:
    """Take back this person's latest change. Raises NothingToUndo, Conflict."""
    entry = w.session.scalar(_next_undo(w.actor.id))
    if entry is None:
        raise NothingToUndo("There is nothing to undo.")
    return _flip(w, entry, UNDONE)


def redo(w: Work) -> Flipped:
    """Do again what this person undid last. Raises NothingToUndo, Conflict."""
    entry = w.session.scalar(_next_redo(w.actor.id))
    if entry is None:
        raise NothingToUndo("There is nothing to do again.")
    return _flip(w, entry, DONE)


def offer(look: Look, actor_id: int | None) -> Offer:
    """Return what undo and redo would do next for this person."""
    undo = look.session.scalar(_next_undo(actor_id))
    redo = look.session.scalar(_next_redo(actor_id))
    return Offer(
        undo=f"Undo: {undo.sentence}" if undo else None,
        redo=f"Redo: {redo.sentence}" if redo else None,
    )


def entries(look: Look, before: int | None, limit: int) -> Sequence[Entry]:
    """Return the latest entries, newest first; `before` is the id to continue from."""
    statement = select(Entry).order_by(Entry.id.desc()).limit(limit)
    if before is not None:
        statement = statement.where(Entry.id < before)
    return look.session.scalars(statement).all()


def promised(w: Work) -> Offer:
    """Return what undo and redo will do once this work is done."""
    if not w.steps:
        return offer(w, w.actor.id)
    return Offer(undo=f"Undo: {w.sentence}", redo=None)


def pass_over(w: Work) -> None:
    """Leave this person's latest change as it is, so that undo goes on with the one before."""
    entry = w.session.scalar(_next_undo(w.actor.id))
    if entry is not None:
        entry.state = DROPPED


def _flip(w: Work, entry: Entry, state: str) -> Flipped:
    steps = [unpack(step) for step in entry.steps]
    if not all(step.checks_itself for step in steps):
        _refuse_if_overtaken(w, entry)
    inverses = [step.apply(w) for step in steps]
    entry.steps = [pack(step) for step in reversed(inverses)]
    entry.state = state
    return Flipped(entry.sentence, entry.table_id)


def _refuse_if_overtaken(w: Work, entry: Entry) -> None:
    theirs = select(Entry.actor_name).where(
        Entry.id > entry.id,
        Entry.state == DONE,
        Entry.table_id == entry.table_id,
        Entry.actor_id.is_distinct_from(entry.actor_id),
    )
    who = w.session.scalar(theirs.limit(1))
    if who is not None:
        raise Conflict(
            f"{who} has worked in this table since, so “{entry.sentence}” was left as it is."
        )


def _next_undo(actor_id: int | None) -> sa.Select[Entry]:
    mine = select(Entry).where(_by(actor_id), Entry.state == DONE)
    return mine.order_by(Entry.id.desc()).limit(1)


def _next_redo(actor_id: int | None) -> sa.Select[Entry]:
    mine = select(Entry).where(_by(actor_id), Entry.state == UNDONE)
    return mine.order_by(Entry.id).limit(1)


def _by(actor_id: int | None) -> sa.ColumnElement[bool]:
    return Entry.actor_id.is_not_distinct_from(actor_id)
