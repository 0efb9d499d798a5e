"""Columns of which a workbook shows all numbers as codes, such as 00501 or +49171123456.

That is what a person sees and means where 501 is stored. They come in as text, but into a column
of numbers as the numbers they are. Number formats: ECMA-376, part 1, 18.8.31.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from functools import cache
from typing import Any

from desktop_app.formats.odd_cells import OddCells
from desktop_app.formats.places import letters

_PIECE = re.compile(
    r"(?P<zeros>0+)|\"(?P<quoted>[^\"]*)\"|\\(?P<escaped>.)|(?P<said>[-() :+!&'~{}<>=^])"
    r"|\[\$-[^\]]*\]|\[[A-Z][a-z]+\]"
)
_FEWEST = 2
"""Zeros that make a code of what would be a plain number with one, but for a plus in front."""

_LARGEST = 10**15


@cache
def digit_template(code: str) -> str:
    """Return how a number format puts all digits, as many as it has zeros: {}{}{}-{}{} or +{}.

    Empty if it does something else, such as decimals, or shows a currency.
    """
    template, at, code = "", 0, code.removesuffix(";@")
    while at < len(code):
        found = _PIECE.match(code, at)
        if not found:
            return ""
        at = found.end()
        said = found["quoted"] or found["escaped"] or found["said"] or ""
        if any(unicodedata.category(sign) == "Sc" or sign == "%" for sign in said):
            return ""
        template += said.replace("{", "{{").replace("}", "}}") + "{}" * len(found["zeros"] or "")
    return template if template.count("{}") >= (1 if template[:1] == "+" else _FEWEST) else ""


class ShownDigits:
    """The columns of a sheet of which that is known.

    `codes` are the number formats that all numbers of a column share, by the column's place in a
    row; `first` is the place in the sheet where rows begin. Columns among `numbers` keep them.
    """

    def __init__(self, codes: Mapping[int, str], first: int, numbers: Collection[int] = ()) -> None:
        templates = {place: digit_template(code) for place, code in codes.items()}
        self._templates = {place: one for place, one in templates.items() if one}
        self._first = first
        self._numbers = numbers
        self._met: set[int] = set()

    def put(self, rows: list[list[Any]]) -> None:
        """Change the cells of rows of the sheet."""
        for place, template in self._templates.items():
            for row in rows:
                cell = row[place]
                if type(cell) in (int, float) and cell % 1 == 0 and abs(cell) < _LARGEST:
                    self._met.add(place)
                    if place not in self._numbers:
                        row[place] = _filled(template, int(cell))

    def odd(self) -> Iterator[OddCells]:
        """Say of which columns numbers were met."""
        texts = self._met.difference(self._numbers)
        for kind, places in (("digits", texts), ("numbers", self._met - texts)):
            if places:
                yield kind, len(places), letters(self._first + min(places)), ""


def _filled(template: str, number: int) -> str:
    """Put the digits into it; those that are too many come first."""
    places = template.count("{}")
    digits = str(abs(number)).zfill(places)
    more = len(digits) - places + 1
    return ("-" if number < 0 else "") + template.format(digits[:more], *digits[more:])
