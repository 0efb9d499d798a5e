"""Reading and writing the rows of people's tables: Core statements over whole sets."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy import bindparam, delete, func, insert, select, update

from desktop_app.domain.sheet import Held, Misfit, Value
from desktop_app.engine import filled, misfits, schema
from desktop_app.engine.catalog import Column, Table
from desktop_app.engine.work import Look, Work

Numbered = Sequence[Any]
"""A row as read: its id, then its values in the order of the columns asked for."""

Columns = Sequence[Sequence[Value]]
"""Some rows, column by column: one sequence of cells for each column, all equally long."""

CHUNK = 500
"""Ids in one IN list: well below every back-end's limit on bound values."""

T = TypeVar("T")


def count(look: Look, table: Table) -> int:
    """Return how many rows there are; counted once, then remembered until rows come or go.

    A table that another program dropped has none, so that the others can be listed beside it.
    """
    mark = look.rows_mark(table.id)
    known = look.counts.get(table.id)
    if known is None or known[0] != mark:
        if not schema.is_there(look.connection, table.name):
            return 0
        everything = select(func.count()).select_from(table.core)
        known = look.counts[table.id] = (mark, look.connection.execute(everything).scalar_one())
    return known[1]


def known_count(look: Look, table: Table) -> int | None:
    """Return how many rows there are, if they were counted since rows last came or went."""
    known = look.counts.get(table.id)
    return known[1] if known and known[0] == look.rows_mark(table.id) else None


def ends(look: Look, table: Table) -> tuple[int, int]:
    """Return the lowest and the highest row id; 1 and 0 when there are no rows."""
    # Each in a query of its own: SQLite looks up one end of an index, but scans for both at once.
    both = (select(end(table.row_id)).scalar_subquery() for end in (func.min, func.max))
    first, last = look.connection.execute(select(*both)).one()
    return (first, last) if first is not None else (1, 0)


def read(
    look: Look, table: Table, ids: Sequence[int], columns: Sequence[Column]
) -> dict[int, Numbered]:
    """Return the rows with these ids, by id; those that are gone are missing."""
    reading = _reading(table.core, table.key, tuple(column.place for column in columns))
    found: dict[int, Numbered] = {}
    for chunk in chunks(ids, CHUNK):
        for row in look.connection.execute(reading, {"ids": chunk}):
            found[row[0]] = row
    return found


@lru_cache(maxsize=256)
def _reading(core: sa.Table, key: str, places: Sequence[str]) -> sa.Select[Any]:
    """Made once: to put the statement together takes longer than to read a row with it."""
    wanted = core.c[key].in_(bindparam("ids", expanding=True))
    return select(core.c[key], *(core.c[place] for place in places)).where(wanted)


def held(
    look: Look, table: Table, ids: Sequence[int], columns: Sequence[Column]
) -> dict[int, list[Held]]:
    """Return what lies in these columns of these rows, by row id: values, and what did not fit."""
    found: dict[int, list[Held]] = {
        row_id: list(row[1:]) for row_id, row in read(look, table, ids, columns).items()
    }
    place = {column.id: at for at, column in enumerate(columns)}
    for (row_id, column), text in misfits.of_rows(look, table, ids).items():
        if row_id in found and column in place:
            found[row_id][place[column]] = Misfit(text)
    return found


def write(w: Work, table: Table, cells: Sequence[tuple[int, int, Held]]) -> None:
    """Put values, or texts that do not fit, into cells: row id, column id, what is to lie there.

    Rows that get something in the same columns share one statement.
    """
    w.cells_changed(table.id, (row for row, _, _ in cells))
    by_row: dict[int, dict[int, Held]] = {}
    for row, column, value in cells:
        by_row.setdefault(row, {})[column] = value
    alike: dict[tuple[int, ...], list[int]] = {}
    for row, values in by_row.items():
        alike.setdefault(tuple(sorted(values)), []).append(row)
    had_misfits = misfits.any_in(w, table)
    for columns, ids in alike.items():
        if had_misfits:
            misfits.clear(w, table, ids, columns)
        _write_alike(w, table, columns, {row: by_row[row] for row in ids})
    odd = [(row, column, v.text) for row, column, v in _last(by_row) if isinstance(v, Misfit)]
    misfits.put(w, table, odd)


def add(
    w: Work,
    table: Table,
    columns: Sequence[Column],
    cells: Sequence[Sequence[Held]],
    *,
    ids: Sequence[int] | None = None,
) -> list[int]:
    """Add rows with values, or texts that do not fit, in these columns; return their ids, in order.

    `ids` brings rows back under the ids they had; then kept columns may be among the columns.
    """
    names = [column.place for column in columns]
    parameters: list[dict[str, Any]] = [
        dict(zip(names, map(_stored, row), strict=True)) for row in cells
    ]
    if ids is not None:
        for parameter, row_id in zip(parameters, ids, strict=True):
            parameter[table.key] = row_id
        w.connection.execute(insert(table.core), parameters)
    else:
        ids = _insert(w, table, parameters or [{}])
    w.rows_changed(table.id, len(cells), ids)
    odd = [
        (row_id, column.id, value.text)
        for row_id, row in zip(ids, cells, strict=True)
        for column, value in zip(columns, row, strict=True)
        if isinstance(value, Misfit)
    ]
    misfits.put(w, table, odd)
    return list(ids)


def _insert(w: Work, table: Table, parameters: list[dict[str, Any]]) -> list[int]:
    if w.connection.dialect.insert_returning:
        statement = insert(table.core).returning(table.row_id, sort_by_parameter_order=True)
        return list(w.connection.scalars(statement, parameters))
    # MySQL tells the number of the last row only.
    done = (w.connection.execute(insert(table.core), one) for one in parameters)
    return [each.lastrowid for each in done]


def remove(w: Work, table: Table, ids: Sequence[int]) -> None:
    """Delete the rows with these ids, and what did not fit there."""
    filled.rows_go(w, table)
    w.rows_changed(table.id, -len(ids), ids)
    if misfits.any_in(w, table):
        misfits.clear(w, table, ids, None)
    for chunk in chunks(ids, CHUNK):
        w.connection.execute(delete(table.core).where(table.row_id.in_(chunk)))


def load(w: Work, table: Table, batches: Iterable[Columns], seen: Callable[[int], None]) -> int:
    """Add a great many rows, given column by column in the table's order; return how many.

    `seen` is told the number of rows so far after every batch and may raise to stop everything.
    """
    names = [column.name for column in table.stored]
    done = 0
    for columns in batches:
        named = [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True)]
        w.connection.execute(insert(table.core), named)
        done += len(named)
        seen(done)
    w.rows_changed(table.id, done)
    return done


def _write_alike(
    w: Work, table: Table, columns: Sequence[int], values: Mapping[int, Mapping[int, Held]]
) -> None:
    names = [table.column(column).name for column in columns]
    statement = _writing(table.core, table.key, tuple(names))
    parameters = [
        {
            "tidybase_row": row,
            **{f"tidybase_{at}": _stored(cells[each]) for at, each in enumerate(columns)},
        }
        for row, cells in values.items()
    ]
    w.connection.execute(statement, parameters)


@lru_cache(maxsize=256)
def _writing(core: sa.Table, key: str, names: Sequence[str]) -> sa.Update:
    values: dict[Any, Any] = {
        core.c[name]: bindparam(f"tidybase_{at}") for at, name in enumerate(names)
    }
    return update(core).where(core.c[key] == bindparam("tidybase_row")).values(values)


def _last(by_row: Mapping[int, Mapping[int, Held]]) -> Iterator[tuple[int, int, Held]]:
    for row, cells in by_row.items():
        for column, value in cells.items():
            yield row, column, value


def _stored(value: Held) -> Value:
    return None if isinstance(value, Misfit) else value


def chunks(items: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    """Give the items in pieces of at most `size`."""
    for start in range(0, len(items), size):
        yield items[start : start + size]
