"""Fetching ahead: the next things are made ready while the last one is worked on."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")

_AHEAD = 2


def ahead(source: Iterator[T]) -> Iterator[T]:
    """Give what the source gives, read a little ahead on a thread of its own."""
    pool = ThreadPoolExecutor(1, thread_name_prefix="ahead")
    try:
        ready = deque(pool.submit(next, source, None) for _ in range(_AHEAD))
        while (one := ready.popleft().result()) is not None:
            ready.append(pool.submit(next, source, None))
            yield one
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
