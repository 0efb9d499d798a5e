"""Giving the disk back what a SQLite file no longer needs: the file is written anew.

https://sqlite.org/lang_vacuum.html: a copy is made in the folder for temporary files, and what the
file held goes into a journal beside it until all is safe, so each place needs as much again.
"""

from __future__ import annotations

import sqlite3
import tempfile
from contextlib import suppress
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.exc import OperationalError

from desktop_app.engine import room


def rewrite(engine: Engine, path: Path) -> None:
    """Write the file anew by the connection of this engine. Raises DocumentFull, OperationalError.

    A power cut in the middle leaves the file as it was.
    """
    folders = [path.parent, Path(tempfile.gettempdir())]
    with suppress(FileNotFoundError):  # SQLite says in words that the file is gone
        room.refuse_without(path.stat().st_size, folders, "writing the file anew")
    connection = engine.raw_connection()
    try:
        connection.cursor().execute("VACUUM")
    except sqlite3.Error as error:
        raise OperationalError("VACUUM", {}, error) from error
    finally:
        connection.close()
