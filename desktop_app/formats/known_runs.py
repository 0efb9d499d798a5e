"""Passing over the cells of a binary workbook that say nothing new, many at a time.

Runs in the child process (see reader). Much the most cells are shown as others in their column are;
one after the other in Python they would take as long as the whole import.
"""

from __future__ import annotations

import re
from collections import defaultdict

_PATIENCE = 200
"""Known cells that are met one by one before a pattern is made of what is known."""


class KnownRuns:
    """The columns and styles of numbers that were met.

    `number` is a pattern of a record of one number with %b for its column and style, `other` one of
    records without a number; the column has so many bytes.
    """

    def __init__(self, number: bytes, other: bytes, column: int) -> None:
        self._number = number
        self._other = other
        self._column = column
        self._known: set[bytes] = set()
        self._met = 0
        self._grown = False
        self._run: re.Pattern[bytes] | None = None

    def end(self, records: bytes, at: int) -> int:
        """Return where the run of records ends in which nothing is new."""
        found = self._run.match(records, at) if self._run else None
        return found.end() if found else at

    def is_new(self, about: bytes) -> bool:
        """Say whether this column and style were not met before, and keep them in mind."""
        if about not in self._known:
            self._known.add(about)
            self._grown = True
            return True
        self._met += 1
        if self._grown and self._met > _PATIENCE:
            self._learn()
        return False

    def _learn(self) -> None:
        styles: dict[bytes, set[bytes]] = defaultdict(set)
        for about in self._known:
            styles[about[: self._column]].add(about[self._column :])
        alike: dict[tuple[bytes, bytes], list[bytes]] = defaultdict(list)
        for column, used in styles.items():
            alike[column[1:], b"|".join(map(re.escape, sorted(used)))].append(column[:1])
        known = b"|".join(
            b"[%b]%b(?:%b)" % (b"".join(map(re.escape, firsts)), re.escape(rest), used)
            for (rest, used), firsts in alike.items()
        )
        number = self._number.replace(b"%b", b"(?:%b)" % known)
        self._run = re.compile(b"(?:%b|%b)*+" % (number, self._other), re.DOTALL)
        self._met, self._grown = 0, False
