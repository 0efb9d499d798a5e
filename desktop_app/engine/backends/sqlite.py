"""SQLite: a document is one ordinary file.

The settings and their reasons: https://sqlite.org/pragma.html, and simulated power cuts, in which
DELETE with EXTRA lost nothing, DELETE with FULL lost acknowledged writes. Never EXCLUSIVE locking:
with NORMAL, a file that was replaced under us refuses the next write instead of losing it.
"""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, ClassVar

from sqlalchemy import URL, Connection, Engine, QueuePool, create_engine, event
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from desktop_app.domain import errors
from desktop_app.engine.backends.base import REMOVED
from desktop_app.engine.base import OURS
from desktop_app.formulas import install

APPLICATION_ID = 0x54494459
"""“TIDY”, at byte 68 of every document of ours: https://sqlite.org/fileformat.html#application_id"""

_DRIVERS = frozenset({"sqlite", "sqlite+pysqlite"})
"""Only Python's own: other drivers, and words behind a “?”, could do more than open the file."""

HEADER = b"SQLite format 3\x00"
BUSY_TIMEOUT = 5.0
"""Seconds to wait while another program holds the file."""

PATIENCE = 3.0
"""Seconds to wait for our own connection while it is busy, as with an import."""

READERS = 8
"""As many as the server has threads."""

_LOST_NOTHING = "Nothing in the file was changed."

_MEANINGS: Mapping[str, tuple[type[errors.Problem], str]] = {
    "SQLITE_CONSTRAINT_UNIQUE": (
        errors.Conflict,
        f"There is one just like it already. {_LOST_NOTHING}",
    ),
    "SQLITE_CONSTRAINT": (errors.Conflict, f"That does not fit the file. {_LOST_NOTHING}"),
    "SQLITE_BUSY": (
        errors.DocumentBusy,
        "Another program is using the file. Close it there, or wait a moment, and try again.",
    ),
    "SQLITE_LOCKED": (errors.DocumentBusy, "The file is busy. Wait a moment and try again."),
    "SQLITE_FULL": (
        errors.DocumentFull,
        f"The disk is full. {_LOST_NOTHING} Make some room and try again.",
    ),
    "SQLITE_CORRUPT": (
        errors.DocumentDamaged,
        "The file is damaged. Please close it and open your latest backup.",
    ),
    "SQLITE_NOTADB": (errors.NotADocument, "This file is not a Tidybase file, or it is damaged."),
    "SQLITE_READONLY_DBMOVED": (
        errors.DocumentMoved,
        f"The file was moved, deleted or replaced while it was open. {_LOST_NOTHING} "
        "Please close it and open it again from where it is now.",
    ),
    "SQLITE_READONLY": (
        errors.DocumentReadOnly,
        f"The file cannot be changed here: it is read-only. {_LOST_NOTHING} "
        "Copy it to a folder of your own and open the copy.",
    ),
    "SQLITE_IOERR": (
        errors.DocumentUnreadable,
        f"The disk did not answer. {_LOST_NOTHING} Check that it is connected and has room.",
    ),
    "SQLITE_CANTOPEN": (
        errors.DocumentUnreadable,
        "The file could not be opened. Check that it, and its folder, are there and yours.",
    ),
    "SQLITE_PERM": (errors.DocumentReadOnly, "You may not change this file on this computer."),
}


class Reading(SQLiteDialect_pysqlite):
    """Python's own driver, which begins a transaction when it is told to and not at a first change.

    An event would do the same; while there is one, each statement pays a tenth of its time for it.
    """

    supports_statement_cache = True
    begin = "BEGIN"

    def do_begin(self, dbapi_connection: Any) -> None:
        """Begin: what is read from here on is of one moment."""
        dbapi_connection.execute(self.begin)


class Writing(Reading):
    """The same for the one that writes: it begins with the lock, so that nothing fails half way."""

    supports_statement_cache = True
    begin = "BEGIN IMMEDIATE"


for _dialect in (Reading, Writing):
    registry.register(f"sqlite.{_dialect.__name__.lower()}", __name__, _dialect.__name__)


class SQLite:
    """One ordinary file, whole on disk whenever nothing is being written."""

    name: ClassVar[str] = "sqlite"
    translate: ClassVar[Mapping[str | None, str | None]] = {OURS: None}
    structure_rolls_back: ClassVar[bool] = True

    def check(self, url: URL) -> None:
        """Read the first 100 bytes. Raises Invalid, NotADocument, DocumentUnreadable."""
        if url.drivername not in _DRIVERS or url.query:
            raise errors.Invalid("A file is named by its path and nothing else.")
        path = Path(url.database or "")
        if not path.parent.is_dir():
            raise errors.DocumentUnreadable(f"There is no folder “{path.parent}”.")
        header = _header(path) if path.exists() else b""
        if header and not header.startswith(HEADER):
            raise errors.NotADocument(f"“{path.name}” is not a Tidybase file.")
        if header and not _is_marked(header):
            raise errors.NotADocument(
                f"“{path.name}” was made by another program, so Tidybase leaves it alone. "
                "Its tables can be imported into a file of yours, like those of a spreadsheet."
            )
        _refuse_strange_company(path, header)

    def writer(self, url: URL) -> Engine:
        """One connection."""
        engine = _engine(url.set(drivername="sqlite+writing"), pool_size=1)
        event.listen(engine, "connect", _prepare_writer)
        return engine

    def reader(self, url: URL) -> Engine:
        """A pool of connections that cannot write, nor make a file where there is none any more."""
        if not url.query:
            url = by_uri(Path(url.database or ""), "rw")
        engine = _engine(url.set(drivername="sqlite+reading"), pool_size=READERS)
        event.listen(engine, "connect", _prepare_reader)
        return engine

    def version(self, connection: Connection) -> int | None:
        """Read `user_version`, if the file is ours."""
        if connection.exec_driver_sql("PRAGMA application_id").scalar_one() != APPLICATION_ID:
            return None
        return int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())

    def mark(self, connection: Connection, version: int) -> None:
        """Write `application_id` and `user_version` (part of the transaction, like everything)."""
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID:d}")
        connection.exec_driver_sql(f"PRAGMA user_version = {version:d}")

    def explain(self, error: BaseException) -> errors.Problem | None:
        """Look at SQLite's error name, the longest that is known first."""
        if isinstance(error, PoolTimeout):
            return errors.DocumentBusy(
                "The file is busy with a long change. Try again in a moment."
            )
        if not isinstance(error, DBAPIError) or not isinstance(error.orig, sqlite3.Error):
            return None
        if " already " in str(error.orig):
            return errors.Conflict("The file has something of that name. Choose another name.")
        if str(error.orig).startswith(("no such table: ", "no such column: ")):
            return errors.DocumentChanged(f"{REMOVED} {_LOST_NOTHING}")
        code = getattr(error.orig, "sqlite_errorname", "")
        while code:
            if code in _MEANINGS:
                problem, message = _MEANINGS[code]
                return problem(message)
            code = code.rpartition("_")[0]
        return None

    def delays(self, error: BaseException) -> Sequence[float]:
        """Once more, where another program held the file for a moment."""
        orig = getattr(error, "orig", None)
        return (0.3,) if getattr(orig, "sqlite_errorname", "").startswith("SQLITE_BUSY") else ()


def is_document(path: Path) -> bool:
    """Say whether a file is a document of ours, whatever it is called. Raises DocumentProblem."""
    header = _header(path)
    return header.startswith(HEADER) and _is_marked(header)


def by_uri(path: Path, mode: str) -> URL:
    """Return the address of a file that is there; the modes: https://sqlite.org/uri.html."""
    uri = path.absolute().as_uri()
    return URL.create("sqlite", database=uri, query={"mode": mode, "uri": "true"})


def _refuse_strange_company(path: Path, header: bytes) -> None:
    """Raise DocumentUnreadable where SQLite would read over the file what belongs to another.

    It does so with any log that has the right name: https://sqlite.org/howtocorrupt.html. One that
    belongs to the file is told by bytes 18 and 19, which are 2 while it keeps a log.
    """
    log = path.with_name(f"{path.name}-wal")
    if header[18:20] == b"\x01\x01" and log.exists() and log.stat().st_size:
        raise errors.DocumentUnreadable(
            f"Beside this file lies “{log.name}”, which belongs to another file and would damage "
            "this one. Move it to another folder, then open the file again."
        )


def _is_marked(header: bytes) -> bool:
    return header[68:72] == APPLICATION_ID.to_bytes(4, "big")


def _header(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(100)
    except OSError as error:
        message = f"“{path.name}” could not be opened: {error.strerror}."
        raise errors.DocumentUnreadable(message) from error


def _engine(url: URL, *, pool_size: int) -> Engine:
    return create_engine(
        url,
        poolclass=QueuePool,
        pool_size=pool_size,
        max_overflow=0,
        pool_timeout=PATIENCE,
        # The connection used last has its pages still in memory.
        pool_use_lifo=True,
        hide_parameters=True,
        connect_args={"check_same_thread": False, "timeout": BUSY_TIMEOUT, "isolation_level": None},
    )


def _prepare(connection: sqlite3.Connection) -> None:
    for setting in ("foreign_keys=ON", "trusted_schema=OFF", "cell_size_check=ON"):
        connection.execute(f"PRAGMA {setting}")
    install(connection)


def _prepare_reader(connection: sqlite3.Connection, _record: Any) -> None:
    _prepare(connection)
    connection.execute("PRAGMA query_only=ON")
    # A long sort is done by two processors.
    connection.execute("PRAGMA threads=2")


def _prepare_writer(connection: sqlite3.Connection, _record: Any) -> None:
    _prepare(connection)
    connection.execute("PRAGMA journal_mode=DELETE")
    connection.execute("PRAGMA synchronous=EXTRA")
    if sys.platform == "darwin":
        connection.execute("PRAGMA fullfsync=ON")
