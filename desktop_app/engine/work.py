"""What is in hand while a document is read or changed, and what a change is."""

from __future__ import annotations

from collections.abc import MutableMapping
from functools import cached_property
from typing import Any, ClassVar, Protocol, TypeAlias, TypeVar

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from desktop_app.domain.access import Actor
from desktop_app.engine import about

Counts: TypeAlias = MutableMapping[int, tuple[str | None, int]]

Inverse = TypeVar("Inverse", bound="Change[Any]", covariant=True)


class Look:
    """A transaction that reads: Core through `connection`, our own models through `session`."""

    def __init__(self, connection: Connection, counts: Counts) -> None:
        self.connection = connection
        self.session = Session(connection)
        self.counts = counts
        """How many rows a table has, by its id, and the mark under which they were counted."""

    def rows_mark(self, table: int) -> str | None:
        """Return the mark that is new whenever rows of this table came or went."""
        return self._marks.get(table)

    @cached_property
    def _marks(self) -> dict[int, str]:
        return about.rows_marks(self.connection)


class Work(Look):
    """A transaction that writes, by one person; it ends in one journal entry."""

    def __init__(self, connection: Connection, actor: Actor, counts: Counts) -> None:
        # A copy: what is counted in here may yet be rolled back, so nobody else is told.
        super().__init__(connection, dict(counts))
        self.actor = actor
        self.sentence: str | None = None
        """What was done, in words that can follow “Undo: ”; the first change's own unless set."""
        self.table: int | None = None
        """The table it was mostly about."""
        self.steps: list[Change[Any]] = []
        """The way back, last step first."""
        self.recounted: set[int] = set()
        """Tables whose number of rows changed."""

    def rows_changed(self, table: int, by: int) -> None:
        """Take note that so many rows of a table came (or went, if `by` is negative)."""
        self.recounted.add(table)
        mark, number = self.counts.get(table, (None, 0))
        if table in self.counts and mark == self.rows_mark(table):
            self.counts[table] = (mark, number + by)
        else:
            self.counts.pop(table, None)

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
