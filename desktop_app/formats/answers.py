"""The answers of a child process, fetched once and kept for further readings."""

from __future__ import annotations

import tempfile
from collections.abc import Generator, Sequence
from functools import cached_property
from pathlib import Path
from shutil import copyfileobj
from threading import Lock
from typing import Protocol, runtime_checkable

import orjson

from desktop_app.domain.errors import Invalid
from desktop_app.formats.child import Answer
from desktop_app.formats.unreadable import SENTENCES


class Numbered(Protocol):
    """Answers that can be had by their number, as often as needed."""

    def at(self, number: int) -> Answer | None:
        """Return the answer with this number, the one after the last at most; None at the end.

        Raises Invalid where the source did.
        """

    def hand_over(self, path: Path) -> bool:
        """Write them to a file for `handed_over` if all were had; say whether."""


@runtime_checkable
class Answered(Protocol):
    """A sheet of which all that there is to know was answered."""

    answers: Numbered


class Answers:
    """A list that grows while it is read, on disk, in a file that vanishes with the program.

    Several readings may go on at once; what one of them fetched, the others find.
    """

    def __init__(self, source: Generator[bytes, None, None]) -> None:
        self._source = source
        self._file = tempfile.TemporaryFile()  # noqa: SIM115 - closed when we are forgotten
        self._places: list[tuple[int, int]] = []
        self._problem: str | None = None
        self._complete = False
        self._lock = Lock()

    def __del__(self) -> None:
        self._file.close()

    def close(self) -> None:
        """Ask for nothing more, and let go of what was kept."""
        self._source.close()
        self._file.close()

    def at(self, number: int) -> Answer | None:
        """Return the answer with this number, the one after the last at most; None at the end.

        Raises Invalid where the source did.
        """
        with self._lock:
            if number < len(self._places):
                return self._kept(*self._places[number])
            if self._problem is not None:
                raise Invalid(self._problem)
            try:
                line = next(self._source, None)
            except Invalid as problem:
                self._problem = problem.message
                raise
            if line is None:
                self._complete = True
                return None
            self._keep(line)
            answer: Answer = orjson.loads(line)
            return answer

    def hand_over(self, path: Path) -> bool:
        """Write them to a file for `handed_over` if all were had; say whether."""
        with self._lock:
            return self._complete and self._copied(path)

    def _copied(self, path: Path) -> bool:
        """Without room for it, they are simply asked for again."""
        self._file.seek(0)
        try:
            with path.open("wb") as file:
                copyfileobj(self._file, file)
        except OSError:
            path.unlink(missing_ok=True)
            return False
        return True

    def _keep(self, line: bytes) -> None:
        start = self._file.seek(0, 2)
        self._file.write(line)
        self._places.append((start, len(line)))

    def _kept(self, start: int, length: int) -> Answer:
        self._file.seek(start)
        answer: Answer = orjson.loads(self._file.read(length))
        return answer


def handed_over(path: Path) -> Answers:
    """Return the answers in a file."""
    return Answers(_lines(path))


def _lines(path: Path) -> Generator[bytes, None, None]:
    with path.open("rb") as lines:
        yield from lines


def parts(answers: Answers, count: int) -> Sequence[Numbered]:
    """Return what one child says about each of several sheets, one after the other."""
    found: list[_Part] = []
    for _ in range(count):
        found.append(_Part(answers, found[-1] if found else None))
    return found


class _Part:
    """The answers between two marks. Asking for them reads all that stands before, once."""

    def __init__(self, answers: Answers, before: _Part | None) -> None:
        self._answers = answers
        self._before = before
        self._seen = 0
        self._over: Answer | None = None
        """The mark behind the part, once it was met."""

    def at(self, number: int) -> Answer | None:
        """Return the answer with this number within the part; None at the end. Raises Invalid."""
        if self._over is None or number < self._seen:
            answer = self._read(number)
            if answer is not None:
                return answer
        if self._over is not None and "word" in self._over:
            raise Invalid(SENTENCES[self._over["word"]].format(place=self._over["place"]))
        return None

    def hand_over(self, path: Path) -> bool:  # noqa: ARG002 - the contract
        """They stand among those of other sheets."""
        return False

    @cached_property
    def _start(self) -> int:
        return self._before.end() + 1 if self._before else 0

    def end(self) -> int:
        """Return the number of the mark behind this part, reading it if need be."""
        while self._over is None:
            self._read(self._seen)
        return self._start + self._seen

    def _read(self, number: int) -> Answer | None:
        answer = self._answers.at(self._start + number) or {"over": True}
        if "over" in answer:
            self._over = answer
            return None
        self._seen = max(self._seen, number + 1)
        return answer
