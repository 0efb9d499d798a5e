"""Giving a column another kind. What it held before stays aside, so the way back costs nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from desktop_app.column_types import COLUMN_TYPES
from desktop_app.domain.errors import Invalid
from desktop_app.engine import catalog, converting, filled, misfits, schema
from desktop_app.engine.catalog import ColumnRecord
from desktop_app.engine.changes.columns import forget_column
from desktop_app.engine.work import Look, Work


@dataclass(frozen=True)
class ChangeKind:
    """Give a column another type, or read it anew; what does not fit is kept as it was written.

    `seen` is told how many rows were read so far, and may raise to stop everything. It is never
    in a journal: its inverse is, and that is its own inverse.
    """

    name: ClassVar[str] = "change_kind"
    checks_itself: ClassVar[bool] = False

    table: int
    column: int
    type: str
    options: Mapping[str, Any] = field(default_factory=dict)
    seen: Callable[[int], None] = converting.unseen

    def sentence(self, look: Look) -> str:
        """Name the column and what it becomes."""
        column = catalog.table(look, self.table).column(self.column)
        return f"make “{column.name}” a column for {COLUMN_TYPES[self.type].label.lower()}"

    def apply(self, w: Work) -> SwapKind:
        """Raises NotFound, Invalid."""
        table = catalog.table(w, self.table)
        column = table.column(self.column)
        self.refuse_impossible(table)
        filled.rows_go(w, table)
        aside = _put_aside(w, table, column)
        record = w.session.get_one(ColumnRecord, column.id)
        record.type, record.options = self.type, dict(self.options)
        w.structure_changed()
        table = catalog.table(w, self.table)
        schema.add_column(w.connection, table.name, table.column(column.id).core())
        w.cells_changed(table.id)
        source, target = table.kept_column(aside), table.column(column.id)
        converting.convert(w, table, source, target, seen=self.seen)
        return SwapKind(table.id, column.id, aside)

    def refuse_impossible(self, table: catalog.Table) -> None:
        """Raise Invalid if the column is a link or worked out, or is to become so."""
        kinds = (table.column(self.column).type, COLUMN_TYPES[self.type])
        if not all(kind.stored and kind.refers_to != "table" for kind in kinds):
            raise Invalid(
                "Links and formulas cannot become another kind. Add a new column instead."
            )


@dataclass(frozen=True)
class SwapKind:
    """Give a column the type and the values again that were put aside, and put these aside.

    Nothing is copied, so it takes the same moment in a table of any size.
    """

    name: ClassVar[str] = "swap_kind"
    checks_itself: ClassVar[bool] = False
    in_order: ClassVar[bool] = True

    table: int
    column: int
    aside: int

    def sentence(self, look: Look) -> str:
        """Name the column."""
        return f"make “{catalog.table(look, self.table).column(self.column).name}” what it was"

    def apply(self, w: Work) -> SwapKind:
        """Raises NotFound."""
        table = catalog.table(w, self.table)
        column, old = table.column(self.column), table.kept_column(self.aside)
        aside = _put_aside(w, table, column)
        schema.rename_column(w.connection, table.name, old.place, column.name)
        misfits.give(w, table, old.id, column.id)
        record = w.session.get_one(ColumnRecord, column.id)
        record.type, record.options = old.type.name, dict(old.options)
        w.session.delete(w.session.get_one(ColumnRecord, old.id))
        w.structure_changed()
        w.cells_changed(table.id)
        return SwapKind(table.id, column.id, aside)

    def forget(self, w: Work) -> None:
        """Remove what was put aside for good."""
        record = w.session.get(ColumnRecord, self.aside)
        if record is not None:
            forget_column(w, self.table, record)


def _put_aside(w: Work, table: catalog.Table, column: catalog.Column) -> int:
    aside = ColumnRecord(
        table_id=table.id,
        name=column.name,
        type=column.type.name,
        options=dict(column.options),
        position=column.position,
        kept=True,
    )
    w.session.add(aside)
    w.structure_changed()
    place = catalog.kept_name(aside.id)
    schema.rename_column(w.connection, table.name, column.name, place)
    misfits.give(w, table, column.id, aside.id)
    return aside.id
