"""Adding, renaming and removing columns. A removed column's values are kept aside in a table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from sqlalchemy import update

from desktop_app.column_types import COLUMN_TYPES
from desktop_app.domain import names
from desktop_app.domain.errors import Conflict, NotFound
from desktop_app.engine import catalog, misfits, schema
from desktop_app.engine.catalog import Column, ColumnRecord, Table
from desktop_app.engine.changes.tables import record_of, refuse_too_many
from desktop_app.engine.work import Look, Work


def record_of_column(w: Look, column: int) -> ColumnRecord:
    """Return our record of a column, removed or not. Raises NotFound."""
    record = w.session.get(ColumnRecord, column)
    if record is None:
        raise NotFound("There is no such column.")
    return record


def refuse_if_taken(table: Table, name: str, besides: int | None = None) -> None:
    """Raise Conflict if the table has a column of that name."""
    if names.same(name, table.key):
        raise Conflict(f"“{name}” is what {table.name} numbers its rows with. Choose another name.")
    for other in table.columns:
        if other.id != besides and names.same(other.name, name):
            raise Conflict(f"{table.name} has a column called “{name}” already.")


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
        record = ColumnRecord(name=self.title, type=self.type, options=dict(self.options))
        column = put_on_record(w, table, record, self.position)
        if column.stored:
            schema.add_column(w.connection, table.name, column.core())
        w.cells_changed(table.id)
        return RemoveColumn(table.id, column.id)


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
        if column.stored:
            aside = catalog.kept_name(column.id)
            schema.rename_column(w.connection, table.name, column.name, aside)
        record_of_column(w, column.id).kept = True
        w.structure_changed()
        w.cells_changed(table.id)
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
        title = record_of_column(look, self.column).name
        return f"bring back the column “{title}” of {catalog.table(look, self.table).name}"

    def apply(self, w: Work) -> RemoveColumn:
        """Raises Conflict if its name was given to another column."""
        record, table = record_of_column(w, self.column), catalog.table(w, self.table)
        refuse_if_taken(table, record.name)
        if COLUMN_TYPES[record.type].stored:
            aside = catalog.kept_name(record.id)
            schema.rename_column(w.connection, table.name, aside, record.name)
        record.kept = False
        w.structure_changed()
        w.cells_changed(table.id)
        return RemoveColumn(table.id, record.id)

    def forget(self, w: Work) -> None:
        """Remove the column and its values for good."""
        record = w.session.get(ColumnRecord, self.column)
        if record is not None and record.kept:
            forget_column(w, self.table, record)


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
        refuse_if_taken(table, self.title, besides=column.id)
        if column.stored:
            schema.rename_column(w.connection, table.name, column.name, self.title)
        record_of_column(w, column.id).name = self.title
        w.structure_changed()
        return RenameColumn(table.id, column.id, column.name, self.title)


def forget_column(w: Work, table: int, record: ColumnRecord) -> None:
    """Remove a kept column and its values for good; its table may be kept itself."""
    of = record_of(w, table)
    if COLUMN_TYPES[record.type].stored:
        place = catalog.kept_table_name(of.id) if of.kept else of.name
        schema.drop_column(w.connection, place, catalog.kept_name(record.id))
    misfits.forget(w, table, record.id)
    w.session.delete(record)
    w.structure_changed()


def put_on_record(w: Work, table: Table, record: ColumnRecord, position: int | None) -> Column:
    """Give a table a column in this place, None the last, which the database is yet to be given.

    Raises Conflict if its name is taken, Invalid if there would be too many.
    """
    refuse_if_taken(table, record.name)
    refuse_too_many(len(table.columns) + 1)
    if position is None:
        position = max((column.position for column in table.columns), default=-1) + 1
    else:
        _make_room(w, table, position)
    record.table_id, record.position = table.id, position
    w.session.add(record)
    w.structure_changed()
    return catalog.table(w, table.id).column(record.id)


def _make_room(w: Work, table: Table, position: int) -> None:
    """Move the columns from a place on by one."""
    w.session.execute(
        update(ColumnRecord)
        .where(ColumnRecord.table_id == table.id, ColumnRecord.position >= position)
        .values(position=ColumnRecord.position + 1)
    )
