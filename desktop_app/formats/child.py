"""Asking the child process that opens spreadsheets, from the side of the app."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Timer
from typing import Any, TypeAlias

import orjson

from desktop_app.domain.errors import Invalid

Answer: TypeAlias = dict[str, Any]
"""One line of the child's, as told in reader."""

PATIENCE = 120.0
"""Seconds of silence after which the child is given up."""

_LONGEST_LINE = 256 << 20
"""Bytes of one answer; a few hundred rows of people's cells stay far below."""

_ROOT = Path(__file__).parents[2]

_PROBLEMS = {
    "large": "This workbook unpacks to more than this computer should have to hold. If it is "
    "yours, save the sheet as CSV and import that.",
    "password": "This workbook is protected by a password. Open it in its own program, save a "
    "copy without the password, and import that.",
    "sheet": "This sheet is no longer in the workbook. Please look at the file again.",
    "damaged": "This file is not a workbook that can be read; it may be damaged. Open it in its "
    "own program, save it again as an Excel workbook (.xlsx), and try anew.",
}
_CUT_OFF = (
    "This workbook could not be read within the memory and time a table should take. If it is "
    "yours, copy the cells that matter into a new workbook and try that."
)


def ask(question: str, path: Path, *more: str) -> Iterator[Answer]:
    """Give the child's answers as they come; closing the iterator ends the child.

    Raises Invalid, in plain words, when the file cannot be read.
    """
    command = [*_program(), question, str(path.resolve()), *more]
    with _running(command) as next_line:
        while line := next_line():
            answer: Answer = orjson.loads(line)
            if "end" in answer:
                return
            if "problem" in answer:
                raise Invalid(_PROBLEMS[answer["problem"]])
            yield answer
    raise Invalid(_CUT_OFF)


@contextmanager
def _running(command: list[str]) -> Iterator[Callable[[], bytes]]:
    """Run the child; give the function that waits for its next line (empty: it has ended)."""
    with subprocess.Popen(  # noqa: S603 - our own program, and a path that is only ever read
        command,
        cwd=_ROOT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    ) as process:

        def next_line() -> bytes:
            watchdog = Timer(PATIENCE, process.kill)
            watchdog.daemon = True
            watchdog.start()
            try:
                line = process.stdout.readline(_LONGEST_LINE) if process.stdout else b""
            finally:
                watchdog.cancel()
            return line if line.endswith(b"\n") else b""

        try:
            yield next_line
        finally:
            process.kill()


def _program() -> list[str]:
    """The frozen program is its own child; from source, Python runs the module."""
    if getattr(sys, "frozen", False):
        return [sys.executable, "--read-sheet"]
    return [sys.executable, "-m", "desktop_app.formats.reader"]
