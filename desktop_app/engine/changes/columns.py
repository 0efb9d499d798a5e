"""Adding, renaming and removing columns. A removed column's values are kept aside in a table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

import sqlalchemy as sa
from sqlalchemy import insert, select, update

from desktop_app.domain import names
from desktop_app.domain.errors import Conflict, NotFound
from desktop_app.engine import catalog, schema
from desktop_app.engine.catalog import Column, ColumnRecord, Table
from desktop_app.engine.changes.tables import refuse_too_many
from desktop_app.engine.work import Look, Work


def _record(w: Look, column: int) -> ColumnRecord:
    record = w.session.get(ColumnRecord, column)
    if record is None:
        raise NotFound("There is no such column.")
    return record


def _refuse_if_taken(table: Table, name: str, besides: int | None = None) -> None:
    if names.same(name, table.key):
        raise Conflict(f"“{name}” is what {table.name} numbers its rows with. Choose another name.")
    for other in table.columns:
        if other.id != besides and names.same(other.name, name):
            raise Conflict(f"{table.name} has a column called “{name}” already.")


def _aside(table: Table, column: Column) -> sa.Table:
    return sa.Table(
        f"tidybase_kept_column_{column.id}",
        sa.MetaData(),
        sa.Column("row", table.row_id.type, primary_key=True, autoincrement=False),
        sa.Column("value", column.type.sql_type(column.options)),
    )


@dataclass(frozen=True)
class AddColumn:
    """Add an empty column; `position` is its place among the others, None the last."""

    name: ClassVar[str] = "add_column"
    checks_itself: ClassVar[bool] = False

    table: int
    title: str
    type: str
    options: Mapping[str, Any] = field(default_factory=dict)
    position: int | None = None

    def sentence(self, look: Look) -> str:
        """Name it."""
        return f"add the column “{self.title}” to {catalog.table(look, self.table).name}"

    def apply(self, w: Work) -> RemoveColumn:
        """The inverse names the id of the new column. Raises Conflict if the name is taken."""
        table = catalog.table(w, self.table)
        _refuse_if_taken(table, self.title)
        refuse_too_many(len(table.columns) + 1)
        last = max((column.position for column in table.columns), default=-1)
        record = ColumnRecord(
            table_id=table.id,
            name=self.title,
            type=self.type,
            options=dict(self.options),
            position=last + 1 if self.position is None else self.position,
        )
        if self.position is not None:
            _make_room(w, table, self.position)
        w.session.add(record)
        w.session.flush()
        column = catalog.table(w, table.id).column(record.id)
        schema.add_column(w.connection, table.name, column.core())
        return RemoveColumn(table.id, record.id)


@dataclass(frozen=True)
class RemoveColumn:
    """Take a column away; its values are kept aside, so that it can be brought back."""

    name: ClassVar[str] = "remove_column"
    checks_itself: ClassVar[bool] = False

    table: int
    column: int

    def sentence(self, look: Look) -> str:
        """Name it."""
        table = catalog.table(look, self.table)
        return f"remove the column “{table.column(self.column).name}” from {table.name}"

    def apply(self, w: Work) -> RestoreColumn:
        """Raises NotFound."""
        table = catalog.table(w, self.table)
        column = table.column(self.column)
        kept, value = _aside(table, column), table.core.c[column.name]
        schema.create_table(w.connection, kept)
        filled = select(table.row_id, value).where(value.is_not(None))
        w.connection.execute(insert(kept).from_select(["row", "value"], filled))
        schema.drop_column(w.connection, table.name, column.name)
        _record(w, column.id).kept = True
        w.session.flush()
        return RestoreColumn(table.id, column.id)


@dataclass(frozen=True)
class RestoreColumn:
    """Bring a removed column back, with its values, in its place."""

    name: ClassVar[str] = "restore_column"
    checks_itself: ClassVar[bool] = False

    table: int
    column: int

    def sentence(self, look: Look) -> str:
        """Name it."""
        title = _record(look, self.column).name
        return f"bring back the column “{title}” of {catalog.table(look, self.table).name}"

    def apply(self, w: Work) -> RemoveColumn:
        """Raises Conflict if its name was given to another column."""
        record = _record(w, self.column)
        _refuse_if_taken(catalog.table(w, self.table), record.name)
        record.kept = False
        w.session.flush()
        table = catalog.table(w, self.table)
        column = table.column(self.column)
        kept = _aside(table, column)
        schema.add_column(w.connection, table.name, column.core())
        value = select(kept.c.value).where(kept.c.row == table.row_id).scalar_subquery()
        w.connection.execute(update(table.core).values({table.core.c[column.name]: value}))
        schema.drop_table(w.connection, kept)
        return RemoveColumn(table.id, column.id)


@dataclass(frozen=True)
class RenameColumn:
    """Give a column another name."""

    name: ClassVar[str] = "rename_column"
    checks_itself: ClassVar[bool] = True

    table: int
    column: int
    title: str
    expected: str | None = None
    """The name it must have before, if that matters."""

    def sentence(self, look: Look) -> str:
        """Name both."""
        table = catalog.table(look, self.table)
        return f"rename the column “{table.column(self.column).name}” to “{self.title}”"

    def apply(self, w: Work) -> RenameColumn:
        """Raises Conflict if another column has that name, or this one was renamed since."""
        table = catalog.table(w, self.table)
        column = table.column(self.column)
        if self.expected not in (None, column.name):
            raise Conflict(f"The column was renamed again since; it is called “{column.name}” now.")
        _refuse_if_taken(table, self.title, besides=column.id)
        schema.rename_column(w.connection, table.name, column.name, self.title)
        _record(w, column.id).name = self.title
        w.session.flush()
        return RenameColumn(table.id, column.id, column.name, self.title)


def _make_room(w: Work, table: Table, position: int) -> None:
    w.session.execute(
        update(ColumnRecord)
        .where(ColumnRecord.table_id == table.id, ColumnRecord.position >= position)
        .values(position=ColumnRecord.position + 1)
    )
