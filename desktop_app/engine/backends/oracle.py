"""Oracle, spoken to by python-oracledb. Nobody has tried it on a server yet.

Like MariaDB, Oracle commits before and after every change of structure. Names are at most 128
bytes. Empty text is NULL there, as it is in Tidybase.
"""

from __future__ import annotations

from typing import Any, ClassVar

from sqlalchemy import URL, Connection, Engine
from sqlalchemy.exc import DBAPIError

from desktop_app.engine.backends.fitting import fit_names
from desktop_app.engine.backends.servers import Server

_AWAY = frozenset({28, 1012, 1033, 1034, 1089, 3113, 3114, 3135, 12170, 12514, 12541, 12537, 12547})
_RACED = frozenset({60, 8177})
_STRANGER = frozenset({1017, 1045, 28000})


class Oracle(Server):
    """A schema on an Oracle server."""

    structure_rolls_back: ClassVar[bool] = False

    def writer(self, url: URL) -> Engine:
        """One connection."""
        engine = super().writer(url)
        fit_names(engine, 128, in_bytes=True)
        return engine

    def reader(self, url: URL) -> Engine:
        """Eight connections, four more at the busiest."""
        engine = super().reader(url)
        fit_names(engine, 128, in_bytes=True)
        return engine

    def take_turn(self, connection: Connection) -> None:
        """Lock our own table against other writers, where it is there already."""
        if connection.dialect.has_table(connection, "tidybase_about"):
            connection.exec_driver_sql("LOCK TABLE tidybase_about IN EXCLUSIVE MODE")

    def meaning(self, error: DBAPIError) -> str | None:
        """By the number behind ORA-."""
        code: Any = getattr(next(iter(getattr(error.orig, "args", ())), None), "code", None)
        if super().meaning(error) or code in _AWAY:
            return "away"
        if code in _RACED:
            return "raced"
        return "stranger" if code in _STRANGER else None
