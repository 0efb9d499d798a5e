"""Asking the child process that takes files apart, from the side of the app."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Timer
from typing import Any, TypeAlias

import orjson

from desktop_app.domain.errors import Invalid
from desktop_app.formats.unreadable import SENTENCES

Answer: TypeAlias = dict[str, Any]
"""What one line of the child's says, as told in reader."""

PATIENCE = 120.0
"""Seconds of silence after which the child is given up."""

_LONGEST_LINE = 256 << 20
"""Bytes of one answer; a few hundred rows of people's cells stay far below."""

_LAST_WORDS = 2.0
"""Seconds a child may take to end once it has nothing more to say."""

_END = b'{"end":'
_PROBLEM = b'{"problem":'
"""How the last line begins."""

_ROOT = Path(__file__).parents[2]

_CUT_OFF = (
    "This file could not be read within the memory and time a table should take. If it is "
    "yours, copy the cells that matter into a new file and try that."
)


def ask(kind: str, question: str, path: Path, *sheets: str) -> Generator[bytes, None, None]:
    """Give the child's answers as they come, each a line; closing the iterator ends the child.

    Raises Invalid, in plain words, when the file cannot be read.
    """
    with _running([kind, question, str(path.resolve()), *sheets]) as (next_line, gave_up_itself):
        while line := next_line():
            if line.startswith(_END):
                return
            if line.startswith(_PROBLEM):
                told: Answer = orjson.loads(line)
                raise Invalid(SENTENCES[told["problem"]].format(place=told["place"]))
            yield line
        raise Invalid(SENTENCES["damaged"] if gave_up_itself() else _CUT_OFF)


@contextmanager
def _running(asked: list[str]) -> Iterator[tuple[Callable[[], bytes], Callable[[], bool]]]:
    """Run the child; give what waits for its next line (empty: it has ended), and says how.

    What it has to copy lies in a folder that goes with it, however it ends.
    """
    with (
        tempfile.TemporaryDirectory(prefix="tidybase-", ignore_cleanup_errors=True) as aside,
        subprocess.Popen(  # noqa: S603 - our own program, and a path that is only ever read
            [*_program(), aside, *asked],
            cwd=_ROOT,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        ) as process,
    ):

        def next_line() -> bytes:
            watchdog = Timer(PATIENCE, process.kill)
            watchdog.daemon = True
            watchdog.start()
            try:
                line = process.stdout.readline(_LONGEST_LINE) if process.stdout else b""
            finally:
                watchdog.cancel()
            return line if line.endswith(b"\n") else b""

        def gave_up_itself() -> bool:
            """Say whether it met what no program foresaw, rather than its limits."""
            with suppress(subprocess.TimeoutExpired):
                return process.wait(_LAST_WORDS) > 0
            return False

        try:
            yield next_line, gave_up_itself
        finally:
            process.kill()


def _program() -> list[str]:
    """The frozen program is its own child; from source, Python runs the module."""
    if getattr(sys, "frozen", False):
        return [sys.executable, "--read-sheet"]
    return [sys.executable, "-m", "desktop_app.formats.reader"]
