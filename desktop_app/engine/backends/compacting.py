"""Giving the disk back what a SQLite file no longer needs: the file is written anew.

https://sqlite.org/lang_vacuum.html: a copy is made in the folder for temporary files, and what the
file held goes into a journal beside it until all is safe, so each place needs as much again.
"""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.exc import OperationalError

from desktop_app.domain.errors import DocumentFull

SPARE = 20 << 20
"""Bytes that any program would like to have left."""


def rewrite(engine: Engine, path: Path) -> None:
    """Write the file anew by the connection of this engine. Raises DocumentFull, OperationalError.

    A power cut in the middle leaves the file as it was.
    """
    refuse_without_room(path.stat().st_size, [path.parent, Path(tempfile.gettempdir())])
    connection = engine.raw_connection()
    try:
        connection.cursor().execute("VACUUM")
    except sqlite3.Error as error:
        raise OperationalError("VACUUM", {}, error) from error
    finally:
        connection.close()


def refuse_without_room(size: int, places: list[Path]) -> None:
    """Raise DocumentFull if these folders cannot take so many bytes each."""
    disks: dict[int, list[Path]] = {}
    for place in places:
        disks.setdefault(place.stat().st_dev, []).append(place)
    for folders in disks.values():
        needed, free = size * len(folders) + SPARE, shutil.disk_usage(folders[0]).free
        if free < needed:
            raise DocumentFull(
                f"There is not enough room on the disk: it needs about {needed >> 20:,} MB for a "
                f"while, and {free >> 20:,} MB are free. Nothing was changed. "
                "Make some room and try again."
            )
