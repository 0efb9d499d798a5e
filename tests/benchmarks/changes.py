"""What changing costs beside raw SQLite: an edit, deleting a tenth of the rows, another kind.

    python -m tests.benchmarks.changes --rows 1000000 --rounds 5

Every round begins with two copies of the same document. Ours goes through the store, with journal
and way back; the reference is Python's own sqlite3 with the same settings on the other copy. Prints
medians and their ratios; asserts nothing about time.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from desktop_app.domain.access import Actor
from desktop_app.engine import catalog, journal
from desktop_app.engine.catalog import Table
from desktop_app.engine.changes.cells import SetCells
from desktop_app.engine.changes.kinds import ChangeKind
from desktop_app.engine.changes.rows import DeleteRows
from desktop_app.engine.store import Store
from tests.benchmarks.documents import make_people

ADA = Actor(1, "ada")
EDITS = 100
MISFITS = 500

Timed = dict[str, list[tuple[float, float]]]


def main(arguments: list[str] | None = None) -> int:
    """Run the rounds and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=5)
    given = parser.parse_args(arguments)
    timed: Timed = {}
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "source.tidy"
        make_people(source, given.rows)
        for _ in range(given.rounds):
            _round(Path(folder), source, given.rows, timed)
    print(f"{given.rows:,} rows x 12, {given.rounds} rounds; milliseconds, medians")
    print(f"{'':44}{'ours':>10}{'raw':>10}{'ratio':>8}")
    for name, pairs in timed.items():
        ours, raw = (statistics.median(side) * 1000 for side in zip(*pairs, strict=True))
        ratio = statistics.median(one / other for one, other in pairs)
        print(f"{name:44}{ours:10.2f}{raw:10.2f}{ratio:7.2f}x")
    return 0


def _round(folder: Path, source: Path, rows: int, timed: Timed) -> None:
    mine, other = folder / "mine.tidy", folder / "other.tidy"
    for copy in (mine, other):
        shutil.copy(source, copy)
    # Else whoever comes first waits while the copies are written to the disk.
    os.sync()
    store = Store()
    store.open(f"sqlite:///{mine}")
    try:
        with closing(_raw(other)) as raw:
            for measured in (_edits, _deletes, _kinds):
                for name, pair in measured(store, raw, rows).items():
                    timed.setdefault(name, []).append(pair)
    finally:
        store.close()


def _edits(store: Store, raw: sqlite3.Connection, rows: int) -> dict[str, tuple[float, float]]:
    table = _table(store)
    column = table.stored[0]
    raw.execute("CREATE TABLE log (id INTEGER PRIMARY KEY, at TEXT, what TEXT)")
    ours, theirs = [], []
    for number in range(EDITS):
        row = 1 + (number * 7919) % rows
        ours.append(
            _time(lambda row=row: _apply(store, SetCells(table.id, [(row, column.id, "x")])))
        )
        theirs.append(
            _time(
                lambda row=row: _run(
                    raw,
                    (f"UPDATE {_q(table.name)} SET {_q(column.name)} = ? WHERE id = ?", ("x", row)),
                    ("INSERT INTO log (at, what) VALUES (?, ?)", ("2026", "change a cell" * 20)),
                )
            )
        )
    return {"one cell edited": (statistics.median(ours), statistics.median(theirs))}


def _deletes(store: Store, raw: sqlite3.Connection, rows: int) -> dict[str, tuple[float, float]]:
    table, many = _table(store), rows // 10
    name = _q(table.name)
    found: dict[str, tuple[float, float]] = {}
    spread = [1 + (n * 10) for n in range(many)]
    together = list(range(rows // 2, rows // 2 + many))
    raw.execute("CREATE TEMP TABLE chosen (id INTEGER PRIMARY KEY)")
    for what, ids in (("together", together), ("every tenth", spread)):
        raw.execute("DELETE FROM chosen")
        raw.executemany("INSERT INTO chosen VALUES (?)", [(each,) for each in ids])
        kept = f"CREATE TABLE kept AS SELECT * FROM {name} WHERE id IN (SELECT id FROM chosen)"
        raw.execute(kept)
        delete = f"DELETE FROM {name} WHERE id IN (SELECT id FROM chosen)"
        ours = _time(lambda ids=ids: _apply(store, DeleteRows(table.id, ids)))
        theirs = _time(lambda delete=delete: _run(raw, (delete, ())))
        found[f"{many:,} rows deleted, {what}"] = (ours, theirs)
        found[f"{many:,} rows brought back, {what}"] = (
            _time(lambda: _undo(store)),
            _time(lambda: _run(raw, (f"INSERT INTO {name} SELECT * FROM kept", ()))),
        )
        raw.execute("DROP TABLE kept")
        plain = _time(lambda kept=kept, delete=delete: _run(raw, (kept, ()), (delete, ())))
        found[f"beside plain SQL that keeps them, {what}"] = (ours, plain)
        _run(raw, (f"INSERT INTO {name} SELECT * FROM kept", ()), ("DROP TABLE kept", ()))
    return found


def _kinds(store: Store, raw: sqlite3.Connection, rows: int) -> dict[str, tuple[float, float]]:
    """Make a text column of digits, with a few odd ones, a column of whole numbers."""
    table = _table(store)
    column = next(each for each in table.stored if each.type.name == "whole_number")
    _apply(store, ChangeKind(table.id, column.id, "text"))
    odd = [(row, column.id, f"about {row}") for row in range(1, rows, max(1, rows // MISFITS))]
    _apply(store, SetCells(table.id, odd))
    name, place = _q(table.name), _q("as text")
    # Without a type of its own: a column of TEXT makes texts of the numbers again, so that SQLite
    # finds every row as it was and writes nothing at all.
    _run(raw, (f"ALTER TABLE {name} ADD COLUMN {place}", ()))
    _run(raw, (f"UPDATE {name} SET {place} = CAST({_q(column.name)} AS TEXT)", ()))
    cast = f"UPDATE {name} SET {place} = CAST({place} AS INTEGER)"
    theirs = _time(lambda: _run(raw, (cast, ())))
    ours = _time(lambda: _apply(store, ChangeKind(table.id, column.id, "whole_number")))
    back = _time(lambda: _undo(store))
    return {
        "text made whole numbers, 500 misfits kept": (ours, theirs),
        "that undone": (back, theirs),
    }


def _table(store: Store) -> Table:
    with store.look() as look:
        return catalog.tables(look)[0]


def _apply(store: Store, change: object) -> None:
    with store.work(ADA) as w:
        w.apply(change)  # type: ignore[arg-type]  # any change


def _undo(store: Store) -> None:
    with store.work(ADA) as w:
        journal.undo(w)


def _raw(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode=DELETE")
    connection.execute("PRAGMA synchronous=EXTRA")
    return connection


def _run(raw: sqlite3.Connection, *statements: tuple[str, tuple[object, ...]]) -> None:
    raw.execute("BEGIN IMMEDIATE")
    for statement, values in statements:
        raw.execute(statement, values)
    raw.execute("COMMIT")


def _time(do: Callable[[], None]) -> float:
    started = time.perf_counter()
    do()
    return time.perf_counter() - started


def _q(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


if __name__ == "__main__":
    raise SystemExit(main())
