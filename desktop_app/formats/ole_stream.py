"""The one stream of an old Office file that a workbook is kept in.

Runs in the child process (see reader). The container: MS-CFB, 2.2 (header), 2.3 (sectors and their
chains), 2.6 (directory).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

_HEADER = 512
_FREE = 0xFFFFFFFA
"""Numbers of sectors end below it; those above mean the end, or no sector."""

_ENTRY = 128
_STREAM, _ROOT = 2, 5
_SMALL, _PIECE = 4096, 64
"""Shorter streams are kept in pieces of 64 bytes, in a stream of their own."""


def stream(path: Path, names: Sequence[str]) -> bytes:
    """Return the content of the first of these streams that is there.

    Raises ValueError or IndexError where there is none, or the container is damaged.
    """
    container = _Container(path.read_bytes())
    for name in names:
        if name in container.entries:
            return container.content(*container.entries[name])
    raise ValueError(names)


class _Container:
    """The sectors of such a file."""

    def __init__(self, file: bytes) -> None:
        self._file = memoryview(file)
        self._shift = _number(file, 30, 2)
        if self._shift not in (9, 12):
            raise ValueError(self._shift)
        most = len(file) >> self._shift
        parts = list(islice(self._parts_of_the_list(), most))
        self._next = _numbers(b"".join(map(self._sector, parts)))[:most]
        directory = b"".join(map(self._sector, _chain(_number(file, 48), self._next)))
        self.entries: dict[str, tuple[int, int]] = {}
        self._pieces = (0, 0)
        for at in range(0, len(directory), _ENTRY):
            self._learn(directory[at : at + _ENTRY])

    def content(self, start: int, size: int) -> bytes:
        """Return a stream, as far as it is there. Raises ValueError."""
        if size >= _SMALL:
            return self._long(start, size)
        pieces = self._long(*self._pieces)
        following = _numbers(
            self._long(_number(self._file, 60), _number(self._file, 64) << self._shift)
        )
        needed = islice(_chain(start, following), -(-size // _PIECE))
        return b"".join(pieces[each * _PIECE : (each + 1) * _PIECE] for each in needed)[:size]

    def _long(self, start: int, size: int) -> bytes:
        needed = islice(_chain(start, self._next), -(-size // (1 << self._shift)))
        return b"".join(map(self._sector, needed))[:size]

    def _learn(self, entry: bytes) -> None:
        letters = entry[: max(min(_number(entry, 64, 2), 64) - 2, 0)]
        start, size = _number(entry, 116), _number(entry, 120)
        if entry[66] == _ROOT:
            self._pieces = start, size
        elif entry[66] == _STREAM:
            self.entries.setdefault(letters.decode("utf-16-le", "replace"), (start, size))

    def _parts_of_the_list(self) -> Iterator[int]:
        """Give the sectors in which it is listed which sector comes after which."""
        yield from _taken(_numbers(self._file[76:_HEADER]))
        further = _number(self._file, 68)
        for _ in range(len(self._file) >> self._shift):  # a ring comes to an end too
            if further >= _FREE:
                return
            *parts, further = _numbers(self._sector(further))
            yield from _taken(parts)

    def _sector(self, number: int) -> memoryview:
        start = (number + 1) << self._shift
        if start >= len(self._file):
            raise ValueError(number)
        return self._file[start : start + (1 << self._shift)]


def _chain(start: int, following: Sequence[int]) -> Iterator[int]:
    """Give the numbers from this one to the end of its chain. Raises ValueError for a ring."""
    for _ in following:
        if start >= _FREE:
            return
        yield start
        if start >= len(following):
            raise ValueError(start)
        start = following[start]
    if start < _FREE:
        raise ValueError(start)


def _taken(numbers: Sequence[int]) -> Iterator[int]:
    return (number for number in numbers if number < _FREE)


def _number(content: bytes | memoryview, at: int, size: int = 4) -> int:
    return int.from_bytes(content[at : at + size], "little")


def _numbers(content: bytes | memoryview) -> Sequence[int]:
    count = len(content) // 4
    return struct.unpack(f"<{count}I", content[: count * 4])
