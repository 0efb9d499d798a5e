"""How the program begins something while the rest of it starts, and how it ends."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable
from concurrent.futures import Future
from threading import Thread
from typing import NoReturn, TypeVar

T = TypeVar("T")

WRONG = 2
"""The exit code when something could not be done; why is one sentence on the error stream."""


def begun(work: Callable[[], T]) -> Future[T]:
    """Do something on a thread of its own, which does not keep the program from ending."""
    outcome: Future[T] = Future()

    def do() -> None:
        try:
            outcome.set_result(work())
        except BaseException as error:
            outcome.set_exception(error)

    Thread(target=do, name="begun", daemon=True).start()
    return outcome


def leave(code: int) -> NoReturn:
    """End the program now, when all is closed: Python would take all it loaded apart, one by one.

    pywebview leaves threads that wait for a view that is gone.
    """
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError):
            stream.flush()
    os._exit(code)
