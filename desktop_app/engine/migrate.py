"""How documents of earlier versions become documents of this one.

`VERSION` is what a new document is marked with. A step is a plain function of a connection,
numbered by the version it leads to, written in SQL and never in terms of today's models. MariaDB
and MySQL cannot roll back a change of structure, so each step looks at what is there already: done
once more after it was cut short, it does the rest.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, inspect, text
from sqlalchemy.exc import DBAPIError

from desktop_app.domain.errors import DocumentChanged, DocumentProblem
from desktop_app.engine.backends import Backend
from desktop_app.engine.base import Base

VERSION = 3

NEWER = (
    "This file was made by a newer Tidybase. You can look at everything here; "
    "to change it, install the newest version."
)


def prepare(connection: Connection, backend: Backend) -> None:
    """Make our tables in a new database, or bring an old one up; in one transaction.

    A table of ours that is missing is made, so that a service may come later than the document.
    Raises DocumentProblem when an old one cannot be brought up.
    """
    found = backend.version(connection)
    if found is None:
        Base.metadata.create_all(connection)
        backend.mark(connection, VERSION)
        return
    try:
        for version in range(found + 1, VERSION + 1):
            STEPS[version](connection)
            backend.mark(connection, version)
        Base.metadata.create_all(connection)
    except DBAPIError as error:
        told = backend.explain(error)
        # What is not there was not removed by others: it is an early version's, and not as it was.
        if found == VERSION or not isinstance(told, DocumentChanged | None):
            raise
        raise DocumentProblem(
            "This file was made by an earlier Tidybase and could not be brought up to date. "
            "It was left exactly as it was. Please open the latest copy that you have."
        ) from error


def _to_2(connection: Connection) -> None:
    """Entries know their revision and operation; removed columns stay in their tables."""
    _add(connection, "tidybase_entry", "revision", "INTEGER DEFAULT '0' NOT NULL")
    _add(connection, "tidybase_entry", "operation", "VARCHAR(100)")
    _index(connection, "INDEX", "tidybase_entry", "revision")
    _index(connection, "UNIQUE INDEX", "tidybase_entry", "operation")
    _index(connection, "INDEX", "tidybase_entry", "actor_id, state")
    _drop_index(connection, "tidybase_entry", "actor_id")
    _drop_index(connection, "tidybase_entry", "state")
    connection.exec_driver_sql("DELETE FROM tidybase_about WHERE substr(name, 1, 8) = 'rows of '")
    quote = connection.dialect.identifier_preparer.quote_identifier
    removed = connection.exec_driver_sql(
        f"SELECT c.id, c.type, t.id, t.name, t.kept, t.{quote('key')} FROM tidybase_column c "  # noqa: S608 - no word of it from outside
        "JOIN tidybase_table t ON t.id = c.table_id WHERE c.kept ORDER BY c.id"
    ).all()
    for column, kind, table, name, kept, key in removed:
        old, place = f"tidybase_kept_column_{column}", f"tidybase_kept_{table}" if kept else name
        _add(connection, place, f"tidybase_kept_{column}", _type_of_1(connection, kind))
        if inspect(connection).has_table(old):
            _move_in(connection, column, place, key)
            _keep_for_deleted_rows(connection, table, column, kind)
            connection.exec_driver_sql(f"DROP TABLE {old}")


def _move_in(connection: Connection, column: int, place: str, key: str) -> None:
    quote = connection.dialect.identifier_preparer.quote_identifier
    old, row = f"tidybase_kept_column_{column}", quote("row")
    value = f"SELECT value FROM {old} k WHERE k.{row} = {quote(place)}.{quote(key)}"  # noqa: S608 - quoted
    connection.exec_driver_sql(
        f"UPDATE {quote(place)} SET tidybase_kept_{column} = ({value})"  # noqa: S608 - quoted
    )


def _keep_for_deleted_rows(connection: Connection, table: int, column: int, kind: str) -> None:
    """Rows that undo would bring back get, in its journal, what they had in a removed column."""
    quote = connection.dialect.identifier_preparer.quote_identifier
    kept = f"SELECT {quote('row')}, value FROM tidybase_kept_column_{column}"  # noqa: S608 - quoted
    values = {row: _packed_in_1(value, kind) for row, value in connection.exec_driver_sql(kept)}
    entries = connection.exec_driver_sql("SELECT id, steps FROM tidybase_entry").all()
    change = text("UPDATE tidybase_entry SET steps = :steps WHERE id = :id")
    for entry, written in entries:
        steps = json.loads(written) if isinstance(written, str) else written
        changed = [_with_column(step, table, column, values) for step in steps]
        if any(changed):
            connection.execute(change, {"id": entry, "steps": json.dumps(steps)})


def _with_column(step: Any, table: int, column: int, values: Mapping[int, Any]) -> bool:
    """Put a column's values into a step that adds these rows; say whether it is one."""
    if step["change"] != "add_rows" or step["table"] != table or column in step["columns"]:
        return False
    ids: Sequence[int] = step.get("ids") or []
    if values.keys().isdisjoint(ids):
        return False
    step["columns"].append(column)
    for row, cells in zip(ids, step["cells"], strict=True):
        cells.append(values.get(row))
    return True


def _packed_in_1(value: Any, kind: str) -> Any:
    """Return a value as the journal of version 1 wrote it."""
    if value is not None and kind in {"date", "date_time"}:
        return {"$date" if kind == "date" else "$datetime": str(value)}
    return bool(value) if value in (0, 1) and kind == "yes_no" else value


def _to_3(connection: Connection) -> None:
    """Receipts know more of the file, and are found from their tables and from the history."""
    _add(connection, "tidybase_entry", "receipt", "INTEGER")
    if not inspect(connection).has_table("tidybase_import"):
        return
    _add(connection, "tidybase_import", "fingerprint", "VARCHAR(64)")
    _add(connection, "tidybase_import", "took", "INTEGER")
    receipts = connection.exec_driver_sql("SELECT id, parts FROM tidybase_import").all()
    change = text("UPDATE tidybase_import SET parts = :parts WHERE id = :id")
    tables: set[tuple[int, int]] = set()
    for receipt, written in receipts:
        parts = json.loads(written) if isinstance(written, str) else written
        told = json.dumps([{**part, "aside": part.get("aside", [])} for part in parts])
        connection.execute(change, {"id": receipt, "parts": told})
        tables.update((part["table"], receipt) for part in parts)
    _list_receipts(connection, tables)


def _list_receipts(connection: Connection, tables: set[tuple[int, int]]) -> None:
    """Make the list of the receipts of each table."""
    if inspect(connection).has_table("tidybase_import_table"):
        return
    connection.exec_driver_sql(
        "CREATE TABLE tidybase_import_table (table_id INTEGER NOT NULL, "
        "receipt INTEGER NOT NULL, "
        "CONSTRAINT pk_tidybase_import_table PRIMARY KEY (table_id, receipt))"
    )
    add = text("INSERT INTO tidybase_import_table (table_id, receipt) VALUES (:table, :receipt)")
    for table, receipt in sorted(tables):
        connection.execute(add, {"table": table, "receipt": receipt})


def _add(connection: Connection, table: str, column: str, kind: str) -> None:
    quote = connection.dialect.identifier_preparer.quote_identifier
    if column not in {each["name"] for each in inspect(connection).get_columns(table)}:
        connection.exec_driver_sql(f"ALTER TABLE {quote(table)} ADD {column} {kind}")


def _index(connection: Connection, kind: str, table: str, columns: str) -> None:
    name = f"ix_{table}_{columns.replace(', ', '_')}"
    if name not in _indexes(connection, table):
        connection.exec_driver_sql(f"CREATE {kind} {name} ON {table} ({columns})")


def _drop_index(connection: Connection, table: str, column: str) -> None:
    name = f"ix_{table}_{column}"
    if name in _indexes(connection, table):
        of = f" ON {table}" if connection.dialect.name in {"mysql", "mariadb"} else ""
        connection.exec_driver_sql(f"DROP INDEX {name}{of}")


def _indexes(connection: Connection, table: str) -> set[str | None]:
    return {each["name"] for each in inspect(connection).get_indexes(table)}


def _type_of_1(connection: Connection, kind: str) -> str:
    on_mysql = connection.dialect.name in {"mysql", "mariadb"}
    has_datetime = on_mysql or connection.dialect.name == "sqlite"
    types = {
        "text": "LONGTEXT" if on_mysql else "TEXT",
        "whole_number": "BIGINT",
        "decimal_number": "DOUBLE PRECISION",
        "yes_no": "BOOLEAN",
        "date": "DATE",
        "date_time": "DATETIME" if has_datetime else "TIMESTAMP",
    }
    return types[kind]


STEPS: Mapping[int, Callable[[Connection], None]] = {2: _to_2, 3: _to_3}
