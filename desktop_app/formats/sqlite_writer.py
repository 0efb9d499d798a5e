"""Writing a plain SQLite file: people's tables as they are called, nothing of ours.

Any program that reads SQLite reads it. Cells that name a row of another table stay ids and become
foreign keys; a text that did not fit its column stands in its cell, which SQLite allows.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any, BinaryIO, ClassVar

from desktop_app.formats.outgoing import Batch, OutColumn, Outgoing, Plain, Wishes

_TYPES = {
    "number": "NUMERIC",
    "truth": "BOOLEAN",
    "day": "DATE",
    "moment": "DATETIME",
    "reference": "INTEGER",
}
_PIECE = 1 << 20


class SqliteWriter(Plain):
    """A database for other programs."""

    name: ClassVar[str] = "sqlite"
    label: ClassVar[str] = "SQLite database"
    ending: ClassVar[str] = ".sqlite"
    mime: ClassVar[str] = "application/vnd.sqlite3"
    many: ClassVar[bool] = True
    with_ids: ClassVar[bool] = True

    def write(self, tables: Sequence[Outgoing], file: BinaryIO, wishes: Wishes) -> Sequence[str]:  # noqa: ARG002 - the contract
        """Write the tables. Raises OSError."""
        place = Path(str(getattr(file, "name", ""))).parent
        folder = place if place.is_dir() and place.name else None
        with tempfile.TemporaryDirectory(dir=folder, prefix=".tidybase-") as beside:
            whole = Path(beside) / "whole"
            try:
                _make(whole, tables)
            except sqlite3.OperationalError as error:
                raise OSError(str(error)) from error
            with whole.open("rb") as made:
                shutil.copyfileobj(made, file, _PIECE)
        return []


def _make(path: Path, tables: Sequence[Outgoing]) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        # A file nobody has seen yet needs no journal: what fails is thrown away whole.
        database.execute("PRAGMA journal_mode=OFF")
        database.execute("PRAGMA synchronous=OFF")
        there = {table.name: table for table in tables}
        for table in tables:
            database.execute(_create(table, there))
        for table in tables:
            database.execute("BEGIN")
            marks = ", ".join("?" * (len(table.columns) + 1))
            insert = f"INSERT INTO {_quoted(table.name)} VALUES ({marks})"  # noqa: S608 - quoted
            for batch in table.batches():
                database.executemany(insert, _stored(batch))
            database.execute("COMMIT")


def _create(table: Outgoing, there: dict[str, Outgoing]) -> str:
    columns = [f"{_quoted(table.key)} INTEGER PRIMARY KEY"]
    columns += [_column(column, there) for column in table.columns]
    return f"CREATE TABLE {_quoted(table.name)} ({', '.join(columns)})"


def _column(column: OutColumn, there: dict[str, Outgoing]) -> str:
    kind = _TYPES.get(column.measure, "TEXT")
    other = there.get(column.refers_to or "")
    if column.measure == "reference" and other is None:
        kind = "TEXT"
    points = f" REFERENCES {_quoted(other.name)} ({_quoted(other.key)})" if other else ""
    return f"{_quoted(column.name)} {kind}{points}"


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
