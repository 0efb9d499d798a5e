"""A copy of a document beside it, made and proven before the document is turned into another.

The copy has its final name only once it is whole, was read back and lies on the disk. It is made by
a connection of SQLite's, since closing any other handle on an open document would drop its locks:
https://sqlite.org/howtocorrupt.html
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from typing import cast

from sqlalchemy import Connection

from desktop_app.domain.errors import DocumentDamaged, DocumentUnreadable
from desktop_app.engine import room


def beside(connection: Connection, path: Path, words: str) -> Path:
    """Copy the document at `path`, as `connection` reads it, to “name (words).tidy” beside it.

    Returns where. Raises DocumentFull, DocumentUnreadable, DocumentDamaged, and then leaves
    nothing behind. The connection must not be one that is writing.
    """
    refuse_without_room(connection, path.parent)
    target = path.with_stem(f"{path.stem} ({words})")
    number = 1
    while target.exists():
        number += 1
        target = path.with_stem(f"{path.stem} ({words}, {number})")
    unfinished = target.with_name(f".{target.name}.part")
    try:
        copy(connection, unfinished)
        shutil.copymode(path, unfinished)
        _settle(unfinished)
        unfinished.replace(target)
        _settle(path.parent)
    except OSError as error:
        message = f"A copy of the file could not be made beside it: {error.strerror}."
        raise DocumentUnreadable(message) from error
    finally:
        unfinished.unlink(missing_ok=True)
    return target


def copy(connection: Connection, target: Path) -> None:
    """Copy what `connection` sees to a new file, in one go, and prove it equal.

    Raises DocumentDamaged when it is not, DocumentUnreadable when it cannot be written.
    """
    target.unlink(missing_ok=True)
    source = cast("sqlite3.Connection", connection.connection.driver_connection)
    try:
        with closing(sqlite3.connect(target)) as made:
            source.backup(made)
        with closing(sqlite3.connect(f"{target.as_uri()}?mode=ro", uri=True)) as made:
            whole = made.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            same = whole and _contents(made) == _contents(source)
    except sqlite3.Error as error:
        message = "A copy of the file could not be made. Nothing in the file was changed."
        raise DocumentUnreadable(message) from error
    if not same:
        raise DocumentDamaged(
            "The file is damaged: a copy of it could not be read back. Nothing in it was changed. "
            "Please open your latest backup."
        )


def refuse_without_room(connection: Connection, folder: Path) -> None:
    """Raise DocumentFull unless a copy, and as much again, fits on the disk."""
    page, pages = (
        connection.exec_driver_sql(f"PRAGMA {what}").scalar_one()
        for what in ("page_size", "page_count")
    )
    room.refuse_without(2 * page * pages, [folder], "a copy of the file")


def _contents(connection: sqlite3.Connection) -> list[tuple[str, int]]:
    """Return its version, and how many rows each table has."""
    tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    quoted = {name: '"' + name.replace('"', '""') + '"' for (name,) in tables}
    counted = [
        (name, connection.execute(f"SELECT count(*) FROM {quoted[name]}").fetchone()[0])  # noqa: S608 - quoted
        for name in sorted(quoted)
    ]
    return [("", connection.execute("PRAGMA user_version").fetchone()[0]), *counted]


def _settle(path: Path) -> None:
    """See to it that a file, or which names are in a folder, outlives a power cut."""
    if sys.platform == "win32" and path.is_dir():
        return
    descriptor = os.open(path, os.O_RDWR if path.is_file() else os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
