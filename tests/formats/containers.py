"""The container of old Office files, made sector by sector (MS-CFB, 2)."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from itertools import count

_SECTOR, _PIECE, _SMALL = 512, 64, 4096
_END, _FREE, _LIST, _FURTHER = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD, 0xFFFFFFFC
_IN_HEADER, _IN_SECTOR = 109, 127
"""Parts of the list that are named in the header, and in each sector that goes on with it."""


def container(name: str, content: bytes) -> bytes:
    """An Office file with this one stream, in pieces if it is short."""
    small = len(content) < _SMALL
    kept = _padded(content, _SECTOR)
    pieces = _chain(len(_padded(content, _PIECE)) // _PIECE) if small else b""
    pieces = _padded(pieces, _SECTOR, b"\xff")
    root = (1, len(kept)) if small else (_END, 0)
    mine = (0 if small else 1, len(content))
    directory = _entry("Root Entry", 5, 1, *root) + _entry(name, 2, _FREE, *mine)
    parts = [_padded(directory, _SECTOR), kept, pieces]
    following = b""
    for part in parts:
        following += _chain(len(part) // _SECTOR, len(following) // 4)
    of_pieces = (1 + len(kept) // _SECTOR if small else _END, len(pieces) // _SECTOR)
    return _listed(parts, following, of_pieces)


def _listed(parts: Sequence[bytes], following: bytes, of_pieces: tuple[int, int]) -> bytes:
    """Put the list of what follows behind the sectors, and the header in front."""
    taken = len(following) // 4
    for lists in count(1):
        further = -(-max(lists - _IN_HEADER, 0) // _IN_SECTOR)
        if lists * _SECTOR // 4 >= taken + lists + further:
            break
    following += struct.pack("<I", _LIST) * lists + struct.pack("<I", _FURTHER) * further
    numbers = range(taken, taken + lists)
    rest = numbers[_IN_HEADER:]
    goes_on = b""
    for number in range(further):
        named = rest[number * _IN_SECTOR : (number + 1) * _IN_SECTOR]
        after = taken + lists + number + 1 if number + 1 < further else _END
        names = _padded(struct.pack(f"<{len(named)}I", *named), _SECTOR - 4, b"\xff")
        goes_on += names + struct.pack("<I", after)
    header = struct.pack(
        "<8s16xHHHHH6xIIIIIIIII",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        *(0x3E, 3, 0xFFFE, 9, 6),
        *(0, lists, 0, 0, _SMALL, *of_pieces),
        *(taken + lists if further else _END, further),
    )
    named = numbers[:_IN_HEADER]
    header = _padded(header + struct.pack(f"<{len(named)}I", *named), _SECTOR, b"\xff")
    return b"".join([header, *parts, _padded(following, _SECTOR, b"\xff"), goes_on])


def _chain(length: int, start: int = 0) -> bytes:
    """The list of what follows, of so many that stand one after the other."""
    numbers = [*range(start + 1, start + length), _END] if length else []
    return struct.pack(f"<{length}I", *numbers)


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    letters = name.encode("utf-16-le")
    links = (_FREE, _FREE, child)
    return struct.pack("<64sHBBIII36xIQ", letters, len(letters) + 2, kind, 1, *links, start, size)


def _padded(content: bytes, size: int, sign: bytes = b"\0") -> bytes:
    return content + sign * (-len(content) % size)
