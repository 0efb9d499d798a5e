"""Taking over the rows that were put together in a file beside the document (see side)."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import event, func, select
from sqlalchemy.dialects import sqlite
from sqlalchemy.exc import OperationalError

from desktop_app.column_types.base import ColumnType, Gathers, Options
from desktop_app.engine import misfits, rows
from desktop_app.engine.catalog import Column, Table
from desktop_app.engine.converting import MOST_GATHERED, in_order
from desktop_app.engine.work import Work

Seen = Callable[[int], None]
"""Told how many rows were done so far; may raise to stop."""

_STEPS = 20_000
"""Of SQLite's machine between two questions whether to stop: a few milliseconds."""

_AT_ONCE = 1000

_SIDE = "tidybase_side"
_MOST_SIDES = 8
"""Files that are attached in one transaction; SQLite takes ten, and others may want some."""


def take_over(w: Work, table: Table, path: Path, seen: Seen) -> int:
    """Add all rows of the file at `path` to a table with these columns; return how many."""
    before = w.connection.scalar(select(func.max(table.row_id))) or 0
    sides = len(_attached(w)) if w.connection.dialect.name == "sqlite" else _MOST_SIDES
    if sides < _MOST_SIDES:
        done = _attach_and_copy(w, table, (path, f"{_SIDE}_{sides}"), seen)
    else:
        done = rows.load(w, table, _batches(table, path), seen)
    _take_misfits(w, table, path, before)
    return done


def _attached(w: Work) -> list[str]:
    return _sides(w.connection.exec_driver_sql("PRAGMA database_list"))


def _sides(databases: Iterable[Any]) -> list[str]:
    return [name for _, name, *_ in databases if name.startswith(_SIDE)]


def _attach_and_copy(w: Work, table: Table, place: tuple[Path, str], seen: Seen) -> int:
    """Let SQLite copy the rows, which it does without looking into them if the tables are alike."""
    path, side = place
    attach(w, path, side)
    name = w.connection.dialect.identifier_preparer.quote_identifier
    numbered = f"SELECT coalesce(max(id), 0) FROM {side}.side"  # noqa: S608 - a name of ours
    total = w.connection.exec_driver_sql(numbered).scalar_one()  # from 1 on, without gaps
    alike = rows.count(w, table) == 0 and len(table.core.columns) == len(table.stored) + 1
    names = ", ".join(name(column.name) for column in table.stored)
    cells = ", ".join(f"c{place:d}" for place in range(len(table.stored)))
    into, what = ("", "*") if alike else (f"({names})", cells)
    copy = f"INSERT INTO main.{name(table.name)} {into} SELECT {what} FROM {side}.side"  # noqa: S608 - names from the catalogue
    with stoppable(w, seen, total):
        w.connection.exec_driver_sql(copy if alike else f"{copy} ORDER BY id")
    w.rows_changed(table.id, total)
    return int(total)


def attach(w: Work, path: Path, side: str = f"{_SIDE}_0") -> str:
    """Let SQLite read the file as part of the document, under a name that is returned."""
    # A file cannot be let go of within the transaction that read it. Asked for once, it is done
    # ever after; asking again changes nothing.
    event.listen(w.connection.engine.pool, "checkin", _detach)
    w.connection.exec_driver_sql(f"ATTACH ? AS {side}", (str(path),))
    return side


@contextmanager
def stoppable(w: Work, seen: Seen, done: int) -> Iterator[None]:
    """Ask `seen` again and again while SQLite is at work, and end that if it raises."""

    def ask() -> int:
        seen(done)
        return 0

    connection: Any = w.connection.connection.dbapi_connection
    if w.connection.dialect.name != "sqlite":  # a server says nothing meanwhile
        yield
        return seen(done)
    connection.set_progress_handler(ask, _STEPS)
    try:
        yield
    except OperationalError:
        seen(done)  # which raises again, if that is what ended it
        raise
    finally:
        connection.set_progress_handler(None, 0)


def _detach(connection: Any, _record: object) -> None:
    if connection is not None:
        for side in _sides(connection.execute("PRAGMA database_list").fetchall()):
            connection.execute(f"DETACH {side}")


def _batches(table: Table, path: Path) -> Iterator[rows.Columns]:
    return (columns for _, columns in batches(path, table.stored))


def batches(path: Path, columns: Sequence[Column]) -> Iterator[tuple[Sequence[int], rows.Columns]]:
    """Read the rows as values, with their numbers, for a database that cannot do it itself."""
    dialect = sqlite.dialect()
    types = [one.type.sql_type(one.options).dialect_impl(dialect) for one in columns]
    makers = [kind.result_processor(dialect, None) for kind in types]
    names = ", ".join(f"c{place:d}" for place in range(len(columns)))
    with closing(sqlite3.connect(path)) as connection:
        found = connection.execute(f"SELECT id, {names} FROM side ORDER BY id")  # noqa: S608 - names of ours
        while batch := found.fetchmany(_AT_ONCE):
            numbers, *cells = zip(*batch, strict=True)
            yield (
                numbers,
                [
                    list(map(make, some)) if make else some
                    for make, some in zip(makers, cells, strict=True)
                ],
            )


def gathered(path: Path, place: int, kind: ColumnType) -> Options:
    """Return the list of all that a column of the file holds, for a kind that makes one of it."""
    if not isinstance(kind, Gathers):
        return {}
    different = f"SELECT DISTINCT c{place:d} FROM side WHERE c{place:d} IS NOT NULL LIMIT ?"  # noqa: S608 - a name of ours
    with closing(sqlite3.connect(path)) as connection:
        texts = [text for (text,) in connection.execute(different, (MOST_GATHERED + 1,))]
    return kind.gather(in_order(texts)) if 0 < len(texts) <= MOST_GATHERED else {}


def odd(path: Path) -> Iterator[Sequence[misfits.Kept]]:
    """Read the texts that do not fit from a settled file (see side_keys): row, column, text."""
    with closing(sqlite3.connect(path)) as connection:
        found = connection.execute("SELECT row, column_id, text FROM odd")
        while batch := found.fetchmany(_AT_ONCE):
            yield batch


def _take_misfits(w: Work, table: Table, path: Path, before: int) -> None:
    with closing(sqlite3.connect(path)) as connection:
        found = connection.execute("SELECT row, place, text FROM misfit")
        while batch := found.fetchmany(_AT_ONCE):
            kept = [(before + row, table.stored[place].id, text) for row, place, text in batch]
            misfits.put(w, table, kept)
