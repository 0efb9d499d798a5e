"""Giving a column another kind: what would happen, and doing it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from desktop_app.column_types.base import ColumnType
from desktop_app.column_types.choosable import CHOOSABLE
from desktop_app.engine import catalog, converting, misfits, rows, rules
from desktop_app.engine.catalog import Column, Table
from desktop_app.engine.changes.kinds import ChangeKind
from desktop_app.engine.work import Look, Work
from desktop_app.services.columns.settings import proper

LARGE = 50_000
"""Rows of which one wants to see how far it is."""

LASTING = ("required", "unique", "hidden")
"""Options that a column keeps whatever it holds."""


@dataclass(frozen=True)
class Rehearsed:
    """How many cells hold something and fit, some that do not, and the options it would have."""

    filled: int
    fit: int
    odd: Sequence[tuple[int, str]]
    options: Mapping[str, Any]


def is_target(kind: ColumnType) -> bool:
    """Say whether a column of another kind can sensibly become one of this."""
    return kind.choosable and kind.filled_by in (None, "number") and kind.refers_to != "file"


def rehearse(
    look: Look, table_id: int, column_id: int, kind: str, *, wishes: Mapping[str, Any]
) -> Rehearsed:
    """Say what would happen, and change nothing. Raises NotFound, Invalid."""
    table = catalog.table(look, table_id)
    column = table.column(column_id)
    target = _target(look, table, column, CHOOSABLE[kind], wishes)
    found = converting.rehearse(look, table, column, target)
    return Rehearsed(found.filled, found.fit, found.odd, target.options)


def change(
    w: Work,
    table_id: int,
    column_id: int,
    kind: str,
    *,
    wishes: Mapping[str, Any],
    seen: Callable[[int], None] = converting.unseen,
) -> str:
    """Do it; return in a sentence what came of it. Raises NotFound, Invalid."""
    table = catalog.table(w, table_id)
    column = table.column(column_id)
    options = _target(w, table, column, CHOOSABLE[kind], wishes).options
    if (kind, options) != (column.type.name, dict(column.options)):
        w.apply(ChangeKind(table.id, column.id, kind, options, seen))
    return _told(w, catalog.table(w, table_id), column_id)


def _target(
    look: Look, table: Table, column: Column, kind: ColumnType, wishes: Mapping[str, Any]
) -> Column:
    """Return the column as it would be. Raises Invalid if it can never be of that kind."""
    ChangeKind(table.id, column.id, kind.name).refuse_impossible(table)
    mine = [name for name in LASTING if name == "hidden" or name in rules.of_kind(kind)]
    lasting = {name: column.options[name] for name in mine if name in column.options}
    usual = {**converting.proposed(look, table, column, kind), **lasting}
    target = replace(column, type=kind, options=usual)
    return replace(target, options=proper(target, wishes))


def _told(look: Look, table: Table, column_id: int) -> str:
    odd = misfits.count(look, table, column_id)
    filled = odd + converting.filled(look, table, table.column(column_id))
    if not odd:
        return "All cells fit."
    other = (
        "the other one is kept as it is" if odd == 1 else f"the other {odd:,} are kept as they are"
    )
    return f"{filled - odd:,} of {filled:,} fit; {other}."


def large(look: Look, table_id: int) -> int | None:
    """Return how many rows a table has, if they are so many that it takes a while.

    Raises NotFound.
    """
    number = rows.count(look, catalog.table(look, table_id))
    return number if number > LARGE else None
