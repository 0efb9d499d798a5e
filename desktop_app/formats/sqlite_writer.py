"""Writing a plain SQLite file: people's tables as they are called, nothing of ours.

Any program that reads SQLite reads it. Links to tables that are in the file too are foreign keys,
or a table of pairs; a text that did not fit its column stands in its cell, which SQLite allows.
"""

from __future__ import annotations

import errno
import json
import re
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from datetime import date, datetime, time
from decimal import Decimal
from itertools import chain
from pathlib import Path
from typing import Any, BinaryIO, ClassVar

from desktop_app.domain.sheet import Medium
from desktop_app.formats.outgoing import (
    Batch,
    Between,
    Misfit,
    OutColumn,
    Outgoing,
    Plain,
    Wishes,
    by_column,
)

_TYPES = {
    "number": "NUMERIC",
    "truth": "BOOLEAN",
    "day": "DATE",
    "moment": "DATETIME",
    "time": "TIME",
    "reference": "INTEGER",
}
_PIECE = 1 << 20
_NUMBER = re.compile(r"\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?\s*", re.ASCII)
"""What SQLite takes for a number in a column of numbers or days."""


class SqliteWriter(Plain):
    """A database for other programs."""

    name: ClassVar[str] = "sqlite"
    label: ClassVar[str] = "SQLite database"
    ending: ClassVar[str] = ".sqlite"
    mime: ClassVar[str] = "application/vnd.sqlite3"
    medium: ClassVar[Medium] = "values"
    many: ClassVar[bool] = True
    with_ids: ClassVar[bool] = True

    def write(self, tables: Sequence[Outgoing], file: BinaryIO, wishes: Wishes) -> Sequence[str]:  # noqa: ARG002 - the contract
        """Write the tables. Raises OSError."""
        place = Path(str(getattr(file, "name", ""))).parent
        folder = place if place.is_dir() and place.name else None
        with tempfile.TemporaryDirectory(dir=folder, prefix=".tidybase-") as beside:
            whole = Path(beside) / "whole"
            changed = _make(whole, tables)
            with whole.open("rb") as made:
                shutil.copyfileobj(made, file, _PIECE)
        return [_about_numbers(changed)] if changed else []


def _make(path: Path, tables: Sequence[Outgoing]) -> int:
    """Fill a new file; return how many texts became numbers there. Raises OSError."""
    try:
        return _filled(path, tables)
    except sqlite3.OperationalError as error:
        if error.sqlite_errorname == "SQLITE_FULL":
            raise OSError(errno.ENOSPC, str(error)) from error
        _write_more(path)
        raise OSError(errno.EIO, str(error)) from error


def _write_more(path: Path) -> None:
    """Have the system itself say why no more can be written, which SQLite does not tell."""
    with path.open("ab") as file:
        file.write(bytes(_PIECE))


def _filled(path: Path, tables: Sequence[Outgoing]) -> int:
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        # A file nobody has seen yet needs no journal: what fails is thrown away whole.
        database.execute("PRAGMA journal_mode=OFF")
        database.execute("PRAGMA synchronous=OFF")
        keys = {table.name: table.key for table in tables}
        changed = 0
        for table in tables:
            database.execute(_create(table, keys))
            for batch in _into(database, table.name, len(table.columns) + 1, table.batches()):
                changed += _numbers_among(table, batch)
        between = {each.name: each for table in tables for each in table.between}
        for each in between.values():
            database.execute(_create_between(each, keys))
            for _ in _into(database, each.name, len(each.ends), each.pairs()):
                pass
        return changed


def _into(
    database: sqlite3.Connection, table: str, width: int, batches: Iterator[Batch]
) -> Iterator[Batch]:
    """Fill a table, and give each batch that is in it."""
    marks = ", ".join("?" * width)
    insert = f"INSERT INTO {_quoted(table)} VALUES ({marks})"  # noqa: S608 - quoted
    database.execute("BEGIN")
    for batch in batches:
        database.executemany(insert, _stored(batch))
        yield batch
    database.execute("COMMIT")


def _create(table: Outgoing, keys: Mapping[str, str]) -> str:
    columns = [f"{_quoted(table.key)} INTEGER PRIMARY KEY"]
    columns += [_column(column, keys) for column in table.columns]
    return f"CREATE TABLE {_quoted(table.name)} ({', '.join(columns)})"


def _column(column: OutColumn, keys: Mapping[str, str]) -> str:
    points = _points(column.refers_to, keys) if column.refers_to else ""
    return f"{_quoted(column.name)} {_TYPES.get(column.measure, 'TEXT')}{points}"


def _create_between(between: Between, keys: Mapping[str, str]) -> str:
    columns = [f"{_quoted(name)} INTEGER{_points(other, keys)}" for name, other in between.ends]
    both = ", ".join(_quoted(name) for name, _ in between.ends)
    return f"CREATE TABLE {_quoted(between.name)} ({', '.join(columns)}, PRIMARY KEY ({both}))"


def _points(other: str, keys: Mapping[str, str]) -> str:
    return f" REFERENCES {_quoted(other)} ({_quoted(keys[other])})"


def _numbers_among(table: Outgoing, batch: Batch) -> int:
    """Count the texts that did not fit and that SQLite keeps as numbers: 007 in such a column."""
    columns = zip(table.columns, by_column(batch), strict=True)
    cells = chain.from_iterable(cells for column, cells in columns if column.measure in _TYPES)
    return sum(type(cell) is Misfit and bool(_NUMBER.fullmatch(cell)) for cell in cells)


def _about_numbers(many: int) -> str:
    if many == 1:
        return "1 text that did not fit its column, such as 007, is a plain number in this file."
    return f"{many:,} texts that did not fit, such as 007, are plain numbers in this file."


def _stored(batch: Batch) -> Iterator[tuple[Any, ...]]:
    columns = zip(*batch, strict=True)
    return zip(*(_plain_column(cells) for cells in columns), strict=True)


def _plain_column(cells: Sequence[Any]) -> Sequence[Any]:
    """Return the cells as they stand in SQLite, mostly as they are."""
    if set(map(type, cells)) <= {str, int, float, type(None)}:
        return cells
    return [_plain(cell) for cell in cells]


def _plain(cell: Any) -> Any:
    if isinstance(cell, bool):
        return int(cell)
    if isinstance(cell, datetime):
        return cell.isoformat(" ", "seconds")
    if isinstance(cell, date | time):
        return cell.isoformat()
    if isinstance(cell, Decimal):
        return float(cell)
    if isinstance(cell, list):
        return json.dumps(cell, ensure_ascii=False)
    return str(cell) if isinstance(cell, str) else cell


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
