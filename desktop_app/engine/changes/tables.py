"""Making, renaming and removing tables. A removed table is kept aside under another name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

from sqlalchemy import MetaData, Table, delete, func, select

from desktop_app.domain import names
from desktop_app.domain.errors import Conflict, Invalid, NotFound
from desktop_app.engine import catalog, images, misfits, schema
from desktop_app.engine.catalog import (
    ASIDE,
    KEYS,
    MOST_COLUMNS,
    ColumnRecord,
    TableRecord,
    kept_table_name,
)
from desktop_app.engine.work import Look, Work


def record_of(w: Work, table: int) -> TableRecord:
    """Return our record of a table, removed or not. Raises NotFound."""
    record = w.session.get(TableRecord, table)
    if record is None:
        raise NotFound("There is no such table.")
    return record


def _refuse_if_taken(w: Work, name: str, besides: catalog.Table | None = None) -> None:
    for other in catalog.tables(w):
        if other != besides and names.same(other.name, name):
            raise Conflict(f"There is a table called “{name}” now. Rename that one first.")
    own = besides.name if besides else None
    if any(names.same(each, name) for each in catalog.taken_names(w) if each != own):
        raise Conflict(f"Something else in this file is called “{name}”. Choose another name.")


def refuse_too_many(columns: int) -> None:
    """Raise Invalid if a table would have more columns than MOST_COLUMNS."""
    if columns > MOST_COLUMNS:
        raise Invalid(f"A table can have {MOST_COLUMNS:,} columns at most.", field="columns")


@dataclass(frozen=True)
class AddTable:
    """Make a table; each column is a name, the name of a type, and its options."""

    name: ClassVar[str] = "add_table"
    table: ClassVar[None] = None
    checks_itself: ClassVar[bool] = False

    title: str
    columns: Sequence[tuple[str, str, dict[str, Any]]] = field(default_factory=list)

    def sentence(self, look: Look) -> str:  # noqa: ARG002 - the contract's signature
        """Name it."""
        return f"make the table {self.title}"

    def apply(self, w: Work) -> RemoveTable:
        """The inverse names the id of the new table."""
        _refuse_if_taken(w, self.title)
        refuse_too_many(len(self.columns))
        taken = [name for name, _, _ in self.columns]
        free = [key for key in KEYS if not any(names.same(key, name) for name in taken)]
        key = free[0] if free else names.unlike("id", taken, "id")
        last = w.session.scalar(select(func.max(TableRecord.position))) or 0
        others = catalog.tables(w)
        record = TableRecord(name=self.title, key=key, position=last + 1)
        w.session.add(record)
        w.session.flush()
        for position, (name, kind, options) in enumerate(self.columns):
            column = ColumnRecord(name=name, type=kind, options=options, position=position)
            column.table_id = record.id
            w.session.add(column)
        w.structure_changed()
        schema.create_table(w.connection, catalog.behind(w, others, record.id).core)
        return RemoveTable(record.id)


@dataclass(frozen=True)
class RemoveTable:
    """Take a table away, with everything in it, so that it can be brought back.

    One that another program dropped is taken off the record, and cannot come back.
    """

    name: ClassVar[str] = "remove_table"
    checks_itself: ClassVar[bool] = False
    in_order: ClassVar[bool] = True

    table: int

    def sentence(self, look: Look) -> str:
        """Name it."""
        name = catalog.table(look, self.table).name
        lost = not schema.is_there(look.connection, name)
        return f"remove the table {name}{', which another program had deleted' if lost else ''}"

    def apply(self, w: Work) -> RestoreTable:
        """Raises NotFound; Conflict while it is linked to another table."""
        table = catalog.table(w, self.table)
        for other in catalog.tables(w):
            if any(column.options.get("table") == table.id for column in other.columns):
                raise Conflict(f"{other.name} is linked to {table.name}. Remove the link first.")
        if schema.is_there(w.connection, table.name):
            schema.rename_table(w.connection, table.name, kept_table_name(table.id))
        record_of(w, table.id).kept = True
        w.structure_changed()
        return RestoreTable(table.id)


@dataclass(frozen=True)
class RestoreTable:
    """Bring a removed table back. Raises Conflict if its name was given to another."""

    name: ClassVar[str] = "restore_table"
    checks_itself: ClassVar[bool] = False

    table: int

    def sentence(self, look: Look) -> str:
        """Name it."""
        return f"bring back the table {catalog.name_of(look, self.table)}"

    def apply(self, w: Work) -> RemoveTable:
        """Raises Conflict."""
        record = record_of(w, self.table)
        if not schema.is_there(w.connection, kept_table_name(record.id)):
            raise Conflict(
                f"Another program deleted the table {record.name} with everything in it, so it "
                "cannot be brought back. A copy of the file from before may still have it."
            )
        _refuse_if_taken(w, record.name)
        schema.rename_table(w.connection, kept_table_name(record.id), record.name)
        record.kept = False
        w.structure_changed()
        return RemoveTable(record.id)

    def forget(self, w: Work) -> None:
        """Remove the table and all that is in it for good."""
        record = w.session.get(TableRecord, self.table)
        if record is None or not record.kept:
            return
        if schema.is_there(w.connection, kept_table_name(record.id)):
            schema.drop_table(w.connection, Table(kept_table_name(record.id), MetaData()))
        misfits.drop(w, record.id)
        mine = ColumnRecord.table_id == record.id
        for column in w.session.scalars(select(ColumnRecord).where(mine)):
            if ASIDE in column.options:
                images.drop(w, column.options[ASIDE])
        w.session.execute(delete(ColumnRecord).where(mine))
        w.session.delete(record)
        w.structure_changed()


@dataclass(frozen=True)
class RenameTable:
    """Give a table another name."""

    name: ClassVar[str] = "rename_table"
    checks_itself: ClassVar[bool] = True

    table: int
    title: str
    expected: str | None = None
    """The name it must have before, if that matters."""

    def sentence(self, look: Look) -> str:
        """Name both."""
        return f"rename the table {catalog.table(look, self.table).name} to {self.title}"

    def apply(self, w: Work) -> RenameTable:
        """Raises Conflict if another table has that name, or this one was renamed since."""
        table = catalog.table(w, self.table)
        if self.expected not in (None, table.name):
            raise Conflict(f"The table was renamed again since; it is called {table.name} now.")
        _refuse_if_taken(w, self.title, besides=table)
        schema.rename_table(w.connection, table.name, self.title)
        record_of(w, table.id).name = self.title
        w.structure_changed()
        return RenameTable(table.id, table.name, self.title)
