"""How long tests wait: for what has to come, and for the end of what would go on for ever."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import TypeVar

MOST = 60
"""Seconds: far more than anything takes that comes to an end by itself."""

_PAUSE = 0.01
"""Seconds between two questions: without one, the asking keeps others from working."""

T = TypeVar("T")


def until(true: Callable[[], T], what: str = "it", within: float = MOST) -> T:
    """Return the first truthy answer of `true`, asked until it comes."""
    end = time.monotonic() + within
    while True:
        answer = true()
        if answer:
            return answer
        if time.monotonic() > end:
            raise AssertionError(f"{what} did not happen within {within} seconds")
        time.sleep(_PAUSE)


@contextmanager
def not_for_ever() -> Iterator[None]:
    """Fail if what is in here does not come to its end, where the system has alarms."""
    if not hasattr(signal, "setitimer"):
        yield
        return

    def give_up(_signal: int, _frame: FrameType | None) -> None:
        raise AssertionError("This takes for ever.")

    before = signal.signal(signal.SIGALRM, give_up)
    signal.setitimer(signal.ITIMER_REAL, MOST)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
