"""How long a large CSV takes to come in, beside the sqlite3 command line's untyped import of it.

    python -m tests.benchmarks.import_csv --rows 1000000 --rounds 5

Each round runs both, one after the other, each in a process of its own, so that a busy moment of
the computer meets both and the ratio can be trusted. Prints one table; asserts nothing about time.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.people import write_people
from tests.benchmarks.printing import command

OURS = """
import sys
from pathlib import Path
from desktop_app.engine.store import Store
from desktop_app.formats.first_sheet import opened
from desktop_app.services.transfer.service import import_file
store = Store()
store.open(f"sqlite:///{sys.argv[1]}")
import_file(store, opened(Path(sys.argv[2])), "People", lambda done: None)
store.close()
"""


@dataclass(frozen=True)
class Run:
    """One run of one program: wall clock and processor seconds, peak memory in MB."""

    wall: float
    processor: float
    memory: float


def measure(rows: int, rounds: int) -> dict[str, float]:
    """Return the medians: seconds, processor seconds, MB, and the ratios to the reference."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "people.csv"
        write_people(source, rows)
        ours, reference = [], []
        for _ in range(rounds):
            target = Path(folder) / "target.db"
            reference.append(run(_reference(target, source), target))
            ours.append(run(_ours(target, source), target))
    figures: dict[str, float] = {"rows": rows, "rounds": rounds}
    for name, runs in (("ours", ours), ("reference", reference)):
        figures[f"{name} wall s"] = statistics.median(run.wall for run in runs)
        figures[f"{name} processor s"] = statistics.median(run.processor for run in runs)
        figures[f"{name} peak MB"] = max(run.memory for run in runs)
    pairs = list(zip(ours, reference, strict=True))
    figures["wall ratio"] = statistics.median(one.wall / two.wall for one, two in pairs)
    figures["processor ratio"] = statistics.median(
        one.processor / two.processor for one, two in pairs
    )
    return figures


def table(figures: dict[str, float]) -> str:
    """Lay the figures out for people."""
    lines = [
        f"{int(figures['rows']):,} rows of 12 columns, median of {int(figures['rounds'])} rounds",
        f"{'':28}{'wall s':>9}{'cpu s':>9}{'peak MB':>9}",
    ]
    for name, label in (("reference", "sqlite3 .import, untyped"), ("ours", "tidybase import")):
        wall, cpu = figures[f"{name} wall s"], figures[f"{name} processor s"]
        lines.append(f"{label:28}{wall:9.2f}{cpu:9.2f}{figures[f'{name} peak MB']:9.0f}")
    lines.append(f"{'ratio':28}{figures['wall ratio']:9.2f}{figures['processor ratio']:9.2f}")
    return "\n".join(lines)


def _reference(target: Path, source: Path) -> list[str]:
    program = shutil.which("sqlite3")
    if program is None:
        raise FileNotFoundError("sqlite3, the command line program")
    return [program, str(target), "-cmd", ".mode csv", f'.import "{source}" people']


def _ours(target: Path, source: Path) -> list[str]:
    return [sys.executable, "-c", OURS, str(target), str(source)]


def run(command: list[str], target: Path) -> Run:
    """Run a program that may make a file at `target`, and remove that."""
    began = time.perf_counter()
    child = subprocess.Popen(command, stdin=subprocess.DEVNULL)
    _, status, used = os.wait4(child.pid, 0)
    wall = time.perf_counter() - began
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise subprocess.CalledProcessError(child.returncode, child.args)
    target.unlink(missing_ok=True)
    return Run(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


main = command(__doc__, measure, table, rows=1_000_000, rounds=5)

if __name__ == "__main__":
    sys.exit(main())
