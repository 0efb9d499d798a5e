"""Making and changing people's tables in the database, as statements of SQLAlchemy's kind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.schema import (
    CreateIndex,
    CreateTable,
    DropIndex,
    DropTable,
    ExecutableDDLElement,
)
from sqlalchemy.sql.compiler import DDLCompiler


@dataclass(frozen=True)
class _RenameTable(ExecutableDDLElement):
    old: str
    new: str


@dataclass(frozen=True)
class _RenameColumn(ExecutableDDLElement):
    table: str
    old: str
    new: str


@dataclass(frozen=True)
class _AddColumn(ExecutableDDLElement):
    table: str
    column: sa.Column[Any]


@dataclass(frozen=True)
class _DropColumn(ExecutableDDLElement):
    table: str
    column: str


@compiles(_RenameTable)
def _rename_table(element: _RenameTable, compiler: DDLCompiler, **_: Any) -> str:
    q = compiler.preparer.quote_identifier
    return f"ALTER TABLE {q(element.old)} RENAME TO {q(element.new)}"


@compiles(_RenameColumn)
def _rename_column(element: _RenameColumn, compiler: DDLCompiler, **_: Any) -> str:
    q = compiler.preparer.quote_identifier
    return f"ALTER TABLE {q(element.table)} RENAME COLUMN {q(element.old)} TO {q(element.new)}"


@compiles(_AddColumn)
def _add_column(element: _AddColumn, compiler: DDLCompiler, **_: Any) -> str:
    q = compiler.preparer.quote_identifier
    return f"ALTER TABLE {q(element.table)} ADD {compiler.get_column_specification(element.column)}"


@compiles(_DropColumn)
def _drop_column(element: _DropColumn, compiler: DDLCompiler, **_: Any) -> str:
    q = compiler.preparer.quote_identifier
    return f"ALTER TABLE {q(element.table)} DROP COLUMN {q(element.column)}"


def way_back(element: ExecutableDDLElement) -> ExecutableDDLElement | None:
    """Return the statement that takes this one back, None where nothing does."""
    back: ExecutableDDLElement | None = None
    match element:
        case CreateTable():
            back = DropTable(element.element, if_exists=True)
        case _RenameTable():
            back = _RenameTable(element.new, element.old)
        case _RenameColumn():
            back = _RenameColumn(element.table, element.new, element.old)
        case _AddColumn():
            back = _DropColumn(element.table, element.column.name)
        case CreateIndex():
            back = DropIndex(element.element)
        case DropIndex():
            back = CreateIndex(element.element)
    return back


def table_of(element: ExecutableDDLElement) -> str | None:
    """Return the name of the table that a statement is about, if it is about one."""
    match element:
        case CreateTable() | DropTable():
            return element.element.name
        case CreateIndex() | DropIndex() if element.element.table is not None:
            return element.element.table.name
        case _RenameTable():
            return element.old
        case _RenameColumn() | _AddColumn() | _DropColumn():
            return element.table
    return None


def is_peoples(table: str) -> bool:
    """Say whether a table holds what people have, also if it is only kept."""
    return not table.startswith("tidybase_") or table.startswith("tidybase_kept_")


def create_table(connection: Connection, table: sa.Table) -> None:
    """Make a table."""
    connection.execute(CreateTable(table))


def drop_table(connection: Connection, table: sa.Table) -> None:
    """Remove a table and what is in it, for good."""
    connection.execute(DropTable(table))


def rename_table(connection: Connection, old: str, new: str) -> None:
    """Give a table another name; its rows are not touched."""
    if old == new:
        return
    if old.casefold() == new.casefold():
        # To a database these are the same name, and so taken.
        connection.execute(_RenameTable(old, f"tidybase_{new}"))
        old = f"tidybase_{new}"
    connection.execute(_RenameTable(old, new))


def rename_column(connection: Connection, table: str, old: str, new: str) -> None:
    """Give a column another name; its values are not touched."""
    if old != new:
        connection.execute(_RenameColumn(table, old, new))


def add_column(connection: Connection, table: str, column: sa.Column[Any]) -> None:
    """Add an empty column behind the others."""
    connection.execute(_AddColumn(table, column))


def drop_column(connection: Connection, table: str, column: str) -> None:
    """Remove a column and its values, for good."""
    connection.execute(_DropColumn(table, column))
