"""The answers of a child process, fetched once and kept for further readings."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from threading import Lock

import orjson

from desktop_app.domain.errors import Invalid
from desktop_app.formats.child import Answer


class Answers:
    """A list that grows while it is read, on disk, in a file that vanishes with the program.

    Several readings may go on at once; what one of them fetched, the others find.
    """

    def __init__(self, source: Iterator[Answer]) -> None:
        self._source = source
        self._file = tempfile.TemporaryFile()  # noqa: SIM115 - closed when we are forgotten
        self._places: list[tuple[int, int]] = []
        self._problem: Invalid | None = None
        self._lock = Lock()

    def __del__(self) -> None:
        self._file.close()

    def at(self, number: int) -> Answer | None:
        """Return the answer with this number, the one after the last at most; None at the end.

        Raises Invalid where the source did.
        """
        with self._lock:
            if number < len(self._places):
                return self._kept(*self._places[number])
            if self._problem is not None:
                raise self._problem
            try:
                answer = next(self._source, None)
            except Invalid as problem:
                self._problem = problem
                raise
            if answer is not None:
                self._keep(answer)
            return answer

    def _keep(self, answer: Answer) -> None:
        packed = orjson.dumps(answer)
        start = self._file.seek(0, 2)
        self._file.write(packed)
        self._places.append((start, len(packed)))

    def _kept(self, start: int, length: int) -> Answer:
        self._file.seek(start)
        answer: Answer = orjson.loads(self._file.read(length))
        return answer
