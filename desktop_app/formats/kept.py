"""Answers of the child process, kept in a file without a name, which vanishes with the program."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from threading import Lock

import orjson

from desktop_app.formats.child import Answer


class Kept:
    """A list of answers on disk; several readings may go on at once."""

    def __init__(self) -> None:
        self.complete = False
        self._file = tempfile.TemporaryFile()  # noqa: SIM115 - it is closed when we are forgotten
        self._places: list[tuple[int, int]] = []
        self._lock = Lock()

    def __del__(self) -> None:
        self._file.close()

    def add(self, answer: Answer) -> None:
        """Keep one more answer behind the others."""
        packed = orjson.dumps(answer)
        with self._lock:
            start = self._file.seek(0, 2)
            self._file.write(packed)
        self._places.append((start, len(packed)))

    def __iter__(self) -> Iterator[Answer]:
        for start, length in self._places:
            with self._lock:
                self._file.seek(start)
                packed = self._file.read(length)
            answer: Answer = orjson.loads(packed)
            yield answer
