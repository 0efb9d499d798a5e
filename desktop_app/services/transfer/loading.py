"""Going through a sheet in a process of its own, so that pages stay quick meanwhile."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from queue import Empty, Queue
from secrets import token_hex
from threading import Thread
from typing import IO, Any

import orjson

from desktop_app.domain import errors
from desktop_app.domain.sheet import AS_FOUND, ColumnPlan, Reading, Sheet, SheetPlan
from desktop_app.formats.answers import Numbered
from desktop_app.formats.asked import AskedFormat
from desktop_app.formats.readable import format_for
from desktop_app.services.transfer.filling import Filled, LeftOut, Seen

SMALL = 1 << 20
"""Bytes of a file that is in before another process would even have begun."""

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
    answers: Numbered | None = None
    """What was answered about the sheet so far, where that was kept."""

    def open(self) -> Sheet:
        """Start to read it; what was answered is not asked for again. Raises Invalid."""
        kind = format_for(self.path, self.name)
        if self.answers is not None and isinstance(kind, AskedFormat):
            return kind.sheet_of(self.answers, self.sheet, self.reading)
        return kind.open(self.path, self.sheet, self.reading)


def is_small(path: Path) -> bool:
    """Say whether a file is so small that another process is not worth it."""
    return path.stat().st_size <= SMALL


def load(source: Source, plan: SheetPlan, path: Path, seen: Seen) -> Filled:
    """Do what `fill` does, in another process, which ends when `seen` raises. Raises Problem."""
    return Filled(plan=plan, **_asked(source, {"plan": asdict(plan), "side": str(path)}, seen))


def load_misfits(source: Source, wanted: Mapping[int, ColumnPlan], seen: Seen) -> dict[int, int]:
    """Do what `misfits` does, in another process, which ends when `seen` raises. Raises Problem."""
    columns = [(place, asdict(column)) for place, column in wanted.items()]
    return dict(_asked(source, {"wanted": columns}, seen))


def load_all(
    source: Source, sheets: Sequence[str], side: Path, seen: Seen, *, looked: Seen | None = None
) -> list[Filled | LeftOut]:
    """Do what `fill_all` does with these sheets of a file, in another process. Raises Problem."""
    told = {"path": str(source.path), "name": source.name, "sheets": list(sheets)}
    return list(map(_one_of, _answer({"source": told, "side": str(side)}, seen, looked)))


def _one_of(told: Any) -> Filled | LeftOut:
    if "plan" in told:
        return Filled(**{**told, "plan": plan_of(told["plan"])})
    return LeftOut(**told)


def _asked(source: Source, request: Mapping[str, Any], seen: Seen) -> Any:
    """Ask about a sheet; hand over what was answered about it before, if that is all."""
    answers = source.path.with_name(f"{source.path.name}-{token_hex(4)}.answers")
    try:
        handed = source.answers is not None and source.answers.hand_over(answers)
        told = {
            "path": str(source.path),
            "name": source.name,
            "sheet": source.sheet,
            "reading": asdict(source.reading),
            "answers": str(answers) if handed else None,
        }
        return _answer({"source": told, **request}, seen)
    finally:
        answers.unlink(missing_ok=True)


def _answer(request: Mapping[str, Any], seen: Seen, looked: Seen | None = None) -> Any:
    tell, done = seen, 0
    with _running(request) as next_line:
        while (line := next_line()) is not None:
            if not line:
                tell(done)
                continue
            answer = orjson.loads(line)
            if "done" in answer:
                return answer["done"]
            if "problem" in answer:
                kind = getattr(errors, answer["problem"])
                raise kind(answer["message"])
            if "looked" in answer:
                tell, done = looked or seen, answer["looked"]
            else:
                tell, done = seen, answer["seen"]
            tell(done)
    raise errors.Invalid(_CUT_OFF)


def plan_of(told: Any) -> SheetPlan:
    """Return a plan that was sent from one process to the other, but for what is only looked at."""
    return SheetPlan(list(map(column_of, told["columns"])), told["rows"])


def column_of(told: Any) -> ColumnPlan:
    """Return the plan of one column that was sent, as `plan_of` does."""
    return ColumnPlan(**{**told, "near": None})


@contextmanager
def _running(request: Mapping[str, Any]) -> Iterator[Callable[[], bytes | None]]:
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

        listening = Thread(target=_listen, args=(process.stdout, lines), daemon=True)
        listening.start()
        try:
            if process.stdin is not None:
                process.stdin.write(orjson.dumps(request) + b"\n")
                process.stdin.flush()
            yield next_line
        finally:
            process.kill()
            listening.join()  # Nothing may be read any more once the output is closed.


def _listen(output: IO[bytes] | None, lines: Queue[bytes | None]) -> None:
    for line in output or ():
        lines.put(line)
    lines.put(None)


def _program() -> list[str]:
    """The frozen program is its own child; from source, Python runs the module."""
    if getattr(sys, "frozen", False):
        return [sys.executable, "--load-sheet"]
    return [sys.executable, "-m", "desktop_app.services.transfer.loader"]
