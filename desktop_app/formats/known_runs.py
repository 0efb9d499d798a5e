"""Passing over the cells of a binary workbook that say nothing new, many at a time.

Runs in the child process (see reader). Much the most cells are shown as others in their column are;
one after the other in Python they would take as long as the whole import.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

_PATIENCE = 200
"""Records that are met one by one before a pattern is made of what is known, at first."""

_MOST = 24
"""Beginnings of records that the pattern knows, of either sort."""


_MANY = 10_000
"""Beginnings that are counted."""

_LONGEST = 2_000
"""Bytes of the pattern of all columns and styles; to make a longer one takes too long."""


class KnownRuns:
    """The records that were met, by their heads, and the columns and styles of numbers in them.

    Where the content of a record with a number says its column and style, and how long they are:
    `place`, `column`, `width` of both.
    """

    def __init__(self, place: int, column: int, width: int) -> None:
        self._place, self._column, self._width = place, column, width
        self._known: set[bytes] = set()
        self._numbers: Counter[tuple[bytes, int]] = Counter()
        self._others: Counter[tuple[bytes, int]] = Counter()
        self._met, self._patience = 0, _PATIENCE
        self._run: re.Pattern[bytes] | None = None

    def end(self, records: bytes, at: int) -> int:
        """Return where the run of records ends in which nothing is new."""
        found = self._run.match(records, at) if self._run else None
        return found.end() if found else at

    def is_new(self, about: bytes) -> bool:
        """Say whether this column and style were not met before, and keep them in mind."""
        if about in self._known:
            return False
        self._known.add(about)
        return True

    def number(self, head: bytes, size: int) -> None:
        """Meet a record of one number, with a content of this size. Raises ValueError."""
        if size < self._place + self._width:
            raise ValueError(size)
        self._meet(self._numbers, head, size)

    def other(self, head: bytes, size: int) -> None:
        """Meet a record that has nothing to do with numbers, whatever is in it."""
        self._meet(self._others, head, size)

    def _meet(self, heads: Counter[tuple[bytes, int]], head: bytes, size: int) -> None:
        if len(heads) > _MANY:
            heads.clear()
        heads[head, size] += 1
        self._met += 1
        if self._met > self._patience:
            self._learn()
            self._met = 0
            self._patience += self._patience // 4

    def _learn(self) -> None:
        known = self._pattern()
        if len(known) > _LONGEST:
            return
        before = b".{%d}" % self._place
        numbers = (
            b"%b%b(?:%b).{%d}" % (re.escape(head), before, known, size - self._place - self._width)
            for head, size in _usual(self._numbers)
        )
        others = (b"%b.{%d}" % (re.escape(head), size) for head, size in _usual(self._others))
        self._run = re.compile(b"(?:%b)*+" % b"|".join([*numbers, *others]), re.DOTALL)

    def _pattern(self) -> bytes:
        """Return what finds a known column with a known style, columns with the same together."""
        styles: dict[bytes, set[bytes]] = defaultdict(set)
        for about in self._known:
            if len(about) == self._width:
                styles[about[: self._column]].add(about[self._column :])
        alike: dict[tuple[bytes, bytes], list[bytes]] = defaultdict(list)
        for column, used in styles.items():
            alike[column[1:], b"|".join(map(re.escape, sorted(used)))].append(column[:1])
        return b"|".join(
            b"[%b]%b(?:%b)" % (b"".join(map(re.escape, firsts)), re.escape(rest), used)
            for (rest, used), firsts in alike.items()
        )


def _usual(heads: Counter[tuple[bytes, int]]) -> Iterator[tuple[bytes, int]]:
    return (each for each, _ in heads.most_common(_MOST))
