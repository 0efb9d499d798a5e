"""Adding, renaming and removing columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from desktop_app.column_types.choosable import CHOOSABLE
from desktop_app.domain import names
from desktop_app.engine import catalog, linking, links
from desktop_app.engine.catalog import Column, Table
from desktop_app.engine.changes.columns import AddColumn, RemoveColumn, RenameColumn
from desktop_app.engine.changes.options import OrderColumns
from desktop_app.engine.work import Work
from desktop_app.services.columns import settings


@dataclass(frozen=True)
class Wanted:
    """A column to be added; without a title it gets one, and `position` counts from 0."""

    title: str | None
    kind: str
    position: int | None = None
    wishes: Mapping[str, Any] = field(default_factory=dict)


def add(w: Work, table_id: int, wanted: Wanted) -> Column:
    """Add a column. Raises Invalid."""
    table = catalog.table(w, table_id)
    taken = _taken(table)
    title = wanted.title
    name = names.checked(title, taken) if title else names.unlike("", taken, "Column 1")
    kind, place = CHOOSABLE[wanted.kind], _position(table, wanted.position)
    options = settings.proper(Column(0, name, kind, {}, 0), wanted.wishes)
    made = w.apply(AddColumn(table.id, name, kind.name, options, place))
    return catalog.table(w, table.id).column(made.column)


def rename(w: Work, table_id: int, column_id: int, title: str) -> Column:
    """Give a column another name. Raises NotFound, Invalid."""
    table = catalog.table(w, table_id)
    column = table.column(column_id)
    others = [name for name in _taken(table) if name != column.name]
    name = names.checked(title, others)
    if name != column.name:
        w.apply(RenameColumn(table.id, column.id, name))
    return catalog.table(w, table_id).column(column_id)


def order(w: Work, table_id: int, columns: Sequence[int]) -> Sequence[Column]:
    """Put the columns of a table into this order; return them all. Raises NotFound."""
    table = catalog.table(w, table_id)
    now = [column.id for column in table.columns]
    wanted = list(dict.fromkeys(columns))
    if [*wanted, *(each for each in now if each not in wanted)] != now:
        w.apply(OrderColumns(table.id, wanted))
    return catalog.table(w, table_id).columns


def remove(w: Work, table_id: int, column_id: int) -> None:
    """Remove a column with its values; undo brings it back. Raises NotFound.

    A column of links goes with its other side.
    """
    table = catalog.table(w, table_id)
    if links.is_link(table.column(column_id)):
        linking.unlink(w, table, table.column(column_id))
    else:
        w.apply(RemoveColumn(table_id, column_id))


def _taken(table: Table) -> list[str]:
    return [table.key, *(column.name for column in table.columns)]


def _position(table: Table, position: int | None) -> int | None:
    if position is None or position >= len(table.columns):
        return None
    return table.columns[position].position
