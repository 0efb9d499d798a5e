"""What updating a tenth of a large table from a CSV costs beside a raw upsert of it.

    python -m tests.benchmarks.update_by_key --rows 1000000 --rounds 5

Every round begins with two copies of the same document. Ours is `tidybase import --into --match`
with journal and way back. The reference is the sqlite3 of Python with the same settings: the CSV is
loaded into a passing table with the kinds of the columns, and
an upsert by a unique index takes them over. Once the index is made beforehand, as somebody who
often does it would have it; once it is made for the purpose, as we do without one. The ratio to
the upsert alone, from a table that is loaded already, is told as well. Prints one table; asserts
nothing about time.
"""

from __future__ import annotations

import argparse
import csv
import shutil
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from desktop_app.domain.access import Actor
from desktop_app.engine import journal
from desktop_app.engine.store import Store
from desktop_app.formats.first_sheet import opened
from desktop_app.services.transfer.into_file import Named, import_into
from tests.benchmarks.documents import make_people
from tests.benchmarks.people import HEADER, write_people

ADA = Actor(1, "ada")
EVERY = 10
"""Of so many rows one comes again, with other figures in three of its columns."""

Laps = dict[str, float]


def main(arguments: list[str] | None = None) -> int:
    """Run the rounds and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=5)
    given = parser.parse_args(arguments)
    rounds = list(measure(given.rows, given.rounds))
    print(f"{given.rows // EVERY:,} of {given.rows:,} rows x 12 updated, {given.rounds} rounds")
    print(f"{'medians':44}{'seconds':>9}{'ours to it':>12}")
    for name in rounds[0]:
        seconds = statistics.median(laps[name] for laps in rounds)
        ratio = statistics.median(laps["ours"] / laps[name] for laps in rounds)
        print(f"{name:44}{seconds:9.2f}{ratio:11.2f}x")
    return 0


def measure(rows: int, rounds: int) -> Iterator[Laps]:
    """Give the seconds of every round."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source, coming = folder / "source.tidy", folder / "coming.csv"
        make_people(source, rows)
        write_coming(coming, rows)
        for _ in range(rounds):
            yield {**_reference(folder, source, coming), **_ours(folder, source, coming)}


def write_coming(path: Path, rows: int) -> None:
    """Write every tenth person again, with other figures."""
    everyone = path.with_suffix(".all")
    write_people(everyone, rows)
    with everyone.open(encoding="utf-8", newline="") as whole:
        with path.open("w", encoding="utf-8", newline="") as file:
            lines, writer = csv.DictReader(whole), csv.DictWriter(file, HEADER)
            writer.writeheader()
            for number, line in enumerate(lines):
                if number % EVERY == 0:
                    more = {"Visits": int(line["Visits"] or 0) + 1, "Notes": f"new {number}"}
                    writer.writerow(line | more | {"Amount": f"{float(line['Amount']) + 1:.2f}"})
    everyone.unlink()


def _ours(folder: Path, source: Path, coming: Path) -> Laps:
    copy = _copied(folder, source)
    store = Store()
    store.open(f"sqlite:///{copy}")
    try:
        began = time.perf_counter()
        taken = import_into(
            store, opened(coming), Named("People", [HEADER[0]]), lambda _: None, ADA
        )
        done = time.perf_counter()
        with store.work(ADA) as w:
            journal.undo(w)
        undone = time.perf_counter()
    finally:
        store.close()
    assert taken.counts.added == 0, taken
    return {"ours": done - began, "ours undone": undone - done}


def _reference(folder: Path, source: Path, coming: Path) -> Laps:
    laps: Laps = {}
    with closing(_raw(_copied(folder, source))) as raw:
        began = time.perf_counter()
        raw.execute(f"CREATE UNIQUE INDEX by_number ON People ({_q(HEADER[0])})")
        indexed = time.perf_counter()
        _load(raw, coming)
        loaded = time.perf_counter()
        raw.execute("BEGIN IMMEDIATE")
        names = ", ".join(map(_q, HEADER))
        given = ", ".join(f"{_q(name)} = excluded.{_q(name)}" for name in HEADER[1:])
        raw.execute(
            f"INSERT INTO People ({names}) SELECT {names} FROM coming WHERE true "
            f"ON CONFLICT ({_q(HEADER[0])}) DO UPDATE SET {given}"
        )
        raw.execute("COMMIT")
        done = time.perf_counter()
    laps["raw: upsert from a loaded table"] = done - loaded
    laps["raw: loading and upsert"] = done - indexed
    laps["raw: index, loading and upsert"] = done - began
    return laps


def _load(raw: sqlite3.Connection, coming: Path) -> None:
    columns = raw.execute("SELECT name, type FROM pragma_table_info('People')").fetchall()[1:]
    listed = ", ".join(f"{_q(name)} {kind}" for name, kind in columns)
    raw.execute(f"CREATE TEMP TABLE coming ({listed})")
    marks = ", ".join("nullif(?, '')" for _ in columns)
    with coming.open(encoding="utf-8", newline="") as file:
        lines = csv.reader(file)
        next(lines)
        raw.execute("BEGIN")
        raw.executemany(f"INSERT INTO coming VALUES ({marks})", lines)
        raw.execute("UPDATE coming SET Active = Active = 'yes'")
        raw.execute("COMMIT")


def _copied(folder: Path, source: Path) -> Path:
    copy = folder / "copy.tidy"
    shutil.copy(source, copy)
    return copy


def _raw(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode=DELETE")
    connection.execute("PRAGMA synchronous=EXTRA")
    return connection


def _q(name: str) -> str:
    return f'"{name}"'


if __name__ == "__main__":
    sys.exit(main())
