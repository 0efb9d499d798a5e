"""What is in hand while a document is read or changed, and what a change is."""

from __future__ import annotations

from collections.abc import Iterable, MutableMapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, ClassVar, Protocol, TypeAlias, TypeVar

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from desktop_app.domain.access import Actor
from desktop_app.engine import about

Counts: TypeAlias = MutableMapping[int, tuple[str | None, int]]

Inverse = TypeVar("Inverse", bound="Change[Any]", covariant=True)


@dataclass
class Known:
    """What a process remembers of a document, true as of one revision."""

    revision: int = -1
    marks: dict[str, str] = field(default_factory=dict)
    structure: Any = None
    """Which tables and columns there are, once it was read; the catalogue's own affair."""
    counts: Counts = field(default_factory=dict)
    """How many rows a table has, by its id, and the mark under which they were counted."""
    misfits: MutableMapping[int, tuple[str | None, bool]] = field(default_factory=dict)
    """Whether anything in a table does not fit, and the mark under which that was seen."""
    ahead: MutableMapping[int | None, str | None] = field(default_factory=dict)
    """Who has nothing that could be done again, and the mark under which that was seen."""

    def at(self, revision: int, marks: dict[str, str]) -> Known:
        """Return what still holds at a later revision, which has these marks."""
        same = marks.get(about.STRUCTURE) == self.marks.get(about.STRUCTURE)
        return replace(
            self, revision=revision, marks=marks, structure=self.structure if same else None
        )


class Memory:
    """What the process knows of a document, shared by everybody who looks at it."""

    def __init__(self) -> None:
        self._known = Known()

    def known(self, connection: Connection, revision: int) -> Known:
        """Return what holds in this transaction, which sees that revision."""
        known = self._known
        if known.revision != revision:
            known = known.at(revision, about.facts(connection))
            self._known = known
        return known

    def learn(self, work: Work) -> None:
        """Remember what a work knew at its end, now that it is committed."""
        if work.ended_at is None:
            return
        mark, known = str(work.ended_at), work.known
        counts, misfits = dict(known.counts), dict(known.misfits)
        for table, (_, number) in known.counts.items():
            if about.rows_of(table) in work.changed:
                counts[table] = (mark, number)
        for table, (_, some) in known.misfits.items():
            if about.cells_of(table) in work.changed:
                misfits[table] = (mark, some)
        marks = {**known.marks, **dict.fromkeys((about.REVISION, *work.changed), mark)}
        self._known = replace(
            known, revision=work.ended_at, marks=marks, counts=counts, misfits=misfits
        )


class Look:
    """A transaction that reads: Core through `connection`, our own models through `session`."""

    def __init__(self, connection: Connection, memory: Memory) -> None:
        self.connection = connection
        self._memory = memory

    @cached_property
    def session(self) -> Session:
        """For our own models; it is part of the transaction."""
        return Session(self.connection)

    @cached_property
    def known(self) -> Known:
        """What is remembered and holds here."""
        return self._memory.known(self.connection, about.revision(self.connection))

    @property
    def revision(self) -> int:
        """How many works have changed the document so far."""
        return self.known.revision

    @property
    def counts(self) -> Counts:
        """How many rows a table has, by its id, and the mark under which they were counted."""
        return self.known.counts

    def rows_mark(self, table: int) -> str | None:
        """Return the mark that is new whenever rows of this table came or went."""
        return self.known.marks.get(about.rows_of(table))

    def cells_mark(self, table: int) -> str | None:
        """Return the mark that is new whenever anything in this table changed."""
        return self.known.marks.get(about.cells_of(table))

    def close(self) -> None:
        """Let go of the session, if there is one."""
        if "session" in self.__dict__:
            self.session.close()


class Work(Look):
    """A transaction that writes, by one person; it ends in one journal entry."""

    def __init__(self, connection: Connection, actor: Actor, memory: Memory) -> None:
        super().__init__(connection, memory)
        # A copy: what is found in here may yet be rolled back, so nobody else is told.
        shared = memory.known(connection, about.revision_to_change(connection))
        self.known = replace(
            shared,
            counts=dict(shared.counts),
            misfits=dict(shared.misfits),
            ahead=dict(shared.ahead),
        )
        self.actor = actor
        self.sentence: str | None = None
        """What was done, in words that can follow “Undo: ”; the first change's own unless set."""
        self.table: int | None = None
        """The table it was mostly about."""
        self.receipt: int | None = None
        """The number of the receipt that tells more of it."""
        self.steps: list[Change[Any]] = []
        """The way back, last step first."""
        self.changed: set[str] = set()
        """The names of the marks of all that changed."""
        self.touched: dict[int, set[int] | None] = {}
        """The ids of the rows that changed, by table; None where it may be any of them."""
        self.flipped: list[Any] = []
        """Entries of the journal that were undone or redone."""
        self.ended_at: int | None = None
        """The revision that this work made, once it is over."""

    def flush(self) -> None:
        """Write the records of ours that the session holds, if there are any."""
        if self.has_unsaved:
            self.session.flush()

    @property
    def has_unsaved(self) -> bool:
        """Whether there are records of ours that the session has yet to write."""
        mine = self.__dict__.get("session")
        return mine is not None and bool(mine.new or mine.dirty or mine.deleted)

    def cells_changed(self, table: int, rows: Iterable[int] | None = None) -> None:
        """Take note that something in a table changed: in these rows, else anywhere in it."""
        self.changed.add(about.cells_of(table))
        touched = self.touched.setdefault(table, set())
        if rows is None:
            self.touched[table] = None
        elif touched is not None:
            touched.update(rows)

    def rows_changed(self, table: int, by: int, rows: Iterable[int] | None = None) -> None:
        """Take note that so many rows of a table came (or went, if `by` is negative): these."""
        self.cells_changed(table, rows)
        self.changed.add(about.rows_of(table))
        mark, number = self.counts.get(table, (None, 0))
        if table in self.counts and mark == self.rows_mark(table):
            self.counts[table] = (mark, number + by)
        else:
            self.counts.pop(table, None)

    def structure_changed(self) -> None:
        """Take note that tables or columns changed; what was remembered of them is forgotten."""
        if "session" in self.__dict__:
            self.session.flush()
        self.changed.add(about.STRUCTURE)
        self.known.structure = None

    def apply(self, change: Change[Inverse]) -> Inverse:
        """Make a change; return its inverse, which also names what was made. Raises Problem."""
        if self.sentence is None:
            self.sentence = change.sentence(self)
        inverse = change.apply(self)
        self.steps.insert(0, inverse)
        if self.table is None:
            self.table = change.table if change.table is not None else inverse.table
        return inverse


class Change(Protocol[Inverse]):
    """Something that can be done to a document, and taken back.

    A change is a frozen dataclass of plain values. `name` is stored in journals: never renamed.
    One that holds on to something in the document, as rows kept aside, also has a method
    `forget(w)`, which lets go of it for good once the change can never be made again. One that may
    only be made out of turn while nothing came later in its table says `in_order = True`; one that
    compares what is there has `anyway()`, which returns it as one that does not (see journal).
    """

    name: ClassVar[str]
    checks_itself: ClassVar[bool]
    """Whether `apply` itself refuses when somebody changed the same since."""

    @property
    def table(self) -> int | None:
        """The id of the table it is about, if it is about one."""

    def sentence(self, look: Look) -> str:
        """Say what it does in words that can follow “Undo: ”."""

    def apply(self, w: Work) -> Inverse:
        """Do it and return the inverse. Raises NotFound or Conflict and then changes nothing."""
