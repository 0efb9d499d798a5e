"""MariaDB and MySQL, spoken to by PyMySQL.

A change of structure there commits what was done before it in the same transaction and cannot be
rolled back; `mariadb_structure.py` mends that, all but one rare case. Writers take turns by a named
lock, which outlives such commits.

Tables of ours and people's are InnoDB, utf8mb4, compared to the letter, whatever the server's own
defaults. Names are at most 64 letters of Unicode's first plane, and of most scripts 50: a table is
also a file.
"""

from __future__ import annotations

import re
import select
import ssl
from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import cache
from hashlib import sha256
from typing import Any, ClassVar

import sqlalchemy as sa
from sqlalchemy import URL, Connection, Engine, NullPool, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.schema import CreateTable
from sqlalchemy.sql.compiler import DDLCompiler, TypeCompiler

from desktop_app.domain.errors import DocumentAway
from desktop_app.engine.backends.fitting import fit_names
from desktop_app.engine.backends.mariadb_structure import Structure
from desktop_app.engine.backends.patience import REACH, Patience
from desktop_app.engine.backends.servers import MEANINGS, POOL_PATIENCE, Server

_MODE = "STRICT_ALL_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION"
_SETTINGS = f"sql_mode = '{_MODE}', time_zone = '+00:00', innodb_lock_wait_timeout = 10"
_WRITING = ("SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED",)
_READING = (
    # Everything in it is of one moment.
    "SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ",
    "SET SESSION TRANSACTION READ ONLY",
)
_IN_A_CLUSTER = "SHOW VARIABLES WHERE Variable_name = 'wsrep_on' AND Value = 'ON'"
_READ_OWN_WRITES = "SET SESSION wsrep_sync_wait = 1"

_BEYOND = re.compile("[^\\0-\uffff]")
_PLAIN = re.compile("[0-9A-Za-z_]")
_SHORT = re.compile("[À-ÖØ-öø-įĹ-ňŊ-žΑ-ΡΣ-ωЀ-џ]")
_LONGEST_FILE = 255 - len(".frm")

_CODES: Mapping[int, str] = {
    1213: "raced",
    1205: "raced",
    1412: "moved",
    1146: "moved",
    1054: "moved",
    1047: "away",
    1040: "away",
    1053: "away",
    1927: "away",
    2003: "away",
    2006: "away",
    2013: "away",
    2026: "bare",
    1044: "stranger",
    1045: "stranger",
    1049: "stranger",
    1050: "taken",
    1021: "full",
    1114: "full",
    1142: "forbidden",
    1143: "forbidden",
    1227: "forbidden",
    1290: "read only",
    1792: "read only",
    1836: "read only",
    1153: "too large",
    1118: "too large",
    1969: "too slow",
    3024: "too slow",
}
"""https://mariadb.com/kb/en/mariadb-error-code-reference/"""

_OTHER_NAME = frozenset({62, 64})
"""That a certificate is for another name, or number: X509_V_ERR_HOSTNAME_MISMATCH, …_IP_…"""


class MariaDB(Server):
    """A database on a MariaDB or MySQL server."""

    structure_rolls_back: ClassVar[bool] = False

    def writer(self, url: URL) -> Engine:
        """One connection that is alone, wherever it writes from."""
        engine = super().writer(url)
        _prepare(engine, _WRITING)
        aside = self._engine(url, poolclass=NullPool)
        _prepare(aside, _WRITING)
        structure = Structure(engine, aside)
        structure.listen()

        @event.listens_for(engine, "begin")
        def _begin(connection: Connection) -> None:
            structure.begin(connection)

        @event.listens_for(engine, "checkin")
        def _end(connection: Any, record: Any) -> None:
            if connection is not None:
                _end_turn(connection, record, structure)

        return engine

    def reader(self, url: URL) -> Engine:
        """Connections that cannot write."""
        engine = super().reader(url)
        _prepare(engine, _READING)
        return engine

    def take_turn(self, connection: Connection) -> None:
        """Take the lock named after the database. Raises DocumentAway if another process has it."""
        lock, patience = _turn(connection.engine.url), POOL_PATIENCE
        got = connection.exec_driver_sql("SELECT GET_LOCK(%s, %s)", (lock, patience)).scalar()
        if got != 1:
            raise DocumentAway(MEANINGS["busy"].message)

    def meaning(self, error: DBAPIError) -> str | None:
        """By the server's or the driver's number."""
        code = next(iter(getattr(error.orig, "args", ())), None)
        doubt = getattr(error.orig, "original_exception", None)
        if isinstance(doubt, ssl.SSLCertVerificationError):
            return "misnamed" if doubt.verify_code in _OTHER_NAME else "unproven"
        return super().meaning(error) or _CODES.get(code) if isinstance(code, int) else None

    def settings(self) -> Mapping[str, Any]:
        """See the top of this file."""
        return {
            "connect_args": {
                "charset": "utf8mb4",
                "connect_timeout": REACH,
                "local_infile": False,
            }
        }


def fits(name: str) -> bool:
    """Say whether a table or a column can be called that."""
    # As a file's name: most letters are written as @4e00 there, some as @0a.
    # https://mariadb.com/kb/en/identifier-to-file-name-mapping/
    plain, short = len(_PLAIN.findall(name)), len(_SHORT.findall(name))
    return len(name) <= 64 and plain + 3 * short + 5 * (len(name) - plain - short) <= _LONGEST_FILE


def _turn(url: URL) -> str:
    return f"tidybase {sha256((url.database or '').encode()).hexdigest()[:32]}"


def _end_turn(connection: Any, record: Any, structure: Structure) -> None:
    try:
        structure.end(record.info)
        with connection.cursor() as cursor:
            cursor.execute("DO RELEASE_ALL_LOCKS()")
    except (connection.Error, DBAPIError):
        # The server lets go of the lock with the connection; who writes next finishes the rest.
        record.invalidate()


def _prepare(engine: Engine, statements: Sequence[str]) -> None:
    fit_names(engine, fits, _BEYOND)

    @event.listens_for(engine, "do_connect")
    def _connect(_dialect: object, _record: object, words: Any, named: Any) -> Any:
        return _patient()(*words, **_trusting(named))

    @event.listens_for(engine, "connect")
    def _set(connection: Any, _record: object) -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"SET SESSION {_SETTINGS}")
            for statement in statements:
                cursor.execute(statement)
            if cursor.execute(_IN_A_CLUSTER):
                cursor.execute(_READ_OWN_WRITES)


def _trusting(named: Mapping[str, Any]) -> Mapping[str, Any]:
    """Let a server prove itself by what this computer trusts.

    Without a file of certificates to trust, the driver itself would not look at the name.
    """
    words = dict(named)
    by_name = words.pop("ssl_verify_identity", None)
    if not (words.pop("ssl_verify_cert", None) or by_name):
        return named
    proof = ssl.create_default_context()
    proof.check_hostname = bool(by_name)
    # Certificates that a server makes for itself are not as strict as Python 3.13 wants them.
    proof.verify_flags &= ~ssl.VERIFY_X509_STRICT
    return {**words, "ssl": proof}


@cache
def _patient() -> Any:
    """Return PyMySQL's connection, but one that gives up on a server that hangs."""
    import pymysql  # noqa: PLC0415 - optional, and only here
    from pymysql.constants import CR  # noqa: PLC0415

    class Patient(pymysql.connections.Connection):  # type: ignore[misc]
        def __init__(self, **named: Any) -> None:
            self._named = named
            super().__init__(**named)

        def connect(self, sock: Any = None) -> None:
            self._read_timeout: float | None = REACH
            super().connect(sock)
            self._read_timeout = None

        def _execute_command(self, command: int, sql: Any) -> None:
            super()._execute_command(command, sql)
            patience = Patience(self._is_there)
            while self._read_timeout is None and not self._has_word(patience.left):
                if patience.is_over():
                    self._force_close()
                    gone = "the server does not answer"
                    raise pymysql.OperationalError(CR.CR_SERVER_LOST, gone)

        def _has_word(self, within: float) -> bool:
            return bool(select.select([self._sock], [], [], within)[0])

        def _is_there(self) -> bool:
            try:
                other = Patient(**self._named)
            except pymysql.Error:
                return False
            with suppress(pymysql.Error):
                other.close()
            return True

    return Patient


@compiles(CreateTable, "mysql", "mariadb")
def _create_table(element: CreateTable, compiler: DDLCompiler, **named: Any) -> str:
    letters = "utf8mb4_nopad_bin" if compiler.dialect.is_mariadb else "utf8mb4_0900_bin"  # type: ignore[attr-defined]
    text: str = compiler.visit_create_table(element, **named).rstrip()  # type: ignore[no-untyped-call]
    return f"{text} ENGINE=InnoDB ROW_FORMAT=DYNAMIC CHARSET=utf8mb4 COLLATE={letters}"


@compiles(sa.Text, "mysql", "mariadb")
def _text(element: sa.Text, compiler: TypeCompiler, **_: Any) -> str:  # noqa: ARG001 - its signature
    # TEXT ends at 64 kB, and without a word in a server that is not strict.
    return "LONGTEXT"
