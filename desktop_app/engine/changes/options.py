"""What a column is besides its name and kind: its rules, its choices, its place, shown or not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, ClassVar

from desktop_app.domain.errors import Conflict, NotFound
from desktop_app.engine import catalog
from desktop_app.engine.catalog import ColumnRecord, TableRecord
from desktop_app.engine.work import Look, Work


@dataclass(frozen=True)
class SetOptions:
    """Give a column other options; `expected` are those it must have before, if that matters."""

    name: ClassVar[str] = "set_options"
    checks_itself: ClassVar[bool] = True

    table: int
    column: int
    options: Mapping[str, Any]
    expected: Mapping[str, Any] | None = None

    def sentence(self, look: Look) -> str:
        """Name the column."""
        table = catalog.table(look, self.table)
        return f"change how “{table.column(self.column).name}” works in {table.name}"

    def apply(self, w: Work) -> SetOptions:
        """Raises NotFound, Conflict."""
        column = catalog.table(w, self.table).column(self.column)
        before = dict(column.options)
        if self.expected is not None and dict(self.expected) != before:
            raise Conflict(f"“{column.name}” was changed again since, so it was left as it is.")
        record = w.session.get_one(ColumnRecord, self.column)
        record.options = dict(self.options)
        w.structure_changed()
        w.cells_changed(self.table)
        return SetOptions(self.table, self.column, before, dict(self.options))

    def anyway(self) -> SetOptions:
        """Return the same change, whatever the options are now."""
        return replace(self, expected=None)


@dataclass(frozen=True)
class OrderColumns:
    """Put the columns of a table into this order; those not named stay behind the others."""

    name: ClassVar[str] = "order_columns"
    checks_itself: ClassVar[bool] = True

    table: int
    columns: tuple[int, ...] | list[int]

    def sentence(self, look: Look) -> str:
        """Name the table."""
        return f"move columns in {catalog.table(look, self.table).name}"

    def apply(self, w: Work) -> OrderColumns:
        """Raises NotFound."""
        table = catalog.table(w, self.table)
        before = [column.id for column in table.columns]
        if not set(self.columns) <= set(before):
            raise NotFound(f"{table.name} has no such column any more.")
        after = [*self.columns, *(each for each in before if each not in self.columns)]
        for position, column in enumerate(after):
            w.session.get_one(ColumnRecord, column).position = position
        w.structure_changed()
        return OrderColumns(self.table, before)


@dataclass(frozen=True)
class OrderTables:
    """Put the tables into this order; those not named stay behind the others."""

    name: ClassVar[str] = "order_tables"
    checks_itself: ClassVar[bool] = True
    table: ClassVar[None] = None

    tables: tuple[int, ...] | list[int]

    def sentence(self, look: Look) -> str:  # noqa: ARG002 - the contract's signature
        """Say so."""
        return "move tables"

    def apply(self, w: Work) -> OrderTables:
        """Raises NotFound."""
        before = [table.id for table in catalog.tables(w)]
        if not set(self.tables) <= set(before):
            raise NotFound("There is no such table any more.")
        after = [*self.tables, *(each for each in before if each not in self.tables)]
        for position, table in enumerate(after):
            w.session.get_one(TableRecord, table).position = position
        w.structure_changed()
        return OrderTables(before)
