"""The customs by which numbers and days are written, and what cells give away about them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

_DECIMAL = {",": "comma", ".": "point"}
_OTHER = {",": ".", ".": ","}
_MARKS = {name: mark for mark, name in _DECIMAL.items()}

_NUMBER = (
    r"[^\w.,]*(?:[A-Z]{{3}})?[^\w.,]*(?:"
    r"[\d \xa0\u202f'\u2019]*(?<=\d){mark}(?:\d\d?|\d{{4,}})|0{mark}\d+|\d{{4,}}{mark}\d+"
    r"|\d{{1,3}}(?:{group}\d{{3}})+{mark}\d+|\d{{1,3}}(?:{group}\d{{3}}){{2,}}"
    r")[^\w.,]*(?:[^\W\d_]{{1,2}}|[A-Z]{{3}})?[^\w.,]*"
)
"""A number whose signs mean one thing only: 1,5 or 0,125 or 1.234,567 or 1.000.000.

Beside it may stand a currency or a short unit; “Raum 3,4” and “10.30 Uhr” are no numbers.
"""

_BETWEEN = ("/", "-")
_LATE = r"(?:1[3-9]|2\d|3[01])"
"""What can only be a day, not a month."""

_PROOFS = {
    **{
        ("decimal", name): re.compile(_NUMBER.format(mark=re.escape(mark), group=re.escape(group)))
        for (mark, name), group in zip(_DECIMAL.items(), _OTHER.values(), strict=True)
    },
    ("dates", "day"): re.compile(rf"{_LATE}[/-]\d\d?[/-]\d{{4}}(?:\D.*)?", re.ASCII),
    ("dates", "month"): re.compile(rf"\d\d?[/-]{_LATE}[/-]\d{{4}}(?:\D.*)?", re.ASCII),
}
_NINES = str.maketrans("12345678", "99999999")
_LONGEST = 40
_MOST = 5_000
"""Cells that look different; a column with more of them has hardly any numbers or days in it."""


class Evidence:
    """What the cells of one column prove about its customs, each by itself."""

    def __init__(self) -> None:
        self._proven: set[tuple[str, str]] = set()
        self._seen: set[str] = set()

    @property
    def customs(self) -> Mapping[str, str]:
        """Return what is proven and not contradicted."""
        times = Counter(name for name, _ in self._proven)
        return {name: custom for name, custom in self._proven if times[name] == 1}

    def feed(self, texts: Sequence[str]) -> None:
        """Look at more cells, but not again at what looks like one before."""
        if len(self._seen) > _MOST:
            return
        together = "\n".join(texts)
        new: set[str] = set()
        if "," in together or "." in together:
            new |= _numbers(texts)
        if "/" in together or "-" in together:
            new |= _days(texts)
        new -= self._seen
        self._seen |= new
        for custom, proof in _PROOFS.items():
            if custom not in self._proven and any(map(proof.fullmatch, new)):
                self._proven.add(custom)


def _numbers(texts: Sequence[str]) -> set[str]:
    """Return how cells look, one digit but 0 being like another."""
    short = "\n".join(text for text in texts if len(text) <= _LONGEST)
    return set(short.translate(_NINES).split("\n"))


def _days(texts: Sequence[str]) -> set[str]:
    """Return the beginnings of cells that could be days with a number for the month."""
    return {text[:11] for text in texts if text[1:2] in _BETWEEN or text[2:3] in _BETWEEN}


def custom_of(mark: str, group: str) -> Mapping[str, str]:
    """Return it for numbers with these signs before decimals and between thousands, if any."""
    name = _DECIMAL.get(mark or _OTHER.get(group, ""))
    return {"decimal": name} if name else {}


def signs_by(customs: Mapping[str, str]) -> tuple[str, str]:
    """Return the signs before decimals and between thousands; empty if nothing is said of them."""
    mark = _MARKS.get(customs.get("decimal", ""), "")
    return mark, _OTHER.get(mark, "")
