"""What the formats have in common whose files a child process takes apart."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Generator, Iterable, Sequence
from functools import lru_cache, partial
from pathlib import Path
from typing import ClassVar

import orjson

from desktop_app.domain.errors import Invalid
from desktop_app.domain.sheet import AS_FOUND, Reading, Sheet
from desktop_app.formats.answers import Answers, Numbered, parts
from desktop_app.formats.child import Answer, ask


class AskedFormat(ABC):
    """A format that is read by asking a child process of a certain kind (see reader)."""

    kind: ClassVar[str]
    """Which source of the child's takes the file apart."""

    def sheets(self, path: Path, name: str = "") -> list[str]:
        """Return the sheets' names; a file that is one sheet gives it its own name."""
        state = path.stat()
        return _named(_sheets(self.kind, path, state.st_mtime_ns, state.st_size), path, name)

    def open(self, path: Path, sheet: str, reading: Reading = AS_FOUND) -> Sheet:
        """Start to read the sheet. Raises Invalid."""
        return self._opened(ask(self.kind, "rows", path, sheet), sheet, reading)

    def open_first(
        self, path: Path, name: str = "", reading: Reading = AS_FOUND
    ) -> tuple[list[str], Callable[[], Sheet]]:
        """Ask for the names of the sheets and the rows of the first with one child."""
        answers = ask(self.kind, "first", path)
        sheets = _named(_sheets_in(next(answers)), path, name)
        return sheets, partial(self._opened, answers, sheets[0], reading)

    def open_all(self, path: Path, sheets: Sequence[str]) -> list[Callable[[], Sheet]]:
        """Start to read several sheets with one child."""
        answers = Answers(ask(self.kind, "each", path, *sheets))
        pairs = zip(parts(answers, len(sheets)), sheets, strict=True)
        return [partial(self.sheet_of, part, sheet, AS_FOUND) for part, sheet in pairs]

    def _opened(self, source: Generator[bytes], name: str, reading: Reading) -> Sheet:
        answers = Answers(source)
        try:
            return self.sheet_of(answers, name, reading)
        except Invalid:
            answers.close()  # the child is not kept waiting for more questions
            raise

    @abstractmethod
    def sheet_of(self, answers: Numbered, name: str, reading: Reading) -> Sheet:
        """Return the sheet that these answers tell of. Raises Invalid."""


def _named(sheets: Iterable[str], path: Path, name: str) -> list[str]:
    return [sheet or Path(name or path.name).stem for sheet in sheets]


@lru_cache(maxsize=32)
def _sheets(kind: str, path: Path, _changed: int, _size: int) -> tuple[str, ...]:
    """Ask once per file, as a preview asks again and again."""
    return tuple(name for line in ask(kind, "sheets", path) for name in _sheets_in(line))


def _sheets_in(line: bytes) -> list[str]:
    answer: Answer = orjson.loads(line)
    names: list[str] = answer["sheets"]
    return names
