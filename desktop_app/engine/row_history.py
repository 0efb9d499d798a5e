"""What happened to one row: each change of it, newest first, and what stood there around it.

The row is followed back from what it is now: every entry that is in force tells what was there
before it. What was taken back is told as well, but does not count.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import sqlalchemy as sa
from sqlalchemy import select
from sqlalchemy.orm import undefer

from desktop_app.domain.errors import NotFound
from desktop_app.domain.sheet import Held, Misfit
from desktop_app.engine import former, images, rows
from desktop_app.engine.catalog import Column, Table
from desktop_app.engine.changes.cells import PutKept, SetCells
from desktop_app.engine.changes.kinds import SwapKind
from desktop_app.engine.changes.links import SetPairs
from desktop_app.engine.changes.rows import (
    AddRows,
    BringBack,
    DeleteKept,
    DeleteRows,
    DeleteSpans,
)
from desktop_app.engine.entries import (
    DROPPED,
    FORGOTTEN,
    IN_FORCE,
    TIDIED,
    Entry,
    steps_as_text,
    steps_say,
)
from desktop_app.engine.former import Kinds
from desktop_app.engine.journal import PutBack, steps_of
from desktop_app.engine.misfits import MisfitRecord
from desktop_app.engine.work import Change, Look

AT_ONCE = 200
"""Entries read at once."""


@dataclass(frozen=True)
class Was:
    """What lay in a cell, and the column as it was then, which says how to read it."""

    held: Held
    column: Column

    @property
    def text(self) -> str:
        """What a person saw there."""
        return former.seen(self.column, self.held)

    @property
    def plain(self) -> str:
        """The text by which it went from one kind to another."""
        return former.shown(self.column, self.held)


State: TypeAlias = Mapping[int, Was] | None
"""A row as it was, by the ids of its columns; None: not there."""


@dataclass(frozen=True)
class Event:
    """What one entry did to the row; `cells` are the ids of the columns it touched."""

    entry: Entry
    before: State
    after: State
    cells: Sequence[int] = field(default_factory=list)

    @property
    def in_force(self) -> bool:
        """Whether it was not taken back."""
        return self.entry.state in IN_FORCE


def events(look: Look, table: Table, row: int) -> Iterator[Event]:
    """Give what happened to a row, newest first. Raises NotFound if nothing ever did."""
    there = [*table.stored, *table.kept]
    found = rows.held(look, table, [row], there).get(row)
    state: State = None
    if found is not None:
        pairs = zip(there, found, strict=True)
        state = {column.id: Was(held, column) for column, held in pairs}
    follower = _Follower(look, table, row, state)
    for entry in touching(look, table, _mentions(row)):
        event = follower.event(entry)
        if event is not None:
            yield event


def event(look: Look, table: Table, row: int, entry: int) -> Event:
    """Return what one entry did to a row. Raises NotFound."""
    for each in events(look, table, row):
        if each.entry.id == entry:
            return each
    raise NotFound("That is not in the history of this row any more.")


def touching(look: Look, table: Table, which: sa.ColumnElement[bool]) -> Iterator[Entry]:
    """Give the entries, newest first, whose steps in a table may be like that, with their steps."""
    of_table = steps_say(f'"table": {table.id},') & which
    mine = select(Entry).where(
        of_table | steps_say('"put_back", "entry": '),
        Entry.state.not_in([DROPPED, TIDIED, FORGOTTEN]),
    )
    wanted = mine.options(undefer(Entry.steps)).order_by(Entry.id.desc()).limit(AT_ONCE)
    last: int | None = None
    while True:
        some = wanted if last is None else wanted.where(Entry.id < last)
        found = look.session.scalars(some).all()
        yield from found
        if len(found) < AT_ONCE:
            return
        last = found[-1].id


def effective(look: Look, entry: Entry | None) -> list[Change[Any]]:
    """Return the steps that flip an entry; for one that put others back, the steps of those."""
    found: list[Change[Any]] = []
    for step in steps_of(entry) if entry else []:
        other = look.session.get(Entry, step.entry) if isinstance(step, PutBack) else None
        if other is not None:
            found += effective(look, other)
        elif not isinstance(step, PutBack):
            found.append(step)
    return found


def _mentions(row: int) -> sa.ColumnElement[bool]:
    """Say, coarsely, whether the text of some steps may be about a row."""
    text = steps_as_text()
    by_number = (f"[{row},", f"[{row}]", f" {row},", f" {row}]")
    by_rule = ('"image": ', '"spans": ', '"swap_kind"')
    return sa.or_(*(text.like(f"%{each}%") for each in (*by_number, *by_rule)))


class _Follower:
    """Follows a row back through time."""

    def __init__(self, look: Look, table: Table, row: int, state: State) -> None:
        self._look, self._table, self._row = look, table, row
        self._columns = {column.id: column for column in (*table.columns, *table.kept)}
        self._state = state

    def event(self, entry: Entry) -> Event | None:
        """Return what an entry did to the row, None if nothing; and be before it from now on."""
        in_force = entry.state in IN_FORCE
        start, touched, seen = self._state, dict[int, None](), False
        for step in effective(self._look, entry):
            if step.table != self._table.id:
                continue
            flipped = self._flipped(step)
            if flipped is None:
                continue
            seen = True
            cells, self._state = flipped
            touched.update(dict.fromkeys(cells))
        end = self._state
        if not in_force:
            self._state = start
        if not seen:
            return None
        if in_force:
            return Event(entry, end, start, list(touched))
        # It was taken back: its steps lead forth, from what is told as before.
        return Event(entry, self._expected(entry, start), end, list(touched))

    def _flipped(self, step: Change[Any]) -> tuple[Sequence[int], State] | None:
        """Return the cells that a step changes and the row after it; None if not this row."""
        if self._goes(step):
            return list(self._state or ()), None
        match step:
            case SetCells():
                mine = {c: held for r, c, held in step.cells if r == self._row}
                return self._set(mine, step.kinds)
            case PutKept() if self._in_image(step.image):
                return self._set(self._kept(step), step.kinds)
            case AddRows() if self._row in (step.ids or ()):
                cells = step.cells[list(step.ids or ()).index(self._row)]
                return self._put(dict(zip(step.columns, cells, strict=True)), step.kinds)
            case BringBack() if self._in_image(step.image):
                return self._put(self._kept(step), step.kinds)
        return self._linked(step)

    def _goes(self, step: Change[Any]) -> bool:
        """Say whether a step takes the row away."""
        match step:
            case DeleteRows():
                return self._row in step.rows
            case DeleteSpans():
                return any(first <= self._row <= last for first, last in step.spans)
            case DeleteKept():
                return self._in_image(step.image)
        return False

    def _linked(self, step: Change[Any]) -> tuple[Sequence[int], State] | None:
        match step:
            case SwapKind():
                return self._swapped(step)
            case SetPairs() if any(self._row == near for near, _ in (*step.added, *step.removed)):
                return [step.column], self._state
        return None

    def _set(
        self, cells: Mapping[int, Held], kinds: Kinds | None
    ) -> tuple[Sequence[int], State] | None:
        if not cells:
            return None
        state = dict(self._state or {})
        for column, held in cells.items():
            if column in self._columns:
                of = state[column].column if column in state else self._columns[column]
                state[column] = Was(held, of if kinds is None else self._then(column, kinds))
        return list(cells), state

    def _put(self, cells: Mapping[int, Held], kinds: Kinds | None) -> tuple[Sequence[int], State]:
        there = {c: held for c, held in cells.items() if c in self._columns}
        known = {c: Was(held, self._then(c, kinds)) for c, held in there.items()}
        return list(known), known

    def _then(self, column: int, kinds: Kinds | None) -> Column:
        return former.column(self._columns[column], kinds)

    def _swapped(self, step: SwapKind) -> tuple[Sequence[int], State] | None:
        """The column had another kind before, whose value is kept."""
        old = (self._state or {}).get(step.aside)
        if old is None or self._state is None:
            return None
        before = Was(old.held, old.column)
        now = self._state.get(step.column)
        state = {c: was for c, was in self._state.items() if c != step.aside}
        state[step.column] = before
        same = now is not None and now.plain == before.plain
        return ([] if same else [step.column]), state

    def _expected(self, entry: Entry, start: State) -> State:
        """Return the row as it was before a change that was taken back."""
        state = dict(start or {})
        for step in effective(self._look, entry):
            if isinstance(step, SetCells) and step.table == self._table.id and step.expected:
                for (row, column, _), held in zip(step.cells, step.expected, strict=False):
                    if row == self._row and column in self._columns:
                        state[column] = Was(held, self._then(column, step.kinds))
        return state if start is not None or state else None

    def _in_image(self, image: int) -> bool:
        core = images.core(image, ())
        mine = select(core.c.row).where(core.c.row == self._row)
        return self._look.connection.scalar(mine) is not None

    def _kept(self, step: PutKept | BringBack) -> dict[int, Held]:
        of = [self._then(c, step.kinds) for c in step.columns if c in self._columns]
        core = images.core(step.image, of)
        mine = select(*list(core.c)[1:]).where(core.c.row == self._row)
        values: Sequence[Held] = self._look.connection.execute(mine).one() if of else ()
        found = {column.id: held for column, held in zip(of, values, strict=True)}
        odd = select(MisfitRecord.column_id, MisfitRecord.text).where(
            MisfitRecord.table_id == -step.image, MisfitRecord.row == self._row
        )
        return found | {c: Misfit(text) for c, text in self._look.connection.execute(odd)}
