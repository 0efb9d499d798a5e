"""What database servers have in common: one connection that writes, a pool that reads.

Each connection is tried before it is used. The pool figures and their reasons are those of a team
of a few dozen people on one small server. Processes that work on one database take turns: whoever
begins to write waits until no other process does, since a document has one writer.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError, NoSuchModuleError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from desktop_app.domain import errors
from desktop_app.engine import about, addresses
from desktop_app.engine.backends.base import REMOVED
from desktop_app.engine.base import OURS

POOL_PATIENCE = 5
"""Seconds to wait for a connection, or for another process that writes."""

_POOL: Mapping[str, Any] = {
    "pool_timeout": POOL_PATIENCE,
    "pool_pre_ping": True,
    "pool_recycle": 1800,
    "pool_use_lifo": True,
}

_BUSY = "The shared database is busy with other work. Try again in a moment."
_AWAY = "The shared database does not answer. What was saved is safe; try again in a moment."
_LOST_NOTHING = "Nothing was changed."

MEANINGS: Mapping[str, errors.Problem] = {
    "busy": errors.DocumentAway(_BUSY),
    "raced": errors.DocumentAway(_BUSY),
    "away": errors.DocumentAway(_AWAY),
    "stranger": errors.DocumentUnreadable(
        "The database server does not let Tidybase in. Check the name of the database, the person "
        "and the password."
    ),
    "unproven": errors.DocumentUnreadable(
        "The database server shows a certificate that this computer does not trust. Ask whoever "
        "looks after the server how this computer is made to trust it."
    ),
    "misnamed": errors.DocumentUnreadable(
        "The certificate of the database server is for another name than the one given. Give the "
        "name that stands in it; whoever looks after the server knows it."
    ),
    "bare": errors.DocumentUnreadable(
        "The database server has no certificate by which it could prove that it is the one named. "
        "Ask whoever looks after it for one, or open it without that proof."
    ),
    "full": errors.DocumentFull(
        f"The disk of the database server is full. {_LOST_NOTHING} Make some room there."
    ),
    "taken": errors.Conflict(
        f"Something else in the database is called that. {_LOST_NOTHING} Choose another name."
    ),
    "read only": errors.DocumentReadOnly(
        f"The database server takes no changes: it is read-only. {_LOST_NOTHING}"
    ),
    "forbidden": errors.DocumentReadOnly(
        f"The database server does not let Tidybase do that. {_LOST_NOTHING} "
        "Whoever looks after the database can allow it."
    ),
    "moved": errors.DocumentChanged(f"{REMOVED} {_LOST_NOTHING}"),
    "too slow": errors.DocumentBusy(
        f"That took the database server too long, so it was stopped. {_LOST_NOTHING}"
    ),
    "too large": errors.DocumentFull(
        f"That is more than the database server takes at once. {_LOST_NOTHING} Do it in parts."
    ),
}
"""What can happen to a server, in words; the back-ends say which of their codes mean it."""

_PATIENT = (0.3, 0.6, 1.2, 2.4, 4.8)
_DELAYS: Mapping[str, Sequence[float]] = {
    "away": _PATIENT,
    "raced": _PATIENT,
    # What another process of ours is renaming is found a moment later; what is gone stays so.
    "moved": (0.1, 0.4),
}
"""For those that may be over when the transaction is repeated, the seconds until then."""


@dataclass(frozen=True)
class Server:
    """A server; `name` is the first word of its URLs, `driver` the module that speaks to it."""

    name: str
    driver: str
    translate: ClassVar[Mapping[str | None, str | None]] = {OURS: None}
    structure_rolls_back: ClassVar[bool] = True

    def check(self, url: URL) -> None:
        """Raises Invalid for an address that could make the driver do anything but connect."""
        addresses.check(url)

    def writer(self, url: URL) -> Engine:
        """One connection."""
        engine = self._engine(url, pool_size=1, max_overflow=0, **_POOL)
        event.listen(engine, "begin", self.take_turn)
        return engine

    def reader(self, url: URL) -> Engine:
        """Eight connections, four more at the busiest."""
        return self._engine(url, pool_size=8, max_overflow=4, **_POOL)

    def version(self, connection: Connection) -> int | None:
        """Read the version from `tidybase_about`."""
        if not inspect(connection).has_table(about.About.__tablename__):
            return None
        found = about.fact(connection, about.VERSION)
        return None if found is None else int(found)

    def mark(self, connection: Connection, version: int) -> None:
        """Write the version into `tidybase_about`."""
        about.note(connection, about.VERSION, str(version))

    def take_turn(self, connection: Connection) -> None:
        """Wait until no other process writes, at the beginning of a transaction."""

    def meaning(self, error: DBAPIError) -> str | None:
        """Return which of MEANINGS the driver's error is."""
        return "away" if error.connection_invalidated else None

    def explain(self, error: BaseException) -> errors.Problem | None:
        """Say it in words."""
        if isinstance(error, PoolTimeout):
            return errors.DocumentAway(_BUSY)
        if not isinstance(error, DBAPIError):
            return None
        meant = MEANINGS.get(self.meaning(error) or "")
        if meant is not None:
            return type(meant)(meant.message)
        if isinstance(error, IntegrityError | DataError):
            return errors.Conflict(f"That does not fit what is there already. {_LOST_NOTHING}")
        return None

    def delays(self, error: BaseException) -> Sequence[float]:
        """Long where the connection was lost or refused, or others were in the way."""
        meaning = self.meaning(error) if isinstance(error, DBAPIError) else None
        return _DELAYS.get(meaning or "", ())

    def _engine(self, url: URL, **pool: Any) -> Engine:
        try:
            return create_engine(
                url.set(drivername=f"{self.name}+{self.driver}"),
                hide_parameters=True,
                **self.settings(),
                **pool,
            )
        except (ModuleNotFoundError, NoSuchModuleError) as error:
            message = f"Speaking to {self.name} needs the Python package {self.driver!r}."
            raise errors.NotADocument(message) from error

    def settings(self) -> Mapping[str, Any]:
        """Return more words for `create_engine`."""
        return {}
