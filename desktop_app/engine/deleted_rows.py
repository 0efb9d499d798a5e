"""The rows of a table that were deleted and are not back, by what deleted them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy import select

from desktop_app.domain.sheet import Held
from desktop_app.engine import former, images, row_history, rows
from desktop_app.engine.catalog import Column, Table
from desktop_app.engine.changes.rows import AddRows, BringBack
from desktop_app.engine.entries import IN_FORCE, Entry, steps_say
from desktop_app.engine.work import Look

SHOWN = 20
"""Deleted rows of one entry that are listed."""

WORDS = 4
"""Cells of a deleted row that stand for it."""


@dataclass(frozen=True)
class Gone:
    """Rows that one entry deleted and that are not there now: ids, texts to know them by."""

    entry: Entry
    rows: Sequence[tuple[int, str]]
    more: int
    """How many more there are than are listed."""


def deleted(look: Look, table: Table, before: int | None, limit: int) -> list[Gone]:
    """Return the deleted rows of a table by the entries that deleted them, the latest first.

    `before` is the entry to continue from.
    """
    which = steps_say('"add_rows"') | steps_say('"bring_back"')
    found: list[Gone] = []
    seen: set[int] = set()
    for entry in row_history.touching(look, table, which):
        if entry.state not in IN_FORCE:
            continue
        listed, more = _gone(look, table, entry, seen)
        seen.update(row for row, _ in listed)
        if listed and (before is None or entry.id < before):
            found.append(Gone(entry, listed, more))
        if len(found) == limit:
            break
    return found


def _gone(
    look: Look, table: Table, entry: Entry, seen: set[int]
) -> tuple[list[tuple[int, str]], int]:
    listed: list[tuple[int, str]] = []
    more = 0
    for step in row_history.effective(look, entry):
        if step.table != table.id:
            continue
        if isinstance(step, AddRows) and step.ids is not None:
            found = _those(table, step)
            there = _there(look, table, [row for row, _ in found])
            new = [(row, text) for row, text in found if row not in there and row not in seen]
        elif isinstance(step, BringBack):
            new, unseen = _first_kept(look, table, step)
            new = [(row, text) for row, text in new if row not in seen]
            more += unseen
        else:
            continue
        room = SHOWN - len(listed)
        listed += new[:room]
        more += len(new[room:])
    return listed, more


def _those(table: Table, step: AddRows) -> list[tuple[int, str]]:
    known = {column.id: former.column(column, step.kinds) for column in table.stored}
    places = [(at, known[c]) for at, c in enumerate(step.columns) if c in known]
    return [
        (row, _called((column, cells[at]) for at, column in places))
        for row, cells in zip(step.ids or (), step.cells, strict=True)
    ]


def _first_kept(look: Look, table: Table, step: BringBack) -> tuple[list[tuple[int, str]], int]:
    there = [column for column in table.stored if column.id in set(step.columns)]
    columns = [former.column(column, step.kinds) for column in there]
    core = images.core(step.image, columns)
    gone = ~sa.exists().where(table.row_id == core.c.row)
    first = select(core).where(gone).order_by(core.c.row).limit(SHOWN)
    found = [
        (row[0], _called(zip(columns, row[1:], strict=True)))
        for row in look.connection.execute(first)
    ]
    return found, max(0, images.size(look, step.image) - len(found))


def _there(look: Look, table: Table, ids: Sequence[int]) -> set[int]:
    return set(rows.read(look, table, ids, []))


def _called(cells: Iterable[tuple[Column, Held]]) -> str:
    """Return a few words to know a row by."""
    found = [
        former.seen(column, held)
        for column, held in cells
        if held not in (None, "") and column.type.refers_to is None and not column.type.filled_by
    ]
    return " · ".join(found[:WORDS])
