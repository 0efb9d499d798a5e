"""Fetching ahead: the next things are made ready while the last one is worked on."""

from __future__ import annotations

from collections.abc import Iterator
from queue import Queue
from threading import Thread
from typing import TypeVar

T = TypeVar("T")

_AHEAD = 2


def ahead(source: Iterator[T]) -> Iterator[T]:
    """Give what the source gives, read a little ahead on a thread of its own."""
    ready: Queue[tuple[T | None, BaseException | None]] = Queue(_AHEAD)
    stopped = False

    def fetch() -> None:
        try:
            for one in source:
                ready.put((one, None))
                if stopped:
                    return
        except BaseException as problem:
            ready.put((None, problem))
        else:
            ready.put((None, StopIteration()))

    Thread(target=fetch, name="ahead", daemon=True).start()
    try:
        while True:
            one, problem = ready.get()
            if isinstance(problem, StopIteration):
                return
            if problem is not None:
                raise problem
            yield one  # type: ignore[misc]  # there is one where there is no problem
    finally:
        stopped = True
        while not ready.empty():
            ready.get_nowait()
