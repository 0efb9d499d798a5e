"""How long to wait for a server that says nothing.

A long statement and a server that hangs look alike from here. So after a short silence the server
is asked over another connection whether it is there; if it is, waiting goes on.
"""

from __future__ import annotations

import time
from collections.abc import Callable

SILENCE = 2.0
"""Seconds without a word before a server is asked whether it is there."""

REACH = 2
"""Seconds within which a server takes a new connection, or is away."""


class Patience:
    """For one answer; `is_there` makes and closes a connection and says whether that went well."""

    def __init__(self, is_there: Callable[[], bool]) -> None:
        self._is_there = is_there
        self._until = time.monotonic() + SILENCE

    @property
    def left(self) -> float:
        """Seconds until the server is asked."""
        return max(0.0, self._until - time.monotonic())

    def is_over(self) -> bool:
        """Say whether to give up; asks the server when it was silent long enough."""
        if self.left:
            return False
        self._until = time.monotonic() + SILENCE
        return not self._is_there()
