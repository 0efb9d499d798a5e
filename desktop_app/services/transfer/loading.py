"""Putting a sheet together in a process of its own, so that pages stay quick meanwhile."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from queue import Empty, Queue
from threading import Thread
from typing import IO, Any

import orjson

from desktop_app.domain import errors
from desktop_app.domain.sheet import AS_FOUND, ColumnPlan, Reading, SheetPlan
from desktop_app.services.transfer.filling import Filled, LeftOut, Seen

_ROOT = Path(__file__).parents[3]

_IMPATIENCE = 0.02
"""Seconds between two questions whether to stop."""

_ON_WINDOWS = getattr(subprocess, "CREATE_NO_WINDOW", 0) | getattr(
    subprocess, "BELOW_NORMAL_PRIORITY_CLASS", 0
)
"""Without a window of its own, and behind the program that people look at (see `give_way`)."""

_CUT_OFF = (
    "The import ended before it was done. Nothing was changed. Close other programs and try again."
)


@dataclass(frozen=True)
class Source:
    """A sheet in a file."""

    path: Path
    name: str
    """What the person calls the file."""
    sheet: str
    reading: Reading = AS_FOUND
    answers: Path | None = None
    """Where all that there is to know of the sheet was handed over, if it was."""


def load(source: Source, plan: SheetPlan, path: Path, seen: Seen) -> Filled:
    """Do what `fill` does, in another process, which ends when `seen` raises. Raises Problem."""
    request = {
        "source": {
            **asdict(source),
            "path": str(source.path),
            "answers": source.answers and str(source.answers),
        },
        "plan": asdict(plan),
        "side": str(path),
    }
    return Filled(plan=plan, **_answer(request, seen))


def load_all(
    source: Source, sheets: Sequence[str], side: Path, seen: Seen
) -> list[Filled | LeftOut]:
    """Do what `fill_all` does with these sheets of a file, in another process. Raises Problem."""
    told = {"path": str(source.path), "name": source.name, "sheets": list(sheets)}
    return list(map(_one_of, _answer({"source": told, "side": str(side)}, seen)))


def _one_of(told: Any) -> Filled | LeftOut:
    if "plan" in told:
        return Filled(**{**told, "plan": plan_of(told["plan"])})
    return LeftOut(**told)


def _answer(request: object, seen: Seen) -> Any:
    done = 0
    with _running(request) as next_line:
        while (line := next_line()) is not None:
            if not line:
                seen(done)
                continue
            answer = orjson.loads(line)
            if "filled" in answer:
                return answer["filled"]
            if "problem" in answer:
                kind = getattr(errors, answer["problem"])
                raise kind(answer["message"])
            done = answer["seen"]
            seen(done)
    raise errors.Invalid(_CUT_OFF)


def plan_of(told: Any) -> SheetPlan:
    """Return a plan that was sent from one process to the other, but for what is only looked at."""
    columns = [ColumnPlan(**{**column, "near": None}) for column in told["columns"]]
    return SheetPlan(columns, told["rows"])


@contextmanager
def _running(request: object) -> Iterator[Callable[[], bytes | None]]:
    """Run the child; give what returns its next line, nothing yet (b"") or its end (None)."""
    with subprocess.Popen(  # noqa: S603 - our own program
        _program(),
        cwd=_ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        creationflags=_ON_WINDOWS,
    ) as process:
        lines: Queue[bytes | None] = Queue()

        def next_line() -> bytes | None:
            try:
                return lines.get(timeout=_IMPATIENCE)
            except Empty:
                return b""

        try:
            if process.stdin is not None and process.stdout is not None:
                Thread(target=_listen, args=(process.stdout, lines), daemon=True).start()
                process.stdin.write(orjson.dumps(request) + b"\n")
                process.stdin.flush()
            yield next_line
        finally:
            process.kill()


def _listen(output: IO[bytes], lines: Queue[bytes | None]) -> None:
    for line in output:
        lines.put(line)
    lines.put(None)


def _program() -> list[str]:
    """The frozen program is its own child; from source, Python runs the module."""
    if getattr(sys, "frozen", False):
        return [sys.executable, "--load-sheet"]
    return [sys.executable, "-m", "desktop_app.services.transfer.loader"]
