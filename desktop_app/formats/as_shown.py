"""Numbers of a workbook that come in as it shows them, where all of a column are shown alike.

00501 is what a person sees and means where 501 is stored; and 599.9399999999999 is what is left of
599.94 after calculating, since no such program shows more than 15 digits.

Runs in the child process (see reader), on the rows. Number formats: ECMA-376, part 1, 18.8.31.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from datetime import time, timedelta
from functools import cache
from typing import Any

from desktop_app.domain.sheet import shows_lengths
from desktop_app.formats.odd_cells import OddCells
from desktop_app.formats.xlsx_cells import letters

_PIECE = re.compile(
    r"(?P<zeros>0+)|\"(?P<quoted>[^\"]*)\"|\\(?P<escaped>.)|(?P<said>[-() /:+!&'~{}<>=^])"
    r"|\[\$-[^\]]*\]|\[[A-Z][a-z]+\]"
)
_FEWEST = 2
"""Zeros that make a code of what would be a plain number with one."""

_LARGEST = 10**15
_DECIMALS = 4
"""Those of an amount of money, at most."""

_LARGEST_AMOUNT = 10**11
"""Below it so many decimals are among the 15 digits that are shown."""


@cache
def digit_template(code: str) -> str:
    """Return how a number format puts all digits, as many as it has zeros: {}{}{}-{}{}.

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
    return template if template.count("{}") >= _FEWEST else ""


class AsShown:
    """The columns of a sheet of which that is known.

    `codes` are the number formats that all numbers of a column share, by the column's place in a
    row; `first` is the place in the sheet where rows begin.
    """

    def __init__(self, codes: Mapping[int, str], first: int) -> None:
        templates = {place: digit_template(code) for place, code in codes.items()}
        self._columns = [
            (place, template) for place, template in templates.items() if "%" not in codes[place]
        ]
        self._lengths = [place for place, code in codes.items() if shows_lengths(code)]
        self._first = first
        self._row = 0
        self._digits: set[int] = set()
        self._traces: list[tuple[str, str]] = []

    def put(self, rows: list[list[Any]]) -> None:
        """Change the cells of the next rows of the sheet."""
        for place, template in self._columns:
            for number, row in enumerate(rows, self._row + 1):
                if type(row[place]) not in (int, float):
                    continue
                if not template:
                    row[place] = self._without_traces(row[place], place, number)
                elif row[place] % 1 == 0 and abs(row[place]) < _LARGEST:
                    row[place] = _filled(template, int(row[place]))
                    self._digits.add(place)
        for place in self._lengths:
            for row in rows:
                if type(clock := row[place]) is time:
                    seconds = clock.hour * 3600 + clock.minute * 60 + clock.second
                    row[place] = timedelta(seconds=seconds, microseconds=clock.microsecond)
        self._row += len(rows)

    def odd(self) -> Iterator[OddCells]:
        """Say what was changed."""
        if self._digits:
            yield "digits", len(self._digits), self._letters(min(self._digits)), ""
        if self._traces:
            yield "traces", len(self._traces), *self._traces[0]

    def _without_traces(self, cell: float, place: int, row: int) -> float:
        shown = round(cell, _DECIMALS)
        if shown == cell or abs(cell) >= _LARGEST_AMOUNT or float(f"{cell:.15g}") != shown:
            return cell
        self._traces.append((f"{self._letters(place)}{row}", repr(cell)))
        return shown

    def _letters(self, place: int) -> str:
        return letters(self._first + place)


def _filled(template: str, number: int) -> str:
    """Put the digits into it; those that are too many come first."""
    places = template.count("{}")
    digits = str(abs(number)).zfill(places)
    more = len(digits) - places + 1
    return ("-" if number < 0 else "") + template.format(digits[:more], *digits[more:])
