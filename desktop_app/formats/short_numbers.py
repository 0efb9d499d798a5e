"""Numbers as old and binary workbooks keep them, in four bytes or in eight.

MS-XLS, 2.5.217 (RkNumber).
"""

from __future__ import annotations

import struct

SHORT = 4


def number_of(content: bytes) -> float:
    """Return the number. Raises ValueError."""
    try:
        if len(content) > SHORT:
            return float(struct.unpack("<d", content)[0])
        packed = int.from_bytes(content, "little", signed=True)
        number = packed >> 2 if packed & 2 else struct.unpack("<d", _upper_half(content))[0]
        return float(number / 100 if packed & 1 else number)
    except struct.error as error:
        raise ValueError(content) from error


def _upper_half(content: bytes) -> bytes:
    return bytes(4) + bytes([content[0] & 0xFC]) + content[1:]
