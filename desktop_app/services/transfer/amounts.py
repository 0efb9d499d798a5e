"""Amounts of money written with their currency, which no column type holds yet."""

from __future__ import annotations

import re
from collections.abc import Sequence

from desktop_app.domain.sheet import Value

_SIGNS = r"(?P<sign>[€$£¥₹₽₺₩]|EUR|USD|GBP|CHF|JPY|(?:zł|Kč|kr|Ft)\b)"
_NUMBER = r"[\d.,'\s]*\d[\d.,'\s]*"
_BEFORE = re.compile(rf"[+-]?{_SIGNS}\s?-?{_NUMBER}")
_BEHIND = re.compile(rf"[+-]?{_NUMBER}{_SIGNS}")
_LONGEST = 40
"""Characters; matching takes the square of them."""


def currency(cells: Sequence[Value]) -> str | None:
    """Return the sign of the currency that every one of the cells is written with."""
    signs = {_sign(cell) for cell in cells}
    return signs.pop() if len(signs) == 1 else None


def money_note(name: str, sign: str) -> str:
    """Say what a column of amounts looks like and why it stays text."""
    return f"“{name}” looks like amounts of money with {sign}; the column stays text for now."


def _sign(cell: Value) -> str | None:
    if not isinstance(cell, str) or len(cell) > _LONGEST:
        return None
    found = _BEFORE.fullmatch(cell) or _BEHIND.fullmatch(cell)
    return found["sign"] if found else None
