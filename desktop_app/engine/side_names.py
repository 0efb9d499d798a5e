"""Names in a file beside the document, made the ids of the rows or people they stand for."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from desktop_app.engine import labels
from desktop_app.engine.catalog import Column
from desktop_app.engine.rows import CHUNK
from desktop_app.engine.work import Look


def resolve(look: Look, path: Path, place: int, column: Column) -> None:
    """Put ids in place of the texts for a column; a name of none or of several does not fit."""
    cell = f"c{place:d}"
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode=OFF")
        connection.execute("PRAGMA synchronous=OFF")
        connection.execute("BEGIN")
        connection.execute("CREATE TEMP TABLE called (text PRIMARY KEY, id INTEGER)")
        found = connection.execute(f"SELECT DISTINCT {cell} FROM side WHERE {cell} IS NOT NULL")  # noqa: S608 - a name of ours
        while batch := found.fetchmany(CHUNK):
            meant = labels.meant(look, column, [text for (text,) in batch])
            sure = [(text, ids[0]) for text, ids in meant.items() if len(ids) == 1]
            connection.executemany("INSERT INTO called VALUES (?, ?)", sure)
        connection.execute(
            f"INSERT INTO misfit SELECT id, ?, {cell} FROM side "  # noqa: S608
            f"WHERE {cell} IS NOT NULL AND {cell} NOT IN (SELECT text FROM called)",
            (place,),
        )
        connection.execute("ALTER TABLE side ADD COLUMN meant INTEGER")
        connection.execute(
            f"UPDATE side SET meant = (SELECT id FROM called WHERE text = {cell})"  # noqa: S608
        )
        connection.execute(f"ALTER TABLE side DROP COLUMN {cell}")
        connection.execute(f"ALTER TABLE side RENAME COLUMN meant TO {cell}")
        connection.execute("COMMIT")
