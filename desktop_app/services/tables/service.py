"""Making, renaming and removing tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from desktop_app.column_types.choosable import CHOOSABLE
from desktop_app.domain import names
from desktop_app.engine import catalog, linking, rows
from desktop_app.engine.catalog import Table
from desktop_app.engine.changes.options import OrderTables
from desktop_app.engine.changes.tables import AddTable, RemoveTable, RenameTable
from desktop_app.engine.work import Look, Work

FIRST_COLUMNS: Sequence[tuple[str, str]] = (("Name", "text"), ("Notes", "text"))
"""What a new table has unless told: enough to start typing."""


@dataclass(frozen=True)
class Listed:
    """A table in the list at the side, and how many rows it has."""

    id: int
    name: str
    rows: int


def listed(look: Look) -> list[Listed]:
    """Return every table with its number of rows."""
    return [Listed(each.id, each.name, rows.count(look, each)) for each in catalog.tables(look)]


def add(w: Work, title: str | None, columns: Sequence[tuple[str, str]] | None) -> Table:
    """Make a table from names and types of columns; without them it gets sensible ones.

    Raises Invalid.
    """
    taken = catalog.taken_names(w)
    name = names.checked(title, taken) if title else names.unlike("", taken, "Table 1")
    made = w.apply(AddTable(name, _planned(FIRST_COLUMNS if columns is None else columns)))
    return catalog.table(w, made.table)


def rename(w: Work, table_id: int, title: str) -> Table:
    """Give a table another name. Raises NotFound, Invalid."""
    table = catalog.table(w, table_id)
    others = [each for each in catalog.taken_names(w) if each != table.name]
    name = names.checked(title, others)
    if name != table.name:
        w.apply(RenameTable(table.id, name))
    return catalog.table(w, table_id)


def order(w: Work, tables: Sequence[int]) -> Sequence[Listed]:
    """Put the tables into this order; return them all. Raises NotFound."""
    now = [table.id for table in catalog.tables(w)]
    wanted = list(dict.fromkeys(tables))
    if [*wanted, *(each for each in now if each not in wanted)] != now:
        w.apply(OrderTables(wanted))
    return listed(w)


def remove(w: Work, table_id: int) -> None:
    """Remove a table with everything in it, and links to it; undo brings all of it back.

    Raises NotFound.
    """
    removal = RemoveTable(table_id)
    w.sentence, w.table = removal.sentence(w), table_id
    linking.unlink_all(w, catalog.table(w, table_id))
    w.apply(removal)


def _planned(columns: Sequence[tuple[str, str]]) -> list[tuple[str, str, dict[str, Any]]]:
    planned: list[tuple[str, str, dict[str, Any]]] = []
    for wish, kind in columns:
        name = names.checked(wish, [n for n, _, _ in planned], "columns")
        planned.append((name, CHOOSABLE[kind].name, {}))
    return planned
