"""Reading a table from one end to the other, for a file that is written of it.

Each batch is a look of its own, so that edits go on in between. On SQLite whole batches can come
put together as text, which costs a fraction of reading cell by cell; rows of which SQLite cannot
tell for certain how Python would write them come as values.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, TypeAlias

import sqlalchemy as sa

from desktop_app.column_types import sqlite_plain
from desktop_app.column_types.base import ShownBySQLite
from desktop_app.column_types.sqlite_text import quoted, short_fraction
from desktop_app.domain.errors import Conflict
from desktop_app.domain.query import EVERYTHING, Query
from desktop_app.engine import browsing, catalog, fields, labels, misfits
from desktop_app.engine.catalog import Column, Table
from desktop_app.engine.store import Store
from desktop_app.engine.work import Look
from desktop_app.formats.outgoing import RECORD, UNIT, Batch, Misfit, Ready

BATCH = 1000
"""Rows read at once: larger batches are slower, as they fall out of the processor's cache."""

_MOST_MADE, _BYTES_MADE = 10_000, 2**21
"""So many rows, of about so many bytes, SQLite puts together at once: fewer, and it and Python wait
for each other longer than they work."""

_MOST_SQL_COLUMNS = 60
"""SQLite takes so many names and values in one object."""


@dataclass(frozen=True)
class Extract:
    """What is read: some columns of a table, of the rows of a query and in its order.

    `seen` is told how many rows were read after every batch, and may raise to stop.
    """

    store: Store
    table: Table
    columns: Sequence[Column]
    query: Query = EVERYTHING
    ids: frozenset[int] = frozenset()
    """The columns whose cells stay ids; all others give the names of what they stand for."""
    seen: Callable[[int], None] = field(default=lambda _: None)

    def batches(self) -> Iterator[Batch]:
        """Give the rows as values, each behind its id. Raises Conflict when columns change."""
        if self.query:
            yield from self._ordered()
        else:
            yield from self._counted(self._onwards(None))

    def ready(self, how: Ready) -> Iterator[bytes | Batch]:
        """Give the rows put together as far as SQLite can do it. Raises Conflict likewise."""
        with self.store.look() as look:
            statement = None if self.query else _statement(look, self, how)
        return self._counted(self._onwards(statement)) if statement else self.batches()

    def _counted(self, batches: Iterator[tuple[int, Any]]) -> Iterator[Any]:
        done = 0
        for many, batch in batches:
            yield batch
            done += many
            self.seen(done)

    def _onwards(self, statement: str | None) -> Iterator[tuple[int, Any]]:
        """Give all rows in the order they were added, the number of each batch with it."""
        last, most = -(2**63), BATCH
        while True:
            with self._look() as look:
                many, last_there, batch = self._next(look, statement, last, most)
            if not many:
                return
            last = last_there
            most = _next_most(most, many, batch) if isinstance(batch, bytes) else BATCH
            yield many, batch

    def _next(self, look: Look, made_by: str | None, last: int, most: int) -> tuple[int, int, Any]:
        if made_by and not misfits.any_in(look, self.table):
            made = look.connection.exec_driver_sql(made_by, (last, most)).one()
            if _is_whole(made, len(self.columns)):
                return made[1], made[0], made[3]
        found = look.connection.execute(self._selected(look, last)).all()
        return len(found), found[-1][0] if found else last, self._fitted(look, found)

    def _selected(self, look: Look, last: int) -> sa.Select[Any]:
        shown = fields.cells(look, self.table, self.columns)
        wanted = sa.select(self.table.row_id, *shown).where(self.table.row_id > last)
        return wanted.order_by(self.table.row_id).limit(BATCH)

    def _ordered(self) -> Iterator[Batch]:
        """Give the rows of the query; those that are gone by then are left out."""
        with self._look() as look:
            orders = self.store.orders
            order = orders.known(look, self.table, self.query)
            ids = (order or orders.make(look, self.table, self.query)).ids
        for start in range(0, len(ids), BATCH):
            with self._look() as look:
                found = browsing.by_ids(look, self.table, ids[start : start + BATCH])
                rows = [tuple(row[place] for place in self._places) for row in found]
                batch = self._fitted(look, rows)
            yield batch
            self.seen(min(start + BATCH, len(ids)))

    @cached_property
    def _places(self) -> list[int]:
        ids = [column.id for column in self.table.columns]
        return [0, *(ids.index(column.id) + 1 for column in self.columns)]

    def _fitted(self, look: Look, found: Sequence[Any]) -> Batch:
        """Put in what did not fit, and names in place of ids, however many there are."""
        kept = misfits.of_rows(look, self.table, [row[0] for row in found])
        if self._to_name:
            narrow = replace(self.table, columns=[column for _, column in self._to_name])
            bare = [(row[0], *(row[at] for at, _ in self._to_name)) for row in found]
            called = labels.named(look, narrow, bare, most=sys.maxsize)
            found = [self._renamed(row, one) for row, one in zip(found, called, strict=True)]
        if not kept:
            return found
        rows = [list(row) for row in found]
        places = {column.id: place for place, column in enumerate(self.columns, 1)}
        numbers = {row[0]: row for row in rows}
        for (row, column_id), text in kept.items():
            if column_id in places:
                numbers[row][places[column_id]] = Misfit(text)
        return rows

    @cached_property
    def _to_name(self) -> list[tuple[int, Column]]:
        """The columns whose cells may stand for something, and their places in a row."""
        return [
            (place, column)
            for place, column in enumerate(self.columns, 1)
            if not _is_plain(column) and column.id not in self.ids
        ]

    def _renamed(self, row: Sequence[Any], called: Sequence[Any]) -> Sequence[Any]:
        made = list(row)
        for (place, _), cell in zip(self._to_name, called[1:], strict=True):
            made[place] = _label(cell)
        return made

    @contextmanager
    def _look(self) -> Iterator[Look]:
        """Give a look in which the table is as it was when the reading began."""
        with self.store.look() as look:
            now = catalog.table(look, self.table.id)
            if now != self.table:
                raise Conflict(
                    f"The columns of “{now.name}” were changed while it was written out. "
                    "No file was made; please try again."
                )
            yield look


def _label(cell: Any) -> Any:
    """Return the name of what a cell stands for, or the names; no links are nothing."""
    if isinstance(cell, labels.Named):
        return cell.label
    return [_label(each) for each in cell] or None if isinstance(cell, list) else cell


def pairs(store: Store, junction: sa.Table) -> Iterator[Batch]:
    """Give the links of a junction, in batches: row ids, as the two columns stand in it."""
    near, far = junction.c
    last = (0, 0)
    while True:
        behind = sa.or_(near > last[0], sa.and_(near == last[0], far > last[1]))
        wanted = sa.select(near, far).where(behind).order_by(near, far).limit(BATCH)
        with store.look() as look:
            found = [tuple(row) for row in look.connection.execute(wanted)]
        if not found:
            return
        yield found
        last = found[-1]


def _statement(look: Look, extract: Extract, how: Ready) -> str | None:
    """Return the SQL for the next batch behind an id: its last id, how many, how many sure, all."""
    table = extract.table
    if look.connection.dialect.name != "sqlite" or not extract.columns:
        return None
    if len(extract.columns) > _MOST_SQL_COLUMNS or not all(map(_is_plain, extract.columns)):
        return None
    quote = look.connection.dialect.identifier_preparer.quote_identifier
    cells = [quote(column.place) for column in extract.columns]
    made_of = _MAKERS[how](look, extract.columns, cells)
    if made_of is None:
        return None
    row, between = made_of
    key = quote(table.key)
    rows = (
        f"SELECT {key} AS i, {row} AS r FROM {quote(table.name)} "  # noqa: S608 - all quoted
        f"WHERE {key} > ? ORDER BY {key} LIMIT ?"
    )
    made = f"max(i), count(*), count(r), CAST(group_concat(r, {between}) AS BLOB)"
    return f"SELECT {made} FROM ({rows})"  # noqa: S608


def _next_most(most: int, many: int, made: bytes) -> int:
    return max(1, min(2 * most, _MOST_MADE, many * _BYTES_MADE // len(made)))


def _is_plain(column: Column) -> bool:
    return column.stored and column.type.refers_to is None


def _is_whole(made: Any, width: int) -> bool:
    """Say whether SQLite was sure of every row, and no text has the signs that stand between."""
    _, many, sure, text = made
    if not many or many != sure:
        return not many
    if text.startswith(b"{"):
        return True
    return bool(text.count(UNIT) == many * width and text.count(RECORD) == many - 1)


def _cells(look: Look, columns: Sequence[Column], cells: Sequence[str]) -> Made:  # noqa: ARG001
    texts, sure = [], []
    for column, cell in zip(columns, cells, strict=True):
        kind = column.type
        if not isinstance(kind, ShownBySQLite):
            return None
        found = kind.shown_in_sqlite(cell, column.options)
        if found is None:
            return None
        sure.append(f"({cell} IS NULL OR {found[0]})")
        # Where there is no value, NULL leaves no text; but printf makes a nought of it.
        is_plain = found[1] == cell
        texts.append(cell if is_plain else f"CASE WHEN {cell} IS NOT NULL THEN {found[1]} END")
    pattern = f"{UNIT.decode()}%s" * len(texts)
    row = f"printf('{pattern}', {', '.join(texts)})"
    return f"CASE WHEN {' AND '.join(sure)} THEN {row} END", quoted(RECORD.decode())


def _json(look: Look, columns: Sequence[Column], cells: Sequence[str]) -> Made:
    parts, sure = [], ["1"]
    for column, cell in zip(columns, cells, strict=True):
        kind = column.type.sql_type(column.options).dialect_impl(look.connection.dialect)
        found = _IN_JSON.get(type(kind))
        if found is None:
            return None
        value, condition = (each.format(cell=cell) for each in found)
        parts += [quoted(column.name), value]
        sure += [f"({cell} IS NULL OR {condition})"] if condition else []
    row = f"json_object({', '.join(parts)})"
    return f"CASE WHEN {' AND '.join(sure)} THEN {row} END", "char(44, 10)"


Made: TypeAlias = tuple[str, str] | None
"""The SQL of a row, and of what stands between rows."""

_MAKERS: Mapping[Ready, Callable[..., Made]] = {"cells": _cells, "json": _json}

_WHOLE = ("{cell}", "{cell} IS CAST({cell} AS INTEGER)")
_FRACTION = ("CAST({cell} AS REAL)", short_fraction("{cell}"))
_IN_JSON: Mapping[type, tuple[str, str]] = {
    sa.Text: ("{cell}", ""),
    sa.BigInteger: _WHOLE,
    sa.SmallInteger: _WHOLE,
    sqlite_plain.PlainNumber: _FRACTION,
    sqlite_plain.PlainAmount: _FRACTION,
    sqlite_plain.PlainTruth: (
        "json(CASE {cell} WHEN 1 THEN 'true' WHEN 0 THEN 'false' ELSE 'null' END)",
        "{cell} IN (0, 1)",
    ),
    sqlite_plain.PlainDay: ("{cell}", "date({cell}) IS {cell}"),
    sqlite_plain.PlainMoment: ("replace({cell}, ' ', 'T')", "datetime({cell}) IS {cell}"),
    sqlite_plain.PlainTime: ("{cell}", "time({cell}) IS {cell}"),
}
"""How JSON has what is stored, by how it is stored, and where SQLite's way is Python's way."""
