"""What is done to a file beside the document before its rows meet those of a table.

The rows of it are found by keys, the cells of some columns; a row said twice counts once.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

Twins = tuple[int, int]
"""The numbers of two rows."""


def settle(path: Path, columns: Sequence[int], keys: Sequence[int]) -> Twins | None:
    """Give the misfits the ids of their columns, and leave no key that is there twice.

    `columns` are the ids in the order of the file, `keys` some of them. Return the numbers of
    two rows with the same key that differ otherwise, if there are any; the file is then of no use.
    """
    places = [columns.index(key) for key in keys]
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode=OFF")
        connection.execute("PRAGMA synchronous=OFF")
        connection.execute("BEGIN")
        connection.execute("CREATE TABLE odd (row INTEGER, column_id INTEGER, text TEXT)")
        for place, column in enumerate(columns):
            moved = "INSERT INTO odd SELECT row, ?, text FROM misfit WHERE place = ?"
            connection.execute(moved, (column, place))
        connection.execute("CREATE INDEX odd_row ON odd (row, column_id)")
        found = _part(connection, len(columns), places) if places else None
        connection.execute("COMMIT")
    return found


def _part(connection: sqlite3.Connection, width: int, keys: Sequence[int]) -> Twins | None:
    key = ", ".join(f"c{place:d}" for place in keys)
    filled = " AND ".join(f"c{place:d} IS NOT NULL" for place in keys)
    connection.execute(f"CREATE INDEX side_key ON side ({key})")
    several = f"SELECT {key} FROM side WHERE {filled} GROUP BY {key} HAVING count(*) > 1"  # noqa: S608 - names of ours
    if connection.execute(f"{several} LIMIT 1").fetchone() is None:
        return None
    cells = [f"c{place:d}" for place in range(width)]
    firsts = ", ".join(f"first_value({cell}) OVER same" for cell in ("id", *cells))
    names = ", ".join(f"f{cell}" for cell in ("id", *cells))
    connection.execute(f"CREATE TEMP TABLE twin ({names}, id)")
    connection.execute(
        f"INSERT INTO twin SELECT {firsts}, id FROM side WHERE ({key}) IN ({several}) "  # noqa: S608
        f"WINDOW same AS (PARTITION BY {key} ORDER BY id)"
    )
    odd = "EXISTS (SELECT 1 FROM odd WHERE row IN (twin.id, twin.fid))"
    here, first = (", ".join(f"{of}{cell}" for cell in cells) for of in ("side.", "twin.f"))
    unlike = f"({here}) IS NOT ({first}) OR {odd}" if width > 1 else odd
    differing = connection.execute(
        f"SELECT twin.fid, twin.id FROM twin JOIN side ON side.id = twin.id "  # noqa: S608
        f"WHERE twin.id != twin.fid AND ({unlike}) ORDER BY twin.id LIMIT 1"
    ).fetchone()
    if differing is None:
        connection.execute("DELETE FROM side WHERE id IN (SELECT id FROM twin WHERE id != fid)")
    return differing and (int(differing[0]), int(differing[1]))
