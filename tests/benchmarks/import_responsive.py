"""How quick pages of another table stay while a large file comes in, and how soon that stops.

    python -m tests.benchmarks.import_responsive --rows 1000000

Pages are asked for one every few milliseconds, at rest and then during the import, of the same
server; prints the percentiles, the longest wait, and the time from “stop” to stopped. Asserts
nothing about time.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
import time
from pathlib import Path

from tests.benchmarks.people import write_people
from tests.support.served import Client, served

_PAUSE = 0.01
_IDLE = 3.0
PAGE = "/api/v1/tables/1/rows?offset=300&limit=100"


def main(arguments: list[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--json", action="store_true", help="print figures for programs instead")
    given = parser.parse_args(arguments)
    figures = measure(given.rows)
    print(json.dumps(figures) if given.json else table(figures))
    return 0


def measure(rows: int) -> dict[str, float]:
    """Return milliseconds: pages at rest and during an import, and of stopping one."""
    with tempfile.TemporaryDirectory() as folder:
        small, large = Path(folder) / "small.csv", Path(folder) / "people.csv"
        write_people(small, 1000)
        write_people(large, rows)
        with served(Path(folder) / "choir.tidy") as client:
            done(client, begin(client, looked_at(client, small)))
            idle = _pages(client, until=lambda started: time.perf_counter() - started > _IDLE)
            figures = _figures("idle", idle)
            job = begin(client, looked_at(client, large))
            began = time.perf_counter()
            busy = _pages(client, until=lambda _: _state(client, job) != "running")
            figures["import s"] = time.perf_counter() - began
            figures |= _figures("import", busy)
            figures["stop ms"] = _time_to_stop(client, large)
    figures["p95 ratio"] = figures["import p95 ms"] / figures["idle p95 ms"]
    return figures


def table(figures: dict[str, float]) -> str:
    """Lay the figures out for people."""
    return "\n".join(f"{name:20}{value:10.2f}" for name, value in figures.items())


def looked_at(client: Client, path: Path) -> str:
    """Hand a file over and wait until every row was looked at."""
    sent = client.upload("/api/v1/uploads", path.name, path.read_bytes())
    token: str = sent.json()["uploads"][0]
    while client.get(f"/api/v1/imports/{token}").json()["state"] != "ready":
        time.sleep(0.05)
    return token


def begin(client: Client, token: str) -> str:
    """Begin its import and return the job."""
    job: str = client.post(f"/api/v1/imports/{token}", {}).json()["job"]
    return job


def done(client: Client, job: str) -> None:
    """Wait for the end of a job."""
    while _state(client, job) == "running":
        time.sleep(0.01)


def _state(client: Client, job: str) -> str:
    state: str = client.get(f"/api/v1/jobs/{job}").json()["state"]
    return state


def _pages(client: Client, until: object) -> list[float]:
    waits, started = [], time.perf_counter()
    while not until(started):
        asked = time.perf_counter()
        assert client.get(PAGE).status == 200
        waits.append(1000 * (time.perf_counter() - asked))
        time.sleep(_PAUSE)
    return waits


def _time_to_stop(client: Client, path: Path) -> float:
    waits = []
    for _ in range(3):
        # Anew each time: a short import may be over before it is told to stop.
        job = begin(client, looked_at(client, path))
        time.sleep(0.8)
        asked = time.perf_counter()
        client.delete(f"/api/v1/jobs/{job}")
        while _state(client, job) == "running":
            time.sleep(0.002)
        waits.append(1000 * (time.perf_counter() - asked))
    return statistics.median(waits)


def _figures(name: str, waits: list[float]) -> dict[str, float]:
    return {
        f"{name} pages": len(waits),
        f"{name} p50 ms": statistics.median(waits),
        f"{name} p95 ms": statistics.quantiles(waits, n=20)[-1],
        f"{name} max ms": max(waits),
    }


if __name__ == "__main__":
    sys.exit(main())
