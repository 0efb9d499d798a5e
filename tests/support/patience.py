"""An end to what would otherwise go on for ever."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

MOST = 60
"""Seconds: far more than anything takes that comes to an end by itself."""


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
