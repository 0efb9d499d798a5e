"""Limits on what a child process may use, which not all systems have, and on what is a cell."""

from __future__ import annotations

import os
import sys

MEMORY = 2 << 30
"""Bytes of address space. A full sheet of a million rows takes about 1.3 GB to read."""

SECONDS = 120
"""Of processor time; a sheet of 100,000 rows takes about two."""

LONGEST_CELL = 10_000_000
"""Characters. What is longer is no cell but a quotation mark that is never closed."""


def limit_myself() -> None:
    """Bound this process's memory and processor time, where the system can; Windows cannot."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - only there

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 5))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def step_back() -> None:
    """Let the other threads of this process go first; only Linux knows that of a single thread."""
    if sys.platform == "linux":
        os.nice(10)


def give_way() -> None:
    """Let the program that people look at go first; on Windows a child is started so instead."""
    if sys.platform != "win32":
        os.nice(10)
