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

    @cached_property
    def rows_mark(self) -> str | None:
        """The mark that is new whenever rows came or went."""
        return about.fact(self.connection, about.ROWS)


class Work(Look):
    """A transaction that writes, by one person; it ends in one journal entry."""

    def __init__(self, connection: Connection, actor: Actor) -> None:
        # What is counted in here may yet be rolled back, so nobody else is told.
        super().__init__(connection, {})
        self.actor = actor
        self.sentence: str | None = None
        """What was done, in words that can follow “Undo: ”; the first change's own unless set."""
        self.table: int | None = None
        """The table it was mostly about."""
        self.steps: list[Change[Any]] = []
        """The way back, last step first."""
        self.recounted: set[int] = set()
        """Tables whose number of rows changed."""

    def rows_changed(self, table: int) -> None:
        """Take note that rows of a table come or go."""
        self.counts.pop(table, None)
        self.recounted.add(table)

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

    @property
    def table(self) -> int | None:
        """The id of the table it is about, if it is about one."""

    def sentence(self, look: Look) -> str:
        """Say what it does in words that can follow “Undo: ”."""

    def apply(self, w: Work) -> Inverse:
        """Do it and return the inverse. Raises NotFound or Conflict and then changes nothing."""
