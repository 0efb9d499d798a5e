"""How soon the first rows of a file are shown, by how large it is.

    python -m tests.benchmarks.preview --rows 1000000

Files of a hundredth, a tenth and all of so many rows are handed to a running server over HTTP; what
that takes grows with the file, as it is copied once. Then the preview is asked for the first time:
that should take as long for any of them. Prints both, until every row was looked at, and how many
times as long the largest file's first rows take as the smallest one's. Asserts nothing about time.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from pathlib import Path

from tests.benchmarks.people import write_people
from tests.benchmarks.printing import command
from tests.support.served import Client, served

_LEAST = 100
_NAMES = ("upload", "first rows", "all rows")


def measure(rows: int, rounds: int) -> dict[str, float]:
    """Return the medians, in milliseconds, and the ratio."""
    figures: dict[str, float] = {}
    sizes = [max(_LEAST, rows // part) for part in (100, 10, 1)]
    with tempfile.TemporaryDirectory() as folder, served(Path(folder) / "x.tidy") as client:
        for size in sizes:
            path = Path(folder) / "people.csv"
            write_people(path, size)
            content = path.read_bytes()
            times = [_looked_at(client, content) for _ in range(rounds)]
            figures[f"{size:,} rows: MB"] = len(content) / 1e6
            for name, waits in zip(_NAMES, zip(*times, strict=True), strict=True):
                figures[f"{size:,} rows: {name} ms"] = 1000 * statistics.median(waits)
    first = [figures[f"{size:,} rows: first rows ms"] for size in sizes]
    figures["first rows ratio"] = first[-1] / first[0]
    return figures


def table(figures: dict[str, float]) -> str:
    """Lay the figures out for people."""
    return "\n".join(f"{name:36}{value:12.2f}" for name, value in figures.items())


def _looked_at(client: Client, content: bytes) -> tuple[float, float, float]:
    """Hand a file over, look at it to the end, give it up; return what each took, in seconds."""
    began = time.perf_counter()
    token = client.upload("/api/v1/uploads", "people.csv", content).json()["uploads"][0]
    handed = time.perf_counter()
    address = f"/api/v1/imports/{token}"
    told = client.get(address).json()
    shown = time.perf_counter()
    assert told["rows"], told
    while client.get(address).json()["state"] != "ready":
        time.sleep(0.05)
    ready = time.perf_counter()
    client.delete(address)
    return handed - began, shown - handed, ready - handed


main = command(__doc__, measure, table, rows=1_000_000, rounds=3)

if __name__ == "__main__":
    sys.exit(main())
