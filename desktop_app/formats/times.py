"""Dates and times that come in as something else than they are in a workbook.

Runs in the child process (see reader), on the rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Set
from functools import cached_property
from typing import Any

from desktop_app.formats.odd_cells import OddCells


class Times:
    """Those of one sheet: there are none."""

    def __init__(self) -> None:
        self.codes: dict[int, Set[str]] = {}
        """How columns are shown because of them, by the column's place."""
        self.rows: set[int] = set()
        """The numbers of the rows in which a cell was left empty."""

    @cached_property
    def show_parts(self) -> bool:
        """Whether parts of seconds may be shown."""
        return False

    def put(self, rows: list[list[Any]], first: int) -> None:
        """Mend the next rows of the sheet, which begin at that column."""

    def odd(self) -> Iterator[OddCells]:
        """Say what was left empty."""
        return iter(())
