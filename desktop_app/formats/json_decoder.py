"""Reading JSON so that nothing in it changes.

Whole numbers with more digits than a computer's number holds, fractions that it would round, and
NaN and its like become text. A name that an object gives twice is kept twice.  RFC 8259.
"""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal
from json import JSONDecodeError, JSONDecoder
from math import isinf
from typing import Any, TypeAlias

from desktop_app.formats.findings import counted
from desktop_app.formats.unreadable import UnreadableError

Thing: TypeAlias = Any
"""What stands in a JSON file: a dict, a list, text, a number, True, False or None."""

_MOST_DIGITS = 18
_SURE_DIGITS = 15
_BLANK = re.compile(r"[ \t\r\n]*")
_HALF = re.compile(r"\\u[dD][89a-fA-F]")
_ESCAPE = re.compile(
    r"\\(?:u[dD][89abAB][\da-fA-F]{2}\\u[dD][c-fC-F][\da-fA-F]{2}"
    r"|(?P<half>u[dD][89a-fA-F][\da-fA-F]{2})|.)",
    re.DOTALL,
)
_UNKNOWN_LETTER = r"\ufffd"


class Decoder:
    """Reads one thing after the other, and counts what was odd."""

    def __init__(self) -> None:
        self._twice = 0
        self._read = JSONDecoder(
            object_pairs_hook=self._object,
            parse_int=_whole,
            parse_float=_fraction,
            parse_constant=str,
            strict=False,
        ).raw_decode

    def next(self, text: str, place: int) -> tuple[Thing, int]:
        """Return the thing that begins here, and where it ends. Raises UnreadableError."""
        try:
            return self._read(text, place)
        except JSONDecodeError as error:
            raise UnreadableError("json", position(text, error.pos)) from None
        except RecursionError:
            raise UnreadableError("deep", position(text, place)) from None

    def notes(self) -> list[str]:
        """Say what was odd, in whole sentences."""
        if not self._twice:
            return []
        return [f"{counted(self._twice, 'name')} came twice in the same thing; both were kept."]

    def _object(self, pairs: list[tuple[str, Thing]]) -> dict[str, Thing]:
        found = dict(pairs)
        if len(found) == len(pairs):
            return found
        self._twice += len(pairs) - len(found)
        seen: Counter[str] = Counter()
        kept: dict[str, Thing] = {}
        for name, thing in pairs:
            seen[name] += 1
            kept[name if seen[name] == 1 else f"{name} ({seen[name]})"] = thing
        return kept


def whole_letters(text: str) -> str:
    """Put the sign for an unknown letter where an escape is only half of one; same length."""
    if not _HALF.search(text):
        return text
    return _ESCAPE.sub(lambda found: _UNKNOWN_LETTER if found["half"] else found[0], text)


def after_blanks(text: str, place: int) -> int:
    """Return where the next sign is that is not blank."""
    found = _BLANK.match(text, place)
    return found.end() if found else place


def position(text: str, place: int) -> str:
    """Return a place in words."""
    line = text.count("\n", 0, place) + 1
    return f"line {line:,}, letter {place - text.rfind(chr(10), 0, place):,}"


def _whole(digits: str) -> int | str:
    return int(digits) if len(digits) <= _MOST_DIGITS else digits


def _fraction(digits: str) -> float | str:
    number = float(digits)
    if isinf(number):
        return digits
    if len(digits) <= _SURE_DIGITS or Decimal(repr(number)) == Decimal(digits):
        return number
    return digits
