"""What is in hand while a document is read or changed."""

from __future__ import annotations

from collections.abc import MutableMapping
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from desktop_app.domain.access import Actor

if TYPE_CHECKING:
    from desktop_app.engine.changes.base import Change

Inverse = TypeVar("Inverse", bound="Change[Any]")


class Look:
    """A transaction that reads: Core through `connection`, our own models through `session`."""

    def __init__(self, connection: Connection, counts: MutableMapping[int, int]) -> None:
        self.connection = connection
        self.session = Session(connection)
        self.counts = counts
        """How many rows a table has, by its id, as far as it was counted."""


class Work(Look):
    """A transaction that writes, by one person; it ends in one journal entry."""

    def __init__(
        self, connection: Connection, actor: Actor, counts: MutableMapping[int, int]
    ) -> None:
        super().__init__(connection, counts)
        self.actor = actor
        self.sentence: str | None = None
        """What was done, in words that can follow “Undo: ”; the first change's own unless set."""
        self.table: int | None = None
        """The table it was mostly about."""
        self.steps: list[Change[Any]] = []
        """The way back, last step first."""
        self.recounted: set[int] = set()
        """Tables whose number of rows changed."""

    def apply(self, change: Change[Inverse]) -> Inverse:
        """Make a change; return its inverse, which also names what was made. Raises Problem."""
        if self.sentence is None:
            self.sentence = change.sentence(self)
        inverse = change.apply(self)
        self.steps.insert(0, inverse)
        if self.table is None:
            self.table = change.table if change.table is not None else inverse.table
        return inverse
