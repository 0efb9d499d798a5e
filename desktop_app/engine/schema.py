"""Making and changing people's tables in the database, as statements of SQLAlchemy's kind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.schema import CreateTable, DropTable, ExecutableDDLElement
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
