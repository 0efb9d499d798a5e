"""What is worth saying of a column besides its kind, as far as it is cheaply known."""

from __future__ import annotations

from collections.abc import Sequence

from desktop_app.domain.sheet import Value

_MOST = 5_000
"""Cells that are compared with one another; of longer columns nothing is said."""

_FEW = 10
"""Cells of which it says nothing that they differ."""


class Traits:
    """The cells of one column on their way past."""

    def __init__(self) -> None:
        self._seen: set[Value] | None = set()
        self._cells = 0
        self._zeros = False

    def feed(self, cells: Sequence[Value]) -> None:
        """Look at more cells (all filled)."""
        if self._cells > _MOST:
            return
        self._cells += len(cells)
        self._zeros = self._zeros or _some_begin_with_zeros(cells)
        if self._seen is not None:
            self._seen.update(cells)
            if len(self._seen) < self._cells or self._cells > _MOST:
                self._seen = None

    def of_text(self) -> str | None:
        """Return what to say where the column stays as it is written."""
        if self._zeros:
            return "keeps 0s"
        return "no two alike" if self._seen and self._cells >= _FEW else None


def _some_begin_with_zeros(cells: Sequence[Value]) -> bool:
    texts = (cell for cell in cells if type(cell) is str and cell.startswith("0"))
    return any(text[1:].replace(" ", "").isdecimal() for text in texts)
