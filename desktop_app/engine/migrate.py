"""How documents of earlier versions become documents of this one.

`VERSION` is what a new document is marked with. A step is a plain function of a connection,
numbered by the version it leads to, written in SQL and never in terms of today's models.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from sqlalchemy import Connection

from desktop_app.domain.errors import NotADocument
from desktop_app.engine.backends import Backend
from desktop_app.engine.base import Base

VERSION = 2


def _to_2(connection: Connection) -> None:
    """Entries know their revision and operation; removed columns stay in their tables."""
    run = connection.exec_driver_sql
    run("ALTER TABLE tidybase_entry ADD COLUMN revision INTEGER DEFAULT '0' NOT NULL")
    run("ALTER TABLE tidybase_entry ADD COLUMN operation VARCHAR(100)")
    run("CREATE INDEX ix_tidybase_entry_revision ON tidybase_entry (revision)")
    run("CREATE UNIQUE INDEX ix_tidybase_entry_operation ON tidybase_entry (operation)")
    run("DELETE FROM tidybase_about WHERE name LIKE 'rows of %'")
    quote = connection.dialect.identifier_preparer.quote_identifier
    removed = run(
        'SELECT c.id, c.type, t.id, t.name, t.kept, t."key" FROM tidybase_column c '
        "JOIN tidybase_table t ON t.id = c.table_id WHERE c.kept"
    ).all()
    for column, kind, table, name, kept, key in removed:
        of, aside = quote(f"tidybase_kept_{table}" if kept else name), f"tidybase_kept_{column}"
        run(f"ALTER TABLE {of} ADD COLUMN {aside} {_TYPES_OF_1[kind]}")
        old = f"tidybase_kept_column_{column}"
        value = f'(SELECT value FROM {old} WHERE "row" = {of}.{quote(key)})'  # noqa: S608 - quoted
        run(f"UPDATE {of} SET {aside} = {value}")  # noqa: S608 - quoted
        run(f"DROP TABLE {old}")


_TYPES_OF_1 = {
    "text": "TEXT",
    "whole_number": "BIGINT",
    "decimal_number": "DOUBLE PRECISION",
    "yes_no": "BOOLEAN",
    "date": "DATE",
    "date_time": "DATETIME",
}

STEPS: Mapping[int, Callable[[Connection], None]] = {2: _to_2}


def prepare(connection: Connection, backend: Backend) -> None:
    """Make our tables in a new database, or bring an old one up.

    A table of ours that is missing is made, so that a service may come later than the document.
    Raises NotADocument for one that a newer Tidybase made.
    """
    found = backend.version(connection)
    if found is None:
        Base.metadata.create_all(connection)
        backend.mark(connection, VERSION)
        return
    if found > VERSION:
        raise NotADocument(
            "This file was made by a newer Tidybase. Nothing in it was changed. "
            "Please install the newest version to open it."
        )
    for version in range(found + 1, VERSION + 1):
        STEPS[version](connection)
        backend.mark(connection, version)
    Base.metadata.create_all(connection)
