"""Numbers of a workbook that come in as it shows them, where all of a column are shown alike.

599.9399999999999 is what is left of 599.94 after calculating, since no such program shows more than
15 digits; and what is shown as a length of time is no time of day.

Runs in the child process (see reader), on the rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import time, timedelta
from typing import Any

from desktop_app.domain.sheet import shows_lengths
from desktop_app.formats.odd_cells import OddCells
from desktop_app.formats.places import letters
from desktop_app.formats.shown_digits import digit_templates

_DECIMALS = 4
"""Those of an amount of money, at most."""

_LARGEST_AMOUNT = 10**11
"""Below it so many decimals are among the 15 digits that are shown."""


class AsShown:
    """The columns of a sheet of which that is known.

    `codes` are the number formats that all numbers of a column share, by the column's place in a
    row; `first` is the place in the sheet where rows begin.
    """

    def __init__(self, codes: Mapping[int, str], first: int) -> None:
        self._amounts = [
            place for place, code in codes.items() if "%" not in code and not digit_templates(code)
        ]
        self._lengths = [place for place, code in codes.items() if shows_lengths(code)]
        self._first = first
        self._row = 0
        self._traces: list[tuple[str, str]] = []

    def put(self, rows: list[list[Any]]) -> None:
        """Change the cells of the next rows of the sheet."""
        for place in self._amounts:
            for number, row in enumerate(rows, self._row + 1):
                if type(row[place]) in (int, float):
                    row[place] = self._without_traces(row[place], place, number)
        for place in self._lengths:
            for row in rows:
                if type(clock := row[place]) is time:
                    seconds = clock.hour * 3600 + clock.minute * 60 + clock.second
                    row[place] = timedelta(seconds=seconds, microseconds=clock.microsecond)
        self._row += len(rows)

    def odd(self) -> Iterator[OddCells]:
        """Say what was changed."""
        if self._traces:
            yield "traces", len(self._traces), *self._traces[0]

    def _without_traces(self, cell: float, place: int, row: int) -> float:
        shown = round(cell, _DECIMALS)
        if shown == cell or abs(cell) >= _LARGEST_AMOUNT or float(f"{cell:.15g}") != shown:
            return cell
        self._traces.append((f"{letters(self._first + place)}{row}", repr(cell)))
        return shown
