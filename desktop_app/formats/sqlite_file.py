"""SQLite files, of any program: each table of people's is a sheet."""

from __future__ import annotations

from typing import ClassVar

from desktop_app.formats.told import ToldFormat

_MAGIC = b"SQLite format 3\0"


class SqliteFile(ToldFormat):
    """A database in one file. It is only ever read, and nothing in it can act."""

    name: ClassVar[str] = "sqlite"
    label: ClassVar[str] = "SQLite database"
    suffixes: ClassVar[tuple[str, ...]] = (".sqlite", ".sqlite3", ".db", ".db3", ".tidy")
    kind: ClassVar[str] = "sqlite"

    def claims(self, beginning: bytes, suffix: str) -> bool:  # noqa: ARG002 - the contract
        """Every such file begins alike."""
        return beginning.startswith(_MAGIC)
