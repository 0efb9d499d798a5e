"""Numbers of a workbook that are too large to be numbers, such as 1e999, and come in empty.

Runs in the child process (see reader), on the rows.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

from desktop_app.formats.odd_cells import OddCells
from desktop_app.formats.places import letters


class Endless:
    """Those of one sheet; `first` is the place in the sheet where rows begin."""

    def __init__(self, first: int) -> None:
        self._first = first
        self._row = 0
        self._cells: list[tuple[int, int]] = []
        """The row, and the place in it."""

    def put(self, rows: list[list[Any]]) -> None:
        """Empty such cells of the next rows of the sheet."""
        for place, cells in enumerate(zip(*rows, strict=True)):
            # One endless number makes a sum endless, and adding up is quick.
            if math.isfinite(sum(cell for cell in cells if type(cell) is float)):
                continue
            for number, cell in enumerate(cells):
                if type(cell) is float and not math.isfinite(cell):
                    rows[number][place] = ""
                    self._cells.append((self._row + number + 1, place))
        self._row += len(rows)

    @property
    def rows(self) -> set[int]:
        """The numbers of the rows that have any."""
        return {row for row, _ in self._cells}

    def odd(self) -> Iterator[OddCells]:
        """Say how many there were, and where the first is."""
        if self._cells:
            row, place = min(self._cells)
            yield "endless", len(self._cells), f"{letters(self._first + place)}{row}", ""
