"""What a column is besides its name and kind: its rules, its choices, its place, shown or not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar

from sqlalchemy import Select, select

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
    """Put the columns of a table into this order; those not named stay behind the others.

    It is never in a journal: its inverse is.
    """

    name: ClassVar[str] = "order_columns"
    checks_itself: ClassVar[bool] = True

    table: int
    columns: Sequence[int]

    def sentence(self, look: Look) -> str:
        """Name the table."""
        return f"move columns in {catalog.table(look, self.table).name}"

    def apply(self, w: Work) -> PlaceColumns:
        """Raises NotFound."""
        table = catalog.table(w, self.table)
        now = [column.id for column in table.columns]
        if not set(self.columns) <= set(now):
            raise NotFound(f"{table.name} has no such column any more.")
        order = [*self.columns, *(each for each in now if each not in self.columns)]
        return PlaceColumns(table.id, _numbered(order)).apply(w)


@dataclass(frozen=True)
class PlaceColumns:
    """Give columns their places: column id and place; its inverse knows the places of all."""

    name: ClassVar[str] = "place_columns"
    checks_itself: ClassVar[bool] = True

    table: int
    places: Sequence[Sequence[int]]

    def sentence(self, look: Look) -> str:
        """Name the table."""
        return f"move columns in {catalog.table(look, self.table).name}"

    def apply(self, w: Work) -> PlaceColumns:
        """A column that is gone for good has no place any more."""
        mine = select(ColumnRecord).where(ColumnRecord.table_id == self.table)
        return PlaceColumns(self.table, _place(w, mine, self.places))


@dataclass(frozen=True)
class OrderTables:
    """Put the tables into this order; those not named stay behind the others.

    It is never in a journal: its inverse is.
    """

    name: ClassVar[str] = "order_tables"
    checks_itself: ClassVar[bool] = True
    table: ClassVar[None] = None

    tables: Sequence[int]

    def sentence(self, look: Look) -> str:  # noqa: ARG002 - the contract's signature
        """Say so."""
        return "move tables"

    def apply(self, w: Work) -> PlaceTables:
        """Raises NotFound."""
        now = [table.id for table in catalog.tables(w)]
        if not set(self.tables) <= set(now):
            raise NotFound("There is no such table any more.")
        order = [*self.tables, *(each for each in now if each not in self.tables)]
        return PlaceTables(_numbered(order)).apply(w)


@dataclass(frozen=True)
class PlaceTables:
    """Give tables their places: table id and place; its inverse knows the places of all."""

    name: ClassVar[str] = "place_tables"
    checks_itself: ClassVar[bool] = True
    table: ClassVar[None] = None

    places: Sequence[Sequence[int]]

    def sentence(self, look: Look) -> str:  # noqa: ARG002 - the contract's signature
        """Say so."""
        return "move tables"

    def apply(self, w: Work) -> PlaceTables:
        """A table that is gone for good has no place any more."""
        return PlaceTables(_place(w, select(TableRecord), self.places))


def _numbered(order: Sequence[int]) -> list[tuple[int, int]]:
    return [(each, place) for place, each in enumerate(order)]


def _place(w: Work, mine: Select[Any], places: Sequence[Sequence[int]]) -> list[tuple[int, int]]:
    records = {record.id: record for record in w.session.scalars(mine)}
    before = [(record.id, record.position) for record in records.values()]
    for number, place in places:
        if number in records:
            records[number].position = place
    w.structure_changed()
    return before
