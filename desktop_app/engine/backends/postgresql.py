"""PostgreSQL, spoken to by psycopg.

Everything in a transaction is of one moment (REPEATABLE READ), and structure rolls back like data.
Names are at most 63 bytes. Statements are not prepared in the server: a prepared one fails once a
column of its table has another type, and poolers such as pgbouncer lose them.
"""

from __future__ import annotations

import re
import ssl
from collections.abc import Generator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, event
from sqlalchemy.exc import DBAPIError, OperationalError, ProgrammingError

from desktop_app.engine.backends.fitting import MARK, fit_names
from desktop_app.engine.backends.patience import REACH, Patience
from desktop_app.engine.backends.servers import Server

_SETTINGS = {
    "application_name": "tidybase",
    "TimeZone": "UTC",
    "default_transaction_isolation": "repeatable read",
    "idle_in_transaction_session_timeout": "60s",
    "lock_timeout": "5s",
}
_READING = {"default_transaction_read_only": "on", "statement_timeout": "30s"}
# A change of a million rows may take its time; only what hangs is ended.
_WRITING = {"statement_timeout": "10min"}

_CODES: Mapping[str, str] = {
    "40001": "raced",
    "40P01": "raced",
    "57P01": "away",
    "57P02": "away",
    "57P03": "away",
    "53300": "away",
    "55P03": "busy",
    "57014": "too slow",
    "53100": "full",
    "25006": "read only",
    "42501": "forbidden",
    "42P07": "taken",
    "42710": "taken",
    "54000": "too large",
    "28000": "stranger",
    "28P01": "stranger",
    "3D000": "stranger",
    "42P01": "moved",
    "42703": "moved",
    "0A000": "moved",
}
"""https://www.postgresql.org/docs/current/errcodes-appendix.html"""

_EVERY_TABLES = frozenset({"tableoid", "xmin", "cmin", "xmax", "cmax", "ctid"})
"""Columns that the server has in every table, and lets nobody else have."""

_WORDS = {
    "misnamed": re.compile("server certificate for .* does not match host name"),
    "unproven": re.compile("certificate verify failed|root certificate"),
    "bare": re.compile("server does not support SSL"),
    "stranger": re.compile(
        "authentication failed|does not exist|no pg_hba.conf entry|not permitted"
    ),
}
"""Of a connection that is not made the driver knows the words only, if they are English."""

_ROOTS = b"sslrootcert"
_NO_TABLE = "42P01"
_TURN = 0x54494459
"""Our name for the lock under which a new database is prepared."""


class PostgreSQL(Server):
    """A schema on a PostgreSQL server."""

    def writer(self, url: URL) -> Engine:
        """One connection whose work comes all at once or not at all."""
        engine = super().writer(url)
        _prepare(engine, _SETTINGS | _WRITING)
        return engine

    def reader(self, url: URL) -> Engine:
        """Connections that cannot write."""
        engine = super().reader(url)
        _prepare(engine, _SETTINGS | _READING)
        return engine

    def take_turn(self, connection: Connection) -> None:
        """Lock our own table against other writers.

        LOCK is the first statement, so that the transaction sees what the others have written.
        """
        try:
            connection.exec_driver_sql("LOCK TABLE tidybase_about IN SHARE ROW EXCLUSIVE MODE")
        except ProgrammingError as error:
            if getattr(error.orig, "sqlstate", None) != _NO_TABLE:
                raise
            # A new database. A snapshot for each statement: it waits before it looks.
            connection.connection.rollback()
            connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL READ COMMITTED")
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_TURN:d})")

    def meaning(self, error: DBAPIError) -> str | None:
        """By SQLSTATE; an error without one is a connection that could not be made or was lost."""
        code: str | None = getattr(error.orig, "sqlstate", None)
        if super().meaning(error):
            return "away"
        if code is not None:
            return "away" if code.startswith("08") else _CODES.get(code)
        if not isinstance(error, OperationalError):
            return None
        told = str(error.orig)
        return next((name for name, words in _WORDS.items() if words.search(told)), "away")

    def settings(self) -> Mapping[str, Any]:
        """See the top of this file."""
        return {"connect_args": {"prepare_threshold": None, "connect_timeout": REACH}}


def fits(name: str) -> bool:
    """Say whether a table or a column can be called that."""
    # The server's own tables would be found first; none of them has a mark in its name.
    servers = name in _EVERY_TABLES or (name.startswith("pg_") and MARK not in name)
    return len(name.encode()) <= 63 and not servers


def _prepare(engine: Engine, settings: Mapping[str, str]) -> None:
    fit_names(engine, fits)

    @event.listens_for(engine, "do_connect")
    def _connect(_dialect: object, _record: object, words: Any, named: Any) -> Any:
        return _patient().connect(*words, **_trusting(named))

    @event.listens_for(engine, "connect")
    def _set(connection: Any, _record: object) -> None:
        calls = ", ".join(["set_config(%s, %s, false)"] * len(settings))
        parameters = [part for pair in settings.items() for part in pair]
        connection.execute(f"SELECT {calls}", parameters)
        connection.commit()


def _trusting(named: Mapping[str, Any]) -> Mapping[str, Any]:
    """Let a server prove itself by what this computer trusts, where nothing else was set up.

    What the person set up for PostgreSQL alone is found by the driver: in a file, or by a variable.
    https://www.postgresql.org/docs/current/libpq-ssl.html
    """
    if named.get("sslmode") != "verify-full" or _has_own_trust():
        return named
    # The driver may come with an OpenSSL of its own, which does not know where they are.
    return {**named, "sslrootcert": ssl.get_default_verify_paths().cafile or "system"}


def _has_own_trust() -> bool:
    import psycopg  # noqa: PLC0415 - see _patient

    chosen = (each.val for each in psycopg.pq.Conninfo.get_defaults() if each.keyword == _ROOTS)
    return any(chosen) or (Path.home() / ".postgresql" / "root.crt").exists()


@cache
def _patient() -> Any:
    """Return psycopg's connection, but one that gives up on a server that hangs."""
    import psycopg  # noqa: PLC0415 - optional, and only here

    class Patient(psycopg.Connection[Any]):
        def wait(self, gen: Generator[Any, Any, Any], *words: Any, **named: Any) -> Any:
            return super().wait(self._patiently(gen), *words, **named)

        def _patiently(self, answering: Generator[Any, Any, Any]) -> Generator[Any, Any, Any]:
            patience = Patience(self._is_there)
            try:
                wanted = next(answering)
                while True:
                    ready = yield wanted
                    if not ready and patience.is_over():
                        self.close()
                        raise psycopg.OperationalError("the server does not answer")
                    wanted = answering.send(ready)
            except StopIteration as end:
                return end.value

        def _is_there(self) -> bool:
            try:
                words: dict[str, Any] = self.info.get_parameters() | {"connect_timeout": REACH}
                psycopg.connect(password=self.info.password, **words).close()
            except psycopg.Error:
                return False
            return True

    return Patient
