"""Texts without capitals and accents, to be searched: “Łódź” is found by “lodz”."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

STROKES: Mapping[str, str] = {
    "ł": "l",
    "ø": "o",
    "đ": "d",
    "ħ": "h",
    "ŧ": "t",
    "\N{LATIN SMALL LETTER DOTLESS I}": "i",
}
"""Letters with a stroke are letters of their own to Unicode; who types quickly leaves it out."""

SPELT: Mapping[str, str] = {"ß": "ss", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th"}
"""Small letters that who has no key for them writes as others."""

COMBINING = "\u0300-\u036f"
"""From and to: the accents that may follow a letter."""

_ASCII = bytes(range(128))
_FOLDED: dict[str, str] = {}


def fold(text: str) -> str:
    """Return a text without capitals and accents; quick for long ones too."""
    if not text.isascii():
        # What is left without ASCII is little, and each letter of it is looked at only once.
        for letter in set(text.encode(errors="replace").translate(None, _ASCII).decode()):
            folded = _FOLDED.get(letter)
            if folded is None:
                folded = _FOLDED[letter] = _fold_letter(letter)
            text = text.replace(letter, folded)
    return text.lower()


def _fold_letter(letter: str) -> str:
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", letter).casefold())
    bare = (each for each in plain if not unicodedata.combining(each))
    return "".join(STROKES.get(each, SPELT.get(each, each)) for each in bare)
