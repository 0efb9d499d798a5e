"""Rows that something is linked to which is to be put back, and that were deleted themselves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

import sqlalchemy as sa
from sqlalchemy import select

from desktop_app.column_types import COLUMN_TYPES
from desktop_app.domain.errors import Conflict
from desktop_app.engine import catalog, deleted_rows, images, links
from desktop_app.engine.catalog import ASIDE, Column, Table
from desktop_app.engine.changes.cells import PutKept, SetCells
from desktop_app.engine.changes.columns import record_of_column
from desktop_app.engine.changes.links import AddJunction, RestoreLink, SetPairs
from desktop_app.engine.changes.rows import AddRows, BringBack
from desktop_app.engine.rows import CHUNK, chunks
from desktop_app.engine.work import Change, Look

NAMED = 5
"""Missing rows that are told by name."""

SEARCHED = 100
"""Deletions among which their names are looked for."""


def refuse_without(look: Look, steps: Sequence[Change[Any]]) -> None:
    """Raise Conflict, naming them, if rows are gone that these steps would link to.

    Those that the same steps bring back are there.
    """
    tables = {table.id: table for table in catalog.tables(look)}
    needed: dict[int, set[int]] = defaultdict(set)
    for step in steps:
        for column, ids in _linked(look, tables, step):
            needed[column.options["table"]] |= ids
            if isinstance(step, SetPairs):
                needed[step.table] |= {near for near, _ in step.added}
        for number, ids in _removed(look, tables, step):
            needed[number] |= ids
    for step in steps:
        if isinstance(step, AddRows):
            needed[step.table] -= set(step.ids or ())
        elif isinstance(step, BringBack):
            needed[step.table] -= _among(look, images.core(step.image, ()), needed[step.table])
    for table in (tables[number] for number in needed if number in tables):
        gone = needed[table.id] - _among(look, table.core, needed[table.id])
        if gone:
            raise Conflict(
                f"This is linked to what was deleted in {table.name}: "
                f"{_called(look, table, sorted(gone))}. Put that back first, then this."
            )


def _linked(
    look: Look, tables: dict[int, Table], step: Change[Any]
) -> Iterator[tuple[Column, set[int]]]:
    """Give the columns of links that a step writes, and the rows there that it links to."""
    table = tables.get(step.table or 0)
    for column in filter(links.is_link, table.columns if table else ()):
        if isinstance(step, SetPairs):
            if step.column == column.id:
                yield column, {far for _, far in step.added}
        elif not column.stored:
            continue
        elif isinstance(step, AddRows) and column.id in step.columns:
            place = list(step.columns).index(column.id)
            yield column, _ids(cells[place] for cells in step.cells)
        elif isinstance(step, SetCells):
            yield column, _ids(held for _, of, held in step.cells if of == column.id)
        elif isinstance(step, BringBack | PutKept) and column.id in step.columns:
            yield column, _kept(look, tables[column.options["table"]], column, step.image)


def _removed(
    look: Look, tables: dict[int, Table], step: Change[Any]
) -> Iterator[tuple[int, set[int]]]:
    """Give the tables, and the rows there, to which links lead that a step brings back as a whole.

    The links of rows that are gone themselves wait for those.
    """
    if isinstance(step, AddJunction):
        yield step.table, {near for near, _ in step.pairs}
        yield step.far_table, {far for _, far in step.pairs}
    elif isinstance(step, RestoreLink):
        record = record_of_column(look, step.column)
        of, there = tables.get(step.table), tables.get(record.options["table"])
        if of and there and ASIDE in record.options:
            kind = COLUMN_TYPES[record.type]
            column = Column(record.id, record.name, kind, record.options, record.position, True)
            yield there.id, _kept(look, there, column, record.options[ASIDE], of)


def _ids(cells: Iterable[object]) -> set[int]:
    return {each for each in cells if isinstance(each, int)}


def _kept(
    look: Look, there: Table, column: Column, image: int, of: Table | None = None
) -> set[int]:
    """Return some of the ids in an image that are of no row there; for rows of a table, if told."""
    number, cell = images.core(image, [column]).columns
    gone = select(cell).where(cell.is_not(None), cell.not_in(select(there.row_id))).distinct()
    if of is not None:
        gone = gone.where(number.in_(select(of.row_id)))
    return set(look.connection.scalars(gone.limit(CHUNK)))


def _among(look: Look, core: sa.Table, ids: Iterable[int]) -> set[int]:
    """Return those of the ids that are of rows in a table, which its first column numbers."""
    number, found = next(iter(core.columns)), set[int]()
    for some in chunks(sorted(ids), CHUNK):
        found.update(look.connection.scalars(select(number).where(number.in_(some))))
    return found


def _called(look: Look, table: Table, gone: list[int]) -> str:
    deletions = deleted_rows.deleted(look, table, None, SEARCHED)
    names = {row: text for each in deletions for row, text in each.rows if text}
    told = [f"“{names.get(row, f'#{row}')}”" for row in islice(gone, NAMED)]
    more = [f"{len(gone) - NAMED:,} more"] if len(gone) > NAMED else []
    *first, last = [*told, *more]
    return f"{', '.join(first)} and {last}" if first else last
