"""The contract of a back-end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar, Protocol

from sqlalchemy import URL, Connection, Engine

from desktop_app.domain.errors import Problem

REMOVED = (
    "A table or a column that should be here is not there any more: another program has removed or "
    "renamed it."
)


class Backend(Protocol):
    """One kind of database: its engines and pools, its marks of identity, its errors in words."""

    @property
    def name(self) -> str:
        """The first word of its URLs."""

    translate: ClassVar[Mapping[str | None, str | None]]
    """Where the schema of our own models lies in this kind of database."""

    structure_rolls_back: ClassVar[bool]
    """Whether a transaction that fails takes changes of structure with it."""

    def check(self, url: URL) -> None:
        """Look at what is there before anything is opened. Raises DocumentProblem, Invalid."""

    def writer(self, url: URL) -> Engine:
        """Make the engine of the one connection that writes; its transactions lock at once."""

    def reader(self, url: URL) -> Engine:
        """Make the engine whose pool serves the readers."""

    def version(self, connection: Connection) -> int | None:
        """Return the version of our tables in there, None in a new database."""

    def mark(self, connection: Connection, version: int) -> None:
        """Mark the database as ours, at this version."""

    def explain(self, error: BaseException) -> Problem | None:
        """Say in plain words what a driver's error means; None if it means nothing to a person."""

    def delays(self, error: BaseException) -> Sequence[float]:
        """Return the seconds to wait before each further try of what failed with this.

        There are none where the whole transaction would hardly succeed if it was repeated.
        """
