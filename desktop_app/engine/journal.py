"""What was done to the document: one entry per change, with the way back. Undo, redo, history.

An entry holds the steps that flip it: done entries hold their way back, undone ones their way
forth. Undoing applies the steps and keeps what they return, so undo and redo are the same deed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar, Protocol, runtime_checkable

import sqlalchemy as sa
from sqlalchemy import String, select, update
from sqlalchemy.orm import Mapped, mapped_column

from desktop_app.domain.errors import AlreadyDone, Conflict, NotFound, NothingToUndo
from desktop_app.domain.registry import Registry
from desktop_app.engine import about
from desktop_app.engine.base import Base, now
from desktop_app.engine.changes import CHANGES
from desktop_app.engine.changes.packing import pack, unpack
from desktop_app.engine.work import Change, Look, Work

DONE, UNDONE, DROPPED = "done", "undone", "dropped"
"""What an entry can be: in force; taken back; taken back and then overtaken by another change;"""

TIDIED = "tidied"
"""dropped, and nothing is kept for it any more;"""

PASSED, OUT = "passed", "put_back"
"""in force, but undo goes on with what came before it; taken back by a change of its own."""


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
    revision: Mapped[int] = mapped_column(default=0, server_default="0", index=True)
    """The revision of the document in which it was done, undone or redone last."""
    operation: Mapped[str | None] = mapped_column(String(100), index=True, unique=True)
    """The writer's own name for the deed, so that it is never done twice."""


@runtime_checkable
class CanInsist(Protocol):
    """A change that refuses when somebody changed the same since, but need not."""

    def anyway(self) -> Change[Any]:
        """Return the same change, which does not look at what is there."""


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


def refuse_twice(w: Work, operation: str | None) -> None:
    """Raise AlreadyDone if a deed of that name is in the journal."""
    if operation is None:
        return
    if w.connection.scalar(select(Entry.id).where(Entry.operation == operation)) is not None:
        raise AlreadyDone("This was done already; it was not done again.")


def write(w: Work, operation: str | None = None) -> None:
    """Write the entry of what this work did, and begin the next revision, if it did anything."""
    entries: list[Entry] = list(w.flipped)
    if w.steps:
        _drop_undone(w)
        entry = Entry(
            actor_id=w.actor.id,
            actor_name=w.actor.name,
            sentence=(w.sentence or "")[:500],
            table_id=w.table,
            steps=[pack(step) for step in w.steps],
        )
        w.session.add(entry)
        entries.append(entry)
    if not (entries or w.changed or w.has_unsaved):
        return
    w.ended_at = about.advance(w.connection, w.changed)
    for each in entries:
        each.revision = w.ended_at
    if entries:
        entries[-1].operation = operation
    w.session.flush()


def undo(w: Work, *, anyway: bool = False) -> Flipped:
    """Take back this person's latest change; `anyway` even where it was changed again since.

    Raises NothingToUndo, Conflict.
    """
    entry = w.session.scalar(_next_undo(w.actor.id))
    if entry is None:
        raise NothingToUndo("There is nothing to undo.")
    return _flip(w, entry, UNDONE, anyway=anyway)


def redo(w: Work, *, anyway: bool = False) -> Flipped:
    """Do again what this person undid last. Raises NothingToUndo, Conflict."""
    entry = w.session.scalar(_next_redo(w.actor.id))
    if entry is None:
        raise NothingToUndo("There is nothing to do again.")
    return _flip(w, entry, DONE, anyway=anyway)


def put_back(w: Work, entry_id: int) -> None:
    """Take back just this one change, whoever made it and whenever, as a change of its own.

    Raises NotFound; Conflict when something that was done later stands on it.
    """
    w.apply(PutBack(entry_id))


def offer(look: Look, actor_id: int | None) -> Offer:
    """Return what undo and redo would do next for this person."""
    undo = look.connection.scalar(_next_undo(actor_id, Entry.sentence))
    redo = look.connection.scalar(_next_redo(actor_id, Entry.sentence))
    return Offer(
        undo=f"Undo: {undo}" if undo is not None else None,
        redo=f"Redo: {redo}" if redo is not None else None,
    )


def entries(look: Look, before: int | None, limit: int) -> Sequence[Entry]:
    """Return the latest entries, newest first; `before` is the id to continue from."""
    statement = select(Entry).order_by(Entry.id.desc()).limit(limit)
    if before is not None:
        statement = statement.where(Entry.id < before)
    return look.session.scalars(statement).all()


def since(look: Look, revision: int, limit: int) -> Sequence[Entry]:
    """Return the entries done, undone or redone after a revision, in that order."""
    later = select(Entry).where(Entry.revision > revision)
    return look.session.scalars(later.order_by(Entry.revision, Entry.id).limit(limit)).all()


def promised(w: Work) -> Offer:
    """Return what undo and redo will do once this work is done."""
    if not w.steps:
        return offer(w, w.actor.id)
    return Offer(undo=f"Undo: {w.sentence}", redo=None)


def pass_over(w: Work) -> None:
    """Leave this person's latest change as it is, so that undo goes on with the one before."""
    entry = w.session.scalar(_next_undo(w.actor.id))
    if entry is not None:
        entry.state = PASSED
        w.flipped.append(entry)


def trim(w: Work, entries: Sequence[Entry]) -> None:
    """Forget changes for good: they can never be taken back or done again."""
    for entry in entries:
        _forget(w, entry)
        w.session.delete(entry)


def tidy(w: Work) -> int:
    """Let go of what only dropped entries held on to; return how many entries that was."""
    dropped = select(Entry).where(Entry.state == DROPPED)
    entries = w.session.scalars(dropped).all()
    for entry in entries:
        _forget(w, entry)
        entry.state = TIDIED
        entry.steps = []
    return len(entries)


def steps_of(entry: Entry) -> list[Change[Any]]:
    """Return the changes that would flip an entry, in the order in which they would be made."""
    return [unpack(step, KINDS) for step in entry.steps]


@dataclass(frozen=True)
class PutBack:
    """Take back one entry, out of turn; its own inverse."""

    name: ClassVar[str] = "put_back"
    checks_itself: ClassVar[bool] = True

    entry: int
    table: int | None = None

    def sentence(self, look: Look) -> str:
        """Name what is put back."""
        return f"put back “{_entry(look, self.entry).sentence}”"

    def apply(self, w: Work) -> PutBack:
        """Raises NotFound; Conflict if the entry cannot be flipped any more, or not out of turn."""
        entry = _entry(w, self.entry)
        if entry.state not in {DONE, PASSED, OUT}:
            raise Conflict("This was taken back already.")
        steps = steps_of(entry)
        if any(getattr(step, "in_order", False) for step in steps):
            _refuse_if_built_on(w, entry)
        inverses = [step.apply(w) for step in steps]
        entry.steps = [pack(step) for step in reversed(inverses)]
        entry.state = DONE if entry.state == OUT else OUT
        w.flipped.append(entry)
        return PutBack(entry.id, entry.table_id)


KINDS: Registry[type[Change[Any]]] = Registry("change", [*CHANGES, PutBack])
"""Every change that a journal may hold."""


def _flip(w: Work, entry: Entry, state: str, *, anyway: bool) -> Flipped:
    steps = steps_of(entry)
    if anyway:
        steps = [step.anyway() if isinstance(step, CanInsist) else step for step in steps]
    elif not all(step.checks_itself for step in steps):
        _refuse_if_overtaken(w, entry)
    inverses = [step.apply(w) for step in steps]
    entry.steps = [pack(step) for step in reversed(inverses)]
    entry.state = state
    w.flipped.append(entry)
    w.session.flush()  # so that what would be undone next is asked of the new state
    return Flipped(entry.sentence, entry.table_id)


def _entry(look: Look, entry_id: int) -> Entry:
    entry = look.session.get(Entry, entry_id)
    if entry is None:
        raise NotFound("This is not in the history any more.")
    return entry


def _drop_undone(w: Work) -> None:
    """What was undone can never be done again once something else is done."""
    undone = update(Entry).where(_by(w.actor.id), Entry.state == UNDONE)
    w.session.execute(undone.values(state=DROPPED))


def _forget(w: Work, entry: Entry) -> None:
    for step in steps_of(entry):
        forget = getattr(step, "forget", None)
        if forget is not None:
            forget(w)


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


def _refuse_if_built_on(w: Work, entry: Entry) -> None:
    later = select(Entry.sentence).where(
        Entry.id > entry.id, Entry.state == DONE, Entry.table_id == entry.table_id
    )
    done = w.session.scalar(later.limit(1))
    if done is not None:
        raise Conflict(
            f"“{done}” was done in the same table since, so “{entry.sentence}” was left as it is. "
            "Undo what came later first."
        )


def _next_undo(actor_id: int | None, what: Any = Entry) -> sa.Select[Any]:
    mine = select(what).where(_by(actor_id), Entry.state == DONE)
    return mine.order_by(Entry.id.desc()).limit(1)


def _next_redo(actor_id: int | None, what: Any = Entry) -> sa.Select[Any]:
    mine = select(what).where(_by(actor_id), Entry.state == UNDONE)
    return mine.order_by(Entry.id).limit(1)


def _by(actor_id: int | None) -> sa.ColumnElement[bool]:
    return Entry.actor_id.is_not_distinct_from(actor_id)
