"""How long a large table takes to go out, beside sqlite3's own export and XlsxWriter.

    python -m tests.benchmarks.export --rows 1000000 --rounds 5

Each round runs ours and the reference one after the other, so that a busy moment of the computer
meets both. Ours counts from the question to the file on the disk, in a program that is running.
"""

from __future__ import annotations

import argparse
import json
import resource
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import xlsxwriter

from desktop_app.engine.store import Store
from desktop_app.formats.first_sheet import opened
from desktop_app.services.transfer import export
from desktop_app.services.transfer.service import import_file
from tests.benchmarks.people import write_people


def main(arguments: list[str] | None = None) -> int:
    """Run the rounds and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--only", default="csv,json,xlsx")
    parser.add_argument("--json", action="store_true", help="print figures for programs instead")
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        figures = measure(Path(folder), given.rows, given.rounds, given.only.split(","))
    print(json.dumps(figures) if given.json else table(figures, given.rows))
    return 0


def measure(folder: Path, rows: int, rounds: int, kinds: list[str]) -> dict[str, dict[str, float]]:
    """Return the medians of seconds and of their ratio for each kind of file."""
    write_people(folder / "people.csv", rows)
    store = Store()
    store.open(f"sqlite:///{folder}/people.tidy")
    import_file(store, opened(folder / "people.csv"), "People", lambda _: None)
    figures = {}
    for kind in kinds:
        pairs = []
        for _ in range(rounds):
            reference = _timed(lambda kind=kind: REFERENCES[kind](folder))  # type: ignore[misc]
            wanted = export.named(store, "People", f".{kind}")
            file = folder / f"ours.{kind}"
            pairs.append((_timed(lambda: export.save(wanted, file)), reference))  # noqa: B023
        figures[kind] = {
            "ours s": statistics.median(ours for ours, _ in pairs),
            "reference s": statistics.median(reference for _, reference in pairs),
            "ratio": statistics.median(ours / reference for ours, reference in pairs),
            "peak MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        }
    store.close()
    return figures


def table(figures: dict[str, dict[str, float]], rows: int) -> str:
    """Lay the figures out for people."""
    lines = [
        f"{rows:,} rows of 12 columns, out",
        f"{'':8}{'ours s':>10}{'ref s':>10}{'ratio':>8}{'MB':>6}",
    ]
    for kind, one in figures.items():
        seconds = f"{one['ours s']:10.2f}{one['reference s']:10.2f}"
        lines.append(f"{kind:8}{seconds}{one['ratio']:8.2f}{one['peak MB']:6.0f}")
    return "\n".join(lines)


def _timed(deed: Callable[[], object]) -> float:
    began = time.perf_counter()
    deed()
    return time.perf_counter() - began


def _by_sqlite3(folder: Path, mode: str) -> None:
    program = shutil.which("sqlite3") or "sqlite3"
    with (folder / "reference").open("wb") as out:
        words = [program, f"-{mode}", str(folder / "people.tidy"), "SELECT * FROM People"]
        subprocess.run(words, stdout=out, check=True)


def _by_xlsxwriter(folder: Path) -> None:
    book = xlsxwriter.Workbook(folder / "reference.xlsx", {"constant_memory": True})
    sheet = book.add_worksheet()
    database = sqlite3.connect(folder / "people.tidy")
    for number, row in enumerate(database.execute("SELECT * FROM People")):
        sheet.write_row(number, 0, row)
    book.close()
    database.close()


REFERENCES: dict[str, Callable[[Path], None]] = {
    "csv": lambda folder: _by_sqlite3(folder, "csv"),
    "json": lambda folder: _by_sqlite3(folder, "json"),
    "xlsx": _by_xlsxwriter,
}

if __name__ == "__main__":
    sys.exit(main())
