"""Fetching ahead: the next thing is made ready while the last one is worked on."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType
from typing import Generic, TypeVar

T = TypeVar("T")


class Ahead(Generic[T]):
    """Gives what the source gives; `fetch` has the next one made ready on a thread of its own.

    Python runs one thread at a time, so the moment for that is just before the user of these
    things begins a work that is not Python's, such as a long statement of SQLite.
    """

    def __init__(self, source: Iterator[T]) -> None:
        self._source = source
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="ahead")
        self._next: Future[T | None] | None = None

    def __enter__(self) -> Ahead[T]:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._pool.shutdown(wait=False, cancel_futures=True)

    def fetch(self) -> None:
        """Begin to make the next one ready, unless that was begun."""
        if self._next is None:
            self._next = self._pool.submit(next, self._source, None)

    def __iter__(self) -> Iterator[T]:
        while True:
            one = self._next.result() if self._next else next(self._source, None)
            if one is None:
                return
            self._next = None
            yield one


def ahead(source: Iterator[T]) -> Iterator[T]:
    """Give what the source gives, read one ahead from the start."""
    with Ahead(source) as things:
        for one in things:
            things.fetch()
            yield one
