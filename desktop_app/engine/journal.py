"""What was done to the document: one entry per change, with the way back. Undo, redo, history.

An entry holds the steps that flip it: done entries hold their way back, undone ones their way
forth. Undoing applies the steps and keeps what they return, so undo and redo are the same deed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar, Protocol, cast, runtime_checkable

import sqlalchemy as sa
from sqlalchemy import bindparam, insert, select, update

from desktop_app.domain.errors import AlreadyDone, Conflict, NotFound, NothingToUndo
from desktop_app.domain.registry import Registry
from desktop_app.engine import about, overtaken, rules
from desktop_app.engine.changes import CHANGES
from desktop_app.engine.changes.packing import pack, unpack
from desktop_app.engine.entries import (
    DONE,
    DROPPED,
    FORGOTTEN,
    IN_FORCE,
    OUT,
    PASSED,
    UNDONE,
    Entry,
    Flip,
)
from desktop_app.engine.work import Change, Look, Work


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


_ENTRIES = cast("sa.Table", Entry.__table__)
_ADD = insert(_ENTRIES)
_DROP = (
    update(_ENTRIES)
    .where(
        _ENTRIES.c.actor_id.is_not_distinct_from(bindparam("actor")),
        _ENTRIES.c.state == UNDONE,
    )
    .values(state=DROPPED)
)

_NAMED = sa.union_all(
    select(Entry.id).where(Entry.operation == bindparam("operation")),
    select(Flip.entry_id).where(Flip.operation == bindparam("operation")),
)


def refuse_twice(w: Work, operation: str | None) -> None:
    """Raise AlreadyDone if a deed of that name is in the journal, whatever came of it since."""
    if operation is None:
        return
    if w.connection.scalar(_NAMED, {"operation": operation}) is not None:
        raise AlreadyDone("This was done already; it was not done again.")


def write(w: Work, operation: str | None = None) -> None:
    """Write the entry of what this work did, and begin the next revision, if it did anything."""
    if not (w.steps or w.flipped or w.changed or w.has_unsaved):
        return
    w.ended_at = w.known.revision + 1
    about.advance(w.connection, w.ended_at, w.changed, w.known.marks)
    for entry in w.flipped:
        entry.revision = w.ended_at
    if operation and w.flipped and not w.steps:
        w.session.add(Flip(operation=operation, entry_id=w.flipped[-1].id))
    w.flush()
    if w.steps:
        _drop_undone(w)
        entry_now = {
            "actor_id": w.actor.id,
            "actor_name": w.actor.name,
            "sentence": (w.sentence or "")[:500],
            "table_id": w.table,
            "receipt": w.receipt,
            "steps": [pack(step) for step in w.steps],
            "revision": w.ended_at,
            "operation": operation,
        }
        w.connection.execute(_ADD, entry_now)


def undo(w: Work, *, anyway: bool = False) -> Flipped:
    """Take back this person's latest change; `anyway` even where it was changed again since.

    Raises NothingToUndo, Conflict.
    """
    entry = next_undo(w, w.actor.id)
    if entry is None:
        raise NothingToUndo("There is nothing to undo.")
    return _flip(w, entry, UNDONE, anyway=anyway)


def redo(w: Work, *, anyway: bool = False) -> Flipped:
    """Do again what this person undid last. Raises NothingToUndo, Conflict."""
    entry = next_redo(w, w.actor.id)
    if entry is None:
        raise NothingToUndo("There is nothing to do again.")
    return _flip(w, entry, DONE, anyway=anyway)


def put_back(w: Work, entry_id: int, *, anyway: bool = False) -> None:
    """Take back just this one change, whoever made it and whenever, as a change of its own.

    `anyway` even where the same was changed again since. Raises NotFound; Conflict when something
    that was done later stands on it, or two would be alike that must not be.
    """
    if _entry(w, entry_id).state not in IN_FORCE:
        raise Conflict("This was taken back already.")
    alike = rules.alike(w)
    w.apply(PutBack(entry_id, insist=anyway))
    rules.refuse_more_alike(w, alike)


def next_undo(look: Look, actor_id: int | None) -> Entry | None:
    """Return the entry that undo would take back for this person."""
    mine = select(Entry).where(_by(actor_id), Entry.state == DONE)
    return look.session.scalars(mine.order_by(Entry.id.desc()).limit(1)).first()


def next_redo(look: Look, actor_id: int | None) -> Entry | None:
    """Return the entry that redo would do again for this person."""
    mine = select(Entry).where(_by(actor_id), Entry.state == UNDONE)
    return look.session.scalars(mine.order_by(Entry.id).limit(1)).first()


def offer(look: Look, actor_id: int | None) -> Offer:
    """Return what undo and redo would do next for this person."""
    undo, redo = next_undo(look, actor_id), next_redo(look, actor_id)
    return Offer(
        undo=f"Undo: {undo.sentence}" if undo else None,
        redo=f"Redo: {redo.sentence}" if redo else None,
    )


def entries(
    look: Look,
    before: int | None,
    limit: int,
    *,
    table: int | None = None,
    person: str | None = None,
) -> Sequence[Entry]:
    """Return the latest entries, newest first; `before` is the id to continue from.

    Those of one table, or by somebody of that name, if told.
    """
    statement = select(Entry).where(Entry.state != FORGOTTEN)
    if before is not None:
        statement = statement.where(Entry.id < before)
    if table is not None:
        statement = statement.where(Entry.table_id == table)
    if person is not None:
        statement = statement.where(Entry.actor_name == person)
    return look.session.scalars(statement.order_by(Entry.id.desc()).limit(limit)).all()


def since(look: Look, revision: int, limit: int) -> Sequence[Entry]:
    """Return the entries done, undone or redone after a revision, in that order."""
    later = select(Entry).where(Entry.revision > revision, Entry.state != FORGOTTEN)
    return look.session.scalars(later.order_by(Entry.revision, Entry.id).limit(limit)).all()


def promised(w: Work) -> Offer:
    """Return what undo and redo will do once this work is done."""
    if not w.steps:
        return offer(w, w.actor.id)
    return Offer(undo=f"Undo: {w.sentence}", redo=None)


def pass_over(w: Work) -> None:
    """Leave this person's latest change as it is, so that undo goes on with the one before."""
    entry = next_undo(w, w.actor.id)
    if entry is not None:
        entry.state = PASSED
        w.flipped.append(entry)


def steps_of(entry: Entry) -> list[Change[Any]]:
    """Return the changes that would flip an entry, in the order in which they would be made."""
    return [unpack(step, KINDS) for step in entry.steps]


@dataclass(frozen=True)
class PutBack:
    """Take back one entry, out of turn; its own inverse."""

    name: ClassVar[str] = "put_back"
    checks_itself: ClassVar[bool] = False
    in_order: ClassVar[bool] = True

    entry: int
    table: int | None = None
    insist: bool = False
    """Whether it is taken back even where the same was changed again since."""

    def sentence(self, look: Look) -> str:
        """Name what is put back."""
        return f"put back “{_entry(look, self.entry).sentence}”"

    def apply(self, w: Work) -> PutBack:
        """Raises NotFound; Conflict if the entry cannot be flipped any more, or not out of turn."""
        entry = _entry(w, self.entry)
        if entry.state not in {DONE, PASSED, OUT}:
            raise Conflict("This was taken back already.")
        steps = steps_of(entry)
        if self.insist:
            steps = _insisting(steps)
        # One that is out was taken back by an entry of its own, which is looked at instead.
        if entry.state != OUT and any(getattr(step, "in_order", False) for step in steps):
            overtaken.refuse_if_built_on(w, entry)
        inverses = [step.apply(w) for step in steps]
        entry.steps = [pack(step) for step in reversed(inverses)]
        entry.state = DONE if entry.state == OUT else OUT
        w.flipped.append(entry)
        return PutBack(entry.id, entry.table_id)

    def anyway(self) -> PutBack:
        """Return the same change, whatever was done since."""
        return replace(self, insist=True)


KINDS: Registry[type[Change[Any]]] = Registry("change", [*CHANGES, PutBack])
"""Every change that a journal may hold."""


def _flip(w: Work, entry: Entry, state: str, *, anyway: bool) -> Flipped:
    steps = steps_of(entry)
    if anyway:
        steps = _insisting(steps)
    elif not all(step.checks_itself for step in steps):
        overtaken.refuse_if_overtaken(w, entry)
    # Alone, a person only comes back to what was allowed before.
    alike = rules.alike(w) if overtaken.is_overtaken(w, entry) else None
    inverses = [step.apply(w) for step in steps]
    if alike is not None:
        rules.refuse_more_alike(w, alike)
    entry.steps = [pack(step) for step in reversed(inverses)]
    entry.state = state
    if state == UNDONE:
        w.changed.add(about.UNDONE)
    w.flipped.append(entry)
    w.session.flush()  # so that what would be undone next is asked of the new state
    return Flipped(entry.sentence, entry.table_id)


def _insisting(steps: Sequence[Change[Any]]) -> list[Change[Any]]:
    return [step.anyway() if isinstance(step, CanInsist) else step for step in steps]


def _entry(look: Look, entry_id: int) -> Entry:
    entry = look.session.get(Entry, entry_id)
    if entry is None or entry.state == FORGOTTEN:
        raise NotFound("This is not in the history any more.")
    return entry


def _drop_undone(w: Work) -> None:
    """What was undone can never be done again once something else is done."""
    actor, mark = w.actor.id, w.known.marks.get(about.UNDONE)
    if about.UNDONE in w.changed:
        mark = str(w.ended_at)
    if actor in w.known.ahead and w.known.ahead[actor] == mark:
        return  # nobody has undone anything since this was done last
    w.connection.execute(_DROP, {"actor": actor})
    w.known.ahead[actor] = mark


def _by(actor_id: int | None) -> sa.ColumnElement[bool]:
    return Entry.actor_id.is_not_distinct_from(actor_id)
