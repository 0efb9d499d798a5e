"""Making and changing people's tables in the database, as statements of SQLAlchemy's kind."""

from __future__ import annotations

from dataclasses import dataclass, replace
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
class _AddLink(ExecutableDDLElement):
    """A column with a foreign key: `references` are a table and its column."""

    table: str
    column: sa.Column[Any]
    references: tuple[str, str]
    constraint: str


@dataclass(frozen=True)
class _DropLink(ExecutableDDLElement):
    table: str
    column: str
    constraint: str


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


@compiles(_AddLink)
def _add_link(element: _AddLink, compiler: DDLCompiler, **_: Any) -> str:
    q = compiler.preparer.quote_identifier
    table, column = element.references
    return (
        f"ALTER TABLE {q(element.table)} ADD {compiler.get_column_specification(element.column)} "
        f"CONSTRAINT {q(element.constraint)} REFERENCES {q(table)} ({q(column)})"
    )


@compiles(_AddLink, "mysql", "mariadb")
def _add_link_by_name(element: _AddLink, compiler: DDLCompiler, **_: Any) -> str:
    q = compiler.preparer.quote_identifier
    table, column = element.references
    return (
        f"ALTER TABLE {q(element.table)} ADD {compiler.get_column_specification(element.column)}, "
        f"ADD CONSTRAINT {q(element.constraint)} FOREIGN KEY ({q(element.column.name)}) "
        f"REFERENCES {q(table)} ({q(column)})"
    )


@compiles(_DropLink)
def _drop_link(element: _DropLink, compiler: DDLCompiler, **_: Any) -> str:
    q = compiler.preparer.quote_identifier
    return f"ALTER TABLE {q(element.table)} DROP COLUMN {q(element.column)}"


@compiles(_DropLink, "mysql", "mariadb")
def _drop_link_by_name(element: _DropLink, compiler: DDLCompiler, **_: Any) -> str:
    q = compiler.preparer.quote_identifier
    return (
        f"ALTER TABLE {q(element.table)} DROP FOREIGN KEY {q(element.constraint)}, "
        f"DROP COLUMN {q(element.column)}"
    )


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
        case _AddLink():
            back = _DropLink(element.table, element.column.name, element.constraint)
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
        case _RenameColumn() | _AddColumn() | _DropColumn() | _AddLink() | _DropLink():
            return element.table
    return None


def new_name(element: ExecutableDDLElement) -> str | None:
    """Return the name that a statement gives to its table, if it renames it."""
    return element.new if isinstance(element, _RenameTable) else None


def of_table(element: ExecutableDDLElement, name: str) -> ExecutableDDLElement:
    """Return the statement that drops the same from a table that has another name by then."""
    if isinstance(element, _DropColumn | _DropLink):
        return replace(element, table=name)
    return element


def is_peoples(table: str) -> bool:
    """Say whether a table holds what people have, also if it is only kept."""
    return not table.startswith("tidybase_") or table.startswith("tidybase_kept_")


def create_table(connection: Connection, table: sa.Table) -> None:
    """Make a table, and the indexes that were declared for it."""
    connection.execute(CreateTable(table))
    for index in table.indexes:
        connection.execute(CreateIndex(index))


def drop_table(connection: Connection, table: sa.Table) -> None:
    """Remove a table and what is in it, for good."""
    connection.execute(DropTable(table))


def is_there(connection: Connection, table: str) -> bool:
    """Say whether the database has a table of that name, as far as its names go."""
    preparer = connection.dialect.identifier_preparer
    (name,) = preparer.unformat_identifiers(preparer.quote_identifier(table))
    return name in sa.inspect(connection).get_table_names()


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


def add_link(
    connection: Connection, table: str, column: sa.Column[Any], to: tuple[str, str], number: int
) -> None:
    """Add an empty column of ids with a foreign key to a table's key, and an index."""
    constraint, index = _names_of_link(number)
    connection.execute(_AddLink(table, column, to, constraint))
    connection.execute(CreateIndex(_index(table, column.name, index)))


def drop_link(connection: Connection, table: str, column: str, number: int) -> None:
    """Remove a column of ids, its index and its foreign key."""
    constraint, index = _names_of_link(number)
    if connection.dialect.name not in {"mysql", "mariadb"}:
        # There the foreign key needs the index, and takes it along when the column goes.
        connection.execute(DropIndex(_index(table, column, index)))
    connection.execute(_DropLink(table, column, constraint))


def _names_of_link(number: int) -> tuple[str, str]:
    return f"tidybase_link_{number}", f"tidybase_index_{number}"


def _index(table: str, column: str, name: str) -> sa.Index:
    core = sa.Table(table, sa.MetaData(), sa.Column(column, sa.BigInteger, quote=True), quote=True)
    return sa.Index(name, core.c[column])
