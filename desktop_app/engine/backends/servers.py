"""Database servers: one connection that writes, a pool that reads, each tried before it is used.

The pool figures and their reasons are those of a team of a few dozen people on one small server.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from sqlalchemy import URL, Connection, Engine, create_engine, inspect
from sqlalchemy.exc import IntegrityError, NoSuchModuleError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from desktop_app.domain import errors
from desktop_app.engine import about
from desktop_app.engine.base import OURS


@dataclass(frozen=True)
class Server:
    """A server; `name` is the first word of its URLs, `driver` the module that speaks to it."""

    name: str
    driver: str
    translate: ClassVar[Mapping[str | None, str | None]] = {OURS: None}

    def check(self, url: URL) -> None:
        """A server is asked when it is connected to."""

    def writer(self, url: URL) -> Engine:
        """One connection."""
        return self._engine(url, pool_size=1, max_overflow=0, pool_timeout=30)

    def reader(self, url: URL) -> Engine:
        """Eight connections, four more at the busiest."""
        return self._engine(url, pool_size=8, max_overflow=4, pool_timeout=5)

    def version(self, connection: Connection) -> int | None:
        """Read the version from `tidybase_about`."""
        if not inspect(connection).has_table(about.About.__tablename__):
            return None
        found = about.fact(connection, about.VERSION)
        return None if found is None else int(found)

    def mark(self, connection: Connection, version: int) -> None:
        """Write the version into `tidybase_about`."""
        about.note(connection, about.VERSION, str(version))

    def explain(self, error: BaseException) -> errors.Problem | None:
        """Tell a lost or refused connection from everything else."""
        if isinstance(error, PoolTimeout):
            return errors.DocumentBusy("The shared database is busy. Try again in a moment.")
        if isinstance(error, IntegrityError):
            return errors.Conflict("That does not fit what is there already. Nothing was changed.")
        if isinstance(error, OperationalError):
            return errors.DocumentUnreadable(
                "The shared database does not answer. Nothing was changed; try again in a moment."
            )
        return None

    def _engine(self, url: URL, *, pool_size: int, max_overflow: int, pool_timeout: int) -> Engine:
        try:
            return create_engine(
                url.set(drivername=f"{self.name}+{self.driver}"),
                pool_size=pool_size,
                max_overflow=max_overflow,
                pool_timeout=pool_timeout,
                pool_pre_ping=True,
                pool_recycle=1800,
                hide_parameters=True,
            )
        except (ModuleNotFoundError, NoSuchModuleError) as error:
            message = f"Speaking to {self.name} needs the Python package {self.driver!r}."
            raise errors.NotADocument(message) from error
