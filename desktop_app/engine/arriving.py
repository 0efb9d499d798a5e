"""Rows that have arrived for a table: put where the document's database can see both, and matched.

They come from a file beside the document (see side). SQLite reads them where they are; for a server
they are copied into a table of their own, which goes again. Each row finds those of the table that
hold the same in the key columns; one with an empty key finds none.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy import insert, select

from desktop_app.engine import images, misfits, schema, side_rows
from desktop_app.engine.base import ROW_ID
from desktop_app.engine.catalog import Column, Table
from desktop_app.engine.misfits import MisfitRecord
from desktop_app.engine.rows import chunks
from desktop_app.engine.side_rows import Seen
from desktop_app.engine.work import Work

_TOGETHER = 100
"""Claims in one expression; SQLite takes a thousand."""

_PREFIX = 100
"""Letters of a text that an index of MariaDB or MySQL looks at."""


@dataclass(frozen=True)
class Wanted:
    """What is to come into which columns of a table, matched by which.

    `columns` are in the order of the file; those with an id below zero are yet to be made.
    """

    table: Table
    columns: Sequence[Column]
    key: Sequence[int] = ()
    clear: bool = False
    """Whether a cell with nothing in it empties the one of the row it matches, or leaves it."""

    @property
    def written(self) -> Sequence[Column]:
        """The columns that a row gets new cells in where it matches."""
        return [column for column in self.columns if column.id not in self.key]


@dataclass(frozen=True)
class Arrival:
    """The rows; `odd` are the texts among them that do not fit, `match` says who belongs to whom.

    `rows` has a number and the cells, called by the ids of their columns; `odd` has row, column_id
    and text; `match` has the row's id, the number, whether anything differs, and where.
    """

    wanted: Wanted
    rows: sa.Table
    odd: sa.FromClause
    match: sa.Table
    doubtful: Collection[int]
    """The ids of the columns in which a text may not fit, in the table or among what arrives."""

    @property
    def number(self) -> sa.Column[int]:
        """What the rows are counted by."""
        return self.rows.c["row"]

    def cell(self, column: Column) -> sa.Column[Any]:
        """Return what arrives in a column."""
        return self.rows.c[f"c{column.id}"]

    @property
    def changed(self) -> sa.Select[Any]:
        """The ids of the rows of the table that will be other than they are."""
        return select(self.match.c.row).where(self.match.c.differs)

    @property
    def is_new(self) -> sa.ColumnElement[bool]:
        """What holds for the rows that match none."""
        if not self.wanted.key:
            return sa.true()
        return self.number.not_in(select(self.match.c.number))

    def differs(self, column: Column) -> sa.Column[bool]:
        """Return what says of a match whether that cell of the row will hold something else."""
        return self.match.c[f"c{column.id}"]


@contextmanager
def arrived(w: Work, wanted: Wanted, path: Path, seen: Seen) -> Iterator[Arrival]:
    """Give the rows of a settled file (see side_keys), matched; `seen` may raise to stop."""
    on_server = w.connection.dialect.name != "sqlite"
    held = _held(w, wanted, path, seen) if on_server else _read_in_place(w, wanted, path)
    with held as (rows, odd), _scratch(w, wanted) as match:
        arrival = Arrival(wanted, rows, odd, match, _doubtful(w, wanted, odd))
        if wanted.key:
            with side_rows.stoppable(w, seen, 0):
                _match(w, arrival)
        yield arrival


@contextmanager
def _read_in_place(w: Work, wanted: Wanted, path: Path) -> Iterator[tuple[sa.Table, sa.FromClause]]:
    side = side_rows.attach(w, path)
    cells = [
        sa.Column(f"c{place:d}", column.type.sql_type(column.options), key=f"c{column.id}")
        for place, column in enumerate(wanted.columns)
    ]
    number = sa.Column("id", sa.Integer, key="row", primary_key=True)
    yield (
        sa.Table("side", sa.MetaData(), number, *cells, schema=side),
        sa.table(
            "odd",
            *map(partial(sa.column, type_=sa.Integer), ("row", "column_id")),
            sa.column("text", sa.Text),
            schema=side,
        ),
    )


@contextmanager
def _held(
    w: Work, wanted: Wanted, path: Path, seen: Seen
) -> Iterator[tuple[sa.Table, sa.FromClause]]:
    """Hold the rows in an image, and what does not fit with it."""
    number = images.begin(w, wanted.table)
    rows = images.core(number, wanted.columns).to_metadata(sa.MetaData())
    if wanted.key and w.connection.dialect.name in {"mysql", "mariadb"}:
        _declare_index(wanted, rows, f"tidybase_key_{number}")
    schema.create_table(w.connection, rows)
    names = [column.name for column in rows.columns]
    done = 0
    for numbers, cells in side_rows.batches(path, wanted.columns):
        given = [dict(zip(names, row, strict=True)) for row in zip(numbers, *cells, strict=True)]
        w.connection.execute(insert(rows), given)
        done += len(given)
        seen(done)
    for some in side_rows.odd(path):
        misfits.put_aside(w, number, some)
    mine = select(MisfitRecord.row, MisfitRecord.column_id, MisfitRecord.text)
    yield rows, mine.where(MisfitRecord.table_id == -number).subquery()
    images.drop(w, number)


def _declare_index(wanted: Wanted, rows: sa.Table, name: str) -> None:
    keys = [wanted.table.column(key) for key in wanted.key]
    texts = [key for key in keys if key.type.compared_as in {"text", "list"}]
    lengths = {f"c{key.id}": _PREFIX for key in texts}
    of = [rows.c[f"c{key.id}"] for key in keys]
    sa.Index(name, *of, mysql_length=lengths, mariadb_length=lengths)


@contextmanager
def _scratch(w: Work, wanted: Wanted) -> Iterator[sa.Table]:
    """Give a table for who belongs to whom: a passing one where nothing may reach the file."""
    passing = w.connection.dialect.name == "sqlite"
    number = 0 if passing else images.begin(w, wanted.table)
    made = sa.Table(
        "tidybase_match" if passing else images.core(number, ()).name,
        sa.MetaData(),
        sa.Column("row", ROW_ID, primary_key=True, autoincrement=False, quote=True),
        sa.Column("number", ROW_ID, index=False),
        sa.Column("differs", sa.Boolean),
        *(sa.Column(f"c{column.id}", sa.Boolean) for column in wanted.written),
        prefixes=["TEMPORARY"] if passing else [],
    )
    schema.create_table(w.connection, made)
    yield made
    if passing:
        schema.drop_table(w.connection, made)
    else:
        images.drop(w, number)


def _doubtful(w: Work, wanted: Wanted, odd: sa.FromClause) -> Collection[int]:
    found = set(w.connection.scalars(select(odd.c.column_id).distinct()))
    if misfits.any_in(w, wanted.table):
        mine = MisfitRecord.table_id == wanted.table.id
        found |= set(w.connection.scalars(select(MisfitRecord.column_id).where(mine).distinct()))
    return found


def _match(w: Work, arrival: Arrival) -> None:
    table, rows = arrival.wanted.table, arrival.rows
    keys = [table.column(key) for key in arrival.wanted.key]
    same = [table.core.c[key.name] == arrival.cell(key) for key in keys]
    match, written = arrival.match, arrival.wanted.written
    cells = [_is_other(arrival, column) for column in written]
    pairs = select(table.row_id, arrival.number, _any(cells), *cells).where(*same)
    pairs = pairs.select_from(table.core, rows)
    places = [match.c.row, match.c.number, match.c.differs, *map(arrival.differs, written)]
    w.connection.execute(insert(match).from_select(places, pairs))


def _is_other(arrival: Arrival, column: Column) -> sa.ColumnElement[bool]:
    """Say of a row and what arrives for it whether a cell will hold something else."""
    table = arrival.wanted.table
    here = table.core.c[column.name] if column.id > 0 else sa.null()
    other = arrival.cell(column).is_distinct_from(here)
    clear, comes = arrival.wanted.clear, arrival.cell(column).is_not(None)
    if column.id not in arrival.doubtful:
        return other if clear else other & comes
    of = MisfitRecord.table_id == table.id, MisfitRecord.row == table.row_id
    stands = select(MisfitRecord.text).where(*of, MisfitRecord.column_id == column.id)
    its_own = arrival.odd.c.row == arrival.number, arrival.odd.c.column_id == column.id
    arrives = select(arrival.odd.c.text).where(*its_own)
    texts = [
        each.correlate(table.core, arrival.rows).scalar_subquery() for each in (stands, arrives)
    ]
    other |= texts[0].is_distinct_from(texts[1])
    return other if clear else other & (comes | texts[1].is_not(None))


def _any(claims: Sequence[sa.ColumnElement[bool]]) -> sa.ColumnElement[bool]:
    """Say that one of many claims is true, without nesting them too deep for a database."""
    if not claims:
        return sa.false()
    some = ((sa.or_(*each), sa.true()) for each in chunks(claims, _TOGETHER))
    return sa.case(*some, else_=sa.false())
