"""SQLite files read in the child process, so that nothing in them can act or be changed.

A file beside which another program left unfinished work (-journal, -wal) is copied with it first,
so that what is read is whole; any other is opened as a file that never changes.
"""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeAlias

from desktop_app.formats.findings import counted, name_note
from desktop_app.formats.limits import LONGEST_CELL
from desktop_app.formats.sqlite_tables import Table, left_out, quoted, table_of, tables_in
from desktop_app.formats.unreadable import UnreadableError

Cells: TypeAlias = tuple[Any, ...]

PATIENCE = 10.0
"""Seconds within which the next rows have to come; a view may be made never to end."""

_BATCH = 500
_STEPS = 10_000
"""Instructions of the database between two looks at the clock."""

_BESIDE = ("-journal", "-wal")
_LIMITS = {
    sqlite3.SQLITE_LIMIT_LENGTH: 5 * LONGEST_CELL,
    sqlite3.SQLITE_LIMIT_ATTACHED: 0,
    sqlite3.SQLITE_LIMIT_EXPR_DEPTH: 200,
    sqlite3.SQLITE_LIMIT_COMPOUND_SELECT: 50,
    sqlite3.SQLITE_LIMIT_LIKE_PATTERN_LENGTH: 1_000,
    sqlite3.SQLITE_LIMIT_WORKER_THREADS: 0,
}
_READING = (sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_RECURSIVE)
_ASKING = ("table_list", "table_xinfo", "foreign_key_list")
_ACTING = ("load_extension", "fts3_tokenizer", "readfile", "writefile", "edit")
_WAL_AT, _WAL = 18, 2
"""Where the file says how it is written, and that this is done in a second file."""

_ENDLESS = {float("inf"): "Infinity", float("-inf"): "-Infinity"}
_LATEST = (
    "The program that made this file may keep its latest changes in a second file beside it. "
    "Close that program before you import, to have them too."
)

_WORDS = {
    "SQLITE_INTERRUPT": "slow",
    "SQLITE_TOOBIG": "cell",
    "SQLITE_ERROR": "beyond",
    "SQLITE_AUTH": "beyond",
}
"""What SQLite calls a failure of one table or view, and why that cannot be read."""


class SqliteTables:
    """The tables and views of an open database."""

    def __init__(self, database: sqlite3.Connection, notes: Sequence[str]) -> None:
        self._database = database
        self._notes = notes
        self._until = time.monotonic() + PATIENCE
        self._mended = 0
        database.text_factory = self._text
        database.set_progress_handler(self._is_late, _STEPS)

    @property
    def sheets(self) -> Sequence[str]:
        """The names of the tables and views people made. Raises UnreadableError."""
        with self._translated("its list of tables"):
            names = tables_in(self._database)
        if not names:
            raise UnreadableError("empty_database")
        return names

    def rows(self, sheet: str) -> Iterator[dict[str, Any]]:
        """Give the rows in the order the file has them. Raises UnreadableError."""
        if sheet not in self.sheets:
            raise UnreadableError("sheet")
        self._mended = 0
        self._until = time.monotonic() + PATIENCE
        with self._translated(f"“{sheet}”"):
            table = self._described(sheet)
            notes = [*self._notes, *left_out(self._database), *table.notes()]
        yield {
            "rows": [],
            "header": table.columns,
            "key": table.key,
            "links": table.links,
            "notes": notes,
        }
        done, attached = 0, [0] * len(table.columns)
        with self._translated(f"“{sheet}”"):
            cursor = self._database.execute(_every_row(table))
        while True:
            self._until = time.monotonic() + PATIENCE
            with self._translated(f"“{sheet}” after row {done:,}"):
                batch = cursor.fetchmany(_BATCH)
            if not batch:
                break
            yield {"rows": _plain(batch, table, attached)}
            done += len(batch)
        yield {"rows": [], "notes": [*notes, *self._odd(table, attached)]}

    def _described(self, sheet: str) -> Table:
        """A column that is declared to hold yes and no may hold other things all the same."""
        table = table_of(self._database, sheet)
        mixed = {column for column in table.yes_no if self._holds_more(sheet, column)}
        return replace(table, yes_no=table.yes_no - mixed)

    def _holds_more(self, sheet: str, column: str) -> bool:
        others = f"SELECT 1 FROM {quoted(sheet)} WHERE {quoted(column)} NOT IN (0, 1) LIMIT 1"  # noqa: S608 - names out of the file, quoted
        return self._database.execute(others).fetchone() is not None

    def _odd(self, table: Table, attached: Sequence[int]) -> Iterator[str]:
        for column, number in zip(table.columns, attached, strict=True):
            if number:
                was = "was" if number == 1 else "were"
                things = counted(number, "attachment")
                yield f"{things} (pictures and the like) in “{column}” {was} left out."
        if self._mended:
            yield f"{counted(self._mended, 'text')} with damaged letters; please look at accents."

    def _text(self, letters: bytes) -> str:
        try:
            return letters.decode()
        except UnicodeDecodeError:
            self._mended += 1
            return letters.decode("cp1252", "replace")

    def _is_late(self) -> bool:
        return time.monotonic() > self._until

    @contextmanager
    def _translated(self, place: str) -> Iterator[None]:
        try:
            yield
        except (sqlite3.DatabaseError, OverflowError, ValueError) as error:
            word = _WORDS.get(getattr(error, "sqlite_errorname", ""), "database")
            raise UnreadableError(word, place) from None


@contextmanager
def sqlite_file(path: Path) -> Iterator[SqliteTables]:
    """Open a database of any program, strictly for reading. Raises UnreadableError."""
    beside = [path.with_name(path.name + ending) for ending in _BESIDE]
    unfinished = [one for one in beside if one.is_file() and one.stat().st_size]
    with ExitStack() as stack:
        if unfinished:
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
            for one in (path, *unfinished):
                shutil.copyfile(one, folder / one.name)
            database = _opened(folder / path.name, "mode=rw")
        else:
            database = _opened(path, "mode=ro&immutable=1")
        stack.enter_context(closing(database))
        called = name_note(path, "a SQLite database")
        yield SqliteTables(database, [*called, *_left_beside(path)])


def _opened(path: Path, how: str) -> sqlite3.Connection:
    database = sqlite3.connect(f"{path.resolve().as_uri()}?{how}", uri=True, isolation_level=None)
    for setting in ("trusted_schema=OFF", "cell_size_check=ON", "mmap_size=0", "query_only=ON"):
        database.execute(f"PRAGMA {setting}")
    for limit, most in _LIMITS.items():
        database.setlimit(limit, most)
    database.set_authorizer(_allowed)
    return database


def _allowed(action: int, first: str | None, second: str | None, *_: str | None) -> int:
    """Let reading happen and nothing else, whatever a view in the file wants."""
    harmless = action == sqlite3.SQLITE_FUNCTION and second not in _ACTING
    asked = action == sqlite3.SQLITE_PRAGMA and first in _ASKING
    return sqlite3.SQLITE_OK if action in _READING or harmless or asked else sqlite3.SQLITE_DENY


def _left_beside(path: Path) -> list[str]:
    with path.open("rb") as file:
        beginning = file.read(_WAL_AT + 1)
    alone = not path.with_name(f"{path.name}-wal").exists()
    return [_LATEST] if beginning[_WAL_AT:] == bytes([_WAL]) and alone else []


def _every_row(table: Table) -> str:
    """Ask for everything but attachments, which may be huge: an empty one stands for each."""
    cells = ", ".join(_cell(table, column) for column in table.columns)
    return f"SELECT {cells} FROM {quoted(table.name)} AS mine"  # noqa: S608 - names out of the file, quoted


def _cell(table: Table, column: str) -> str:
    name, aside = quoted(column), table.aside.sql(column) if table.aside else None
    beside = f"WHEN 'null' THEN {aside} " if aside else ""
    return f"CASE typeof({name}) WHEN 'blob' THEN x'' {beside}ELSE {name} END"


def _plain(batch: Sequence[Cells], table: Table, attached: list[int]) -> list[Cells]:
    """Make cells that can be said aloud: yes and no where declared, no attachments."""
    columns = []
    for place, cells in enumerate(zip(*batch, strict=True)):
        kinds = set(map(type, cells))
        plain: Sequence[Any] = cells
        if bytes in kinds:
            attached[place] += sum(type(cell) is bytes for cell in cells)
            plain = [None if type(cell) is bytes else cell for cell in cells]
        if float in kinds:
            plain = [_ENDLESS.get(cell, cell) for cell in plain]
        if table.columns[place] in table.yes_no:
            plain = [bool(cell) if cell in (0, 1) else cell for cell in plain]
        columns.append(plain)
    return list(zip(*columns, strict=True))
