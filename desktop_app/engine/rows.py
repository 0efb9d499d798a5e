"""Reading and writing the rows of people's tables: Core statements over whole sets."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any, TypeVar

from sqlalchemy import bindparam, delete, func, insert, select, update

from desktop_app.domain.sheet import Row, Value
from desktop_app.engine.catalog import Column, Table
from desktop_app.engine.work import Look, Work

Numbered = Sequence[Any]
"""A row as read: its id, then its values in the order of the columns asked for."""

Columns = Sequence[Sequence[Value]]
"""Some rows, column by column: one sequence of cells for each column, all equally long."""

TOGETHER, MOST_BOUND = 100, 30_000
"""Rows in one INSERT of a load; the values that SQLite takes in one statement are 32,766."""

CHUNK = 500
"""Ids in one IN list: well below every back-end's limit on bound values."""

T = TypeVar("T")


def count(look: Look, table: Table) -> int:
    """Return how many rows there are; counted once, then remembered until rows come or go."""
    mark = look.rows_mark(table.id)
    known = look.counts.get(table.id)
    if known is None or known[0] != mark:
        everything = select(func.count()).select_from(table.core)
        known = look.counts[table.id] = (mark, look.connection.execute(everything).scalar_one())
    return known[1]


def page(look: Look, table: Table, offset: int, limit: int) -> Sequence[Numbered]:
    """Return `limit` rows from the `offset`-th on, in the order they were added.

    Where no row was ever deleted the place follows from the id, so any page costs the same.
    """
    statement = select(table.core).order_by(table.row_id).limit(limit)
    # Each in a query of its own: SQLite looks up one end of an index, but scans for both at once.
    ends = (select(end(table.row_id)).scalar_subquery() for end in (func.min, func.max))
    first, last = look.connection.execute(select(*ends)).one()
    if first is not None and last - first + 1 == count(look, table):
        statement = statement.where(table.row_id >= first + offset)
    else:
        statement = statement.offset(offset)
    found = look.connection.execute(statement).all()
    _mind_others(look, table, offset, limit, len(found))
    return found


def after(look: Look, table: Table, row: int, limit: int) -> Sequence[Numbered]:
    """Return the next `limit` rows behind the one with that id, for reading a table bit by bit."""
    statement = select(table.core).where(table.row_id > row).order_by(table.row_id).limit(limit)
    return look.connection.execute(statement).all()


def read(
    look: Look, table: Table, ids: Sequence[int], columns: Sequence[Column]
) -> dict[int, Numbered]:
    """Return the rows with these ids, by id; those that are gone are missing."""
    wanted = [table.row_id, *(table.core.c[column.name] for column in columns)]
    found: dict[int, Numbered] = {}
    for chunk in chunks(ids, CHUNK):
        for row in look.connection.execute(select(*wanted).where(table.row_id.in_(chunk))):
            found[row[0]] = row
    return found


def write(w: Work, table: Table, column: Column, values: Mapping[int, Value]) -> None:
    """Set one column in many rows: id to value, one statement."""
    statement = (
        update(table.core)
        .where(table.row_id == bindparam("tidybase_row"))
        .values({table.core.c[column.name]: bindparam("tidybase_value")})
    )
    parameters = [{"tidybase_row": row, "tidybase_value": value} for row, value in values.items()]
    w.connection.execute(statement, parameters)


def add(
    w: Work,
    table: Table,
    columns: Sequence[Column],
    cells: Sequence[Row],
    ids: Sequence[int] | None = None,
) -> list[int]:
    """Add rows with values in these columns and return their ids, in order.

    `ids` brings rows back under the ids they had.
    """
    w.rows_changed(table.id, len(cells))
    names = [column.name for column in columns]
    parameters: list[dict[str, Any]] = [dict(zip(names, row, strict=True)) for row in cells]
    if ids is not None:
        for parameter, row_id in zip(parameters, ids, strict=True):
            parameter[table.key] = row_id
        w.connection.execute(insert(table.core), parameters)
        return list(ids)
    statement = insert(table.core).returning(table.row_id, sort_by_parameter_order=True)
    return list(w.connection.scalars(statement, parameters or [{}]))


def remove(w: Work, table: Table, ids: Sequence[int]) -> None:
    """Delete the rows with these ids."""
    w.rows_changed(table.id, -len(ids))
    for chunk in chunks(ids, CHUNK):
        w.connection.execute(delete(table.core).where(table.row_id.in_(chunk)))


def load(w: Work, table: Table, batches: Iterable[Columns], seen: Callable[[int], None]) -> int:
    """Add a great many rows, given column by column in the table's order; return how many.

    Many rows go into one statement and straight to the driver, which is what makes it fast.
    `seen` is told the number of rows so far after every batch and may raise to stop everything.
    """
    add = _adding(w, table) if w.connection.dialect.positional else _adding_by_name(w, table)
    done = 0
    for columns in batches:
        add(columns)
        done += len(columns[0])
        seen(done)
    w.rows_changed(table.id, done)
    return done


def _mind_others(look: Look, table: Table, offset: int, limit: int, found: int) -> None:
    """Count again when a page shows that another program added or removed rows."""
    end, total = offset + found, count(look, table)
    if (end > total and found) or (found < limit and offset < total and end != total):
        look.counts.pop(table.id, None)


def chunks(items: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    """Give the items in pieces of at most `size`."""
    for start in range(0, len(items), size):
        yield items[start : start + size]


def _adding(w: Work, table: Table) -> Callable[[Columns], None]:
    binders = [_binder(w, column) for column in table.columns]
    width = len(table.columns)
    together = width * max(1, min(TOGETHER, MOST_BOUND // width))
    statements: dict[int, str] = {}

    def add(columns: Columns) -> None:
        bound = [
            map(binder, cells) if binder else cells
            for binder, cells in zip(binders, columns, strict=True)
        ]
        values = tuple(chain.from_iterable(zip(*bound, strict=True)))
        for part in chunks(values, together):
            if len(part) not in statements:
                statements[len(part)] = _insert(w, table, len(part) // width)
            w.connection.exec_driver_sql(statements[len(part)], tuple(part))

    return add


def _adding_by_name(w: Work, table: Table) -> Callable[[Columns], None]:
    names = [column.name for column in table.columns]

    def add(columns: Columns) -> None:
        named = [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True)]
        w.connection.execute(insert(table.core), named)

    return add


def _insert(w: Work, table: Table, many: int) -> str:
    empty: dict[str, Value] = dict.fromkeys(column.name for column in table.columns)
    return str(insert(table.core).values([empty] * many).compile(dialect=w.connection.dialect))


def _binder(w: Work, column: Column) -> Callable[[Any], Any] | None:
    implementation = column.type.sql_type(column.options).dialect_impl(w.connection.dialect)
    return implementation.bind_processor(w.connection.dialect)
