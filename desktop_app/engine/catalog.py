"""Which tables and columns people have: our record of them, and what the rest of the engine sees.

The names people gave are the names in the database. A table or column that was removed stays on
record (`kept`), so that it can be brought back with its id, its place and its data.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import groupby
from operator import itemgetter
from typing import Any, TypeAlias

import sqlalchemy as sa
from sqlalchemy import ForeignKey, String, event, func, select
from sqlalchemy.orm import Mapped, Mapper, mapped_column

from desktop_app.column_types import COLUMN_TYPES
from desktop_app.column_types.base import ColumnType
from desktop_app.column_types.unknown import UNKNOWN
from desktop_app.domain.errors import NotFound
from desktop_app.engine import about
from desktop_app.engine.base import OURS, ROW_ID, Base
from desktop_app.engine.work import Look

KEYS = ("id", "row_id", "tidy_row_id")
"""What the column that numbers the rows is called: the first that nobody's column is."""

Shape: TypeAlias = tuple[str, str, str]
"""All that the database knows of a column: its name, its type's name, its options as JSON."""

ASIDE = "aside"
"""An option of a kept column whose values are in the image of this number, not in its table."""

_UNKNOWN = "unknown"
"""In a shape: that the type is none of ours."""

MOST_COLUMNS = 1000
"""In one table: below SQLite's own limit of 2,000, which other programs share."""


class TableRecord(Base):
    """Our record of a table."""

    __tablename__ = "tidybase_table"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(100))
    key: Mapped[str] = mapped_column(String(100))
    position: Mapped[int] = mapped_column(default=0)
    kept: Mapped[bool] = mapped_column(default=False)


class ColumnRecord(Base):
    """Our record of a column."""

    __tablename__ = "tidybase_column"

    id: Mapped[int] = mapped_column(primary_key=True)
    table_id: Mapped[int] = mapped_column(ForeignKey(f"{OURS}.tidybase_table.id"), index=True)
    name: Mapped[str] = mapped_column(String(100))
    type: Mapped[str] = mapped_column(String(40))
    options: Mapped[dict[str, Any]] = mapped_column(sa.JSON, default=dict)
    position: Mapped[int] = mapped_column(default=0)
    kept: Mapped[bool] = mapped_column(default=False)


_UNTOLD = 10_000
"""Ids left free in a document of an earlier version, which does not tell which it gave before."""


@event.listens_for(TableRecord, "before_insert")
@event.listens_for(ColumnRecord, "before_insert")
def _number(_: Mapper[Any], connection: sa.Connection, record: TableRecord | ColumnRecord) -> None:
    """Give an id that none ever had, for the history still speaks of those that are gone.

    Servers do so by themselves.
    """
    if connection.dialect.name != "sqlite":
        return
    fact = f"last id in {record.__tablename__}"
    highest = connection.scalar(select(func.max(type(record).id))) or 0
    last = about.fact(connection, fact)
    given = int(last) if last else highest and highest + _UNTOLD
    record.id = max(highest, given) + 1
    about.note(connection, fact, str(record.id))


@dataclass(frozen=True)
class Column:
    """A column as it is now."""

    id: int
    name: str
    type: ColumnType
    options: Mapping[str, Any] = field(hash=False)
    position: int
    kept: bool = False
    """Whether it was removed, or has another type now, and only its values are kept."""

    def core(self) -> sa.Column[Any]:
        """Return a new Core column for it."""
        return core_column(self.shape)

    @property
    def stored(self) -> bool:
        """Whether it has a column in the database; one that does not is computed."""
        return self.type.stored

    @property
    def place(self) -> str:
        """Its name in the database."""
        return kept_name(self.id) if self.kept else self.name

    @property
    def shape(self) -> Shape:
        """What the database knows of it."""
        kind = _UNKNOWN if self.type is UNKNOWN else self.type.name
        return (self.place, kind, json.dumps(dict(self.options), sort_keys=True))


@dataclass(frozen=True)
class Table:
    """A table as it is now; `key` names the column that numbers its rows."""

    id: int
    name: str
    key: str
    columns: Sequence[Column]
    """Those people see, hidden and computed ones too, in their order."""
    kept: Sequence[Column] = ()
    """Those that were removed, or have another type now; their values are still in there."""

    @cached_property
    def core(self) -> sa.Table:
        """The Core table, kept columns included; identifiers come from nowhere else."""
        everything = (*self.stored, *self.kept)
        return _core_table(self.name, self.key, tuple(column.shape for column in everything))

    @cached_property
    def cells(self) -> Sequence[sa.Column[Any]]:
        """The row id and the stored columns people see, for selecting whole rows."""
        return [self.row_id, *(self.core.c[column.name] for column in self.stored)]

    @cached_property
    def stored(self) -> Sequence[Column]:
        """The columns that are in the database."""
        return [column for column in self.columns if column.stored]

    @cached_property
    def is_seen_whole(self) -> bool:
        """Whether people see just what is in the database: nothing worked out, nothing kept."""
        return len(self.stored) == len(self.columns) and not self.kept

    @property
    def row_id(self) -> sa.Column[int]:
        """The Core column that numbers the rows."""
        return self.core.c[self.key]

    def column(self, column_id: int) -> Column:
        """Return one of its columns. Raises NotFound."""
        for column in self.columns:
            if column.id == column_id:
                return column
        raise NotFound(f"“{self.name}” has no such column any more.")

    def kept_column(self, column_id: int) -> Column:
        """Return one of its kept columns. Raises NotFound."""
        for column in self.kept:
            if column.id == column_id:
                return column
        raise NotFound(f"That column of “{self.name}” is not kept any more.")


def kept_table_name(table: int) -> str:
    """Return what a table is called in the database while it is only kept."""
    return f"tidybase_kept_{table}"


def kept_name(column: int) -> str:
    """Return what a column is called in the database while it is only kept."""
    return f"tidybase_kept_{column}"


def kind_of(name: str) -> ColumnType:
    """Return the type of that name; one that only a newer Tidybase knows is shown as text."""
    if name in COLUMN_TYPES:
        return COLUMN_TYPES[name]
    return UNKNOWN


def core_column(shape: Shape) -> sa.Column[Any]:
    """Return a new Core column of this shape."""
    name, kind, options = shape
    return sa.Column(name, kind_of(kind).sql_type(json.loads(options)), quote=True)


@lru_cache(maxsize=256)
def _core_table(name: str, key: str, columns: tuple[Shape, ...]) -> sa.Table:
    # The same object for the same table: SQLAlchemy then compiles each statement once.
    return sa.Table(
        name,
        sa.MetaData(),
        sa.Column(key, ROW_ID, primary_key=True, autoincrement=True, quote=True),
        *map(core_column, columns),
        quote=True,
        sqlite_autoincrement=True,
    )


def tables(look: Look) -> Sequence[Table]:
    """Return every table, in the order people see; one statement at most."""
    if look.known.structure is None:
        look.known.structure = {each.id: each for each in _tables(look)}
    structure: dict[int, Table] = look.known.structure
    return list(structure.values())


def behind(look: Look, others: Sequence[Table], table_id: int) -> Table:
    """Return a table that was made just now, behind all others, which are not read again."""
    (new,) = _tables(look, TableRecord.id == table_id)
    look.known.structure = {each.id: each for each in (*others, new)}
    return new


def table(look: Look, table_id: int) -> Table:
    """Return a table by its id. Raises NotFound."""
    for each in tables(look):
        if each.id == table_id:
            return each
    raise NotFound("There is no such table any more. It may have been removed or renamed.")


def taken_names(look: Look) -> list[str]:
    """Return the names that no new table can have.

    They are those of tables, of what links two of them, and of what another program made here.
    """
    listed = [each.name for each in tables(look)]
    ours, found = set(listed), sa.inspect(look.connection)
    there = [*found.get_table_names(), *found.get_view_names()]
    others = [each for each in there if each not in ours and not each.startswith("tidybase_")]
    return listed + others


def name_of(look: Look, table_id: int) -> str:
    """Return a table's name, also of one that was removed."""
    record = look.session.get(TableRecord, table_id)
    return record.name if record else "a table"


_CATALOG = (
    select(
        TableRecord.id,
        TableRecord.name,
        TableRecord.key,
        ColumnRecord.id,
        ColumnRecord.name,
        ColumnRecord.type,
        ColumnRecord.options,
        ColumnRecord.position,
        ColumnRecord.kept,
    )
    .outerjoin(ColumnRecord, ColumnRecord.table_id == TableRecord.id)
    .where(~TableRecord.kept)
    .order_by(TableRecord.position, TableRecord.id, ColumnRecord.position, ColumnRecord.id)
)


def _tables(look: Look, *which: sa.ColumnElement[bool]) -> Iterator[Table]:
    found = look.connection.execute(_CATALOG.where(*which))
    for (table_id, name, key), rows in groupby(found, key=itemgetter(0, 1, 2)):
        columns = [_column(*row[3:]) for row in rows if row[3] is not None]
        if any(column.type is UNKNOWN for column in columns):
            columns = _in_there(look, name, columns)
        yield Table(
            table_id,
            name,
            key,
            [column for column in columns if not column.kept],
            [c for c in columns if c.kept and c.stored and ASIDE not in c.options],
        )


def _in_there(look: Look, table: str, columns: Sequence[Column]) -> list[Column]:
    """Of columns that this version does not know, only those that are in the database."""
    there = {each["name"] for each in sa.inspect(look.connection).get_columns(table)}
    return [column for column in columns if column.type is not UNKNOWN or column.place in there]


def _column(
    column_id: int, name: str, kind: str, options: Mapping[str, Any], position: int, kept: bool
) -> Column:
    return Column(column_id, name, kind_of(kind), options, position, kept)
