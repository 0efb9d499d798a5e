"""What lies between a spreadsheet file and a table: cells, sheets, and the plan of an import."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, Protocol, TypeAlias


@dataclass(frozen=True)
class Misfit:
    """What stands in a cell whose column cannot hold it: the text as it was written."""

    text: str


Value: TypeAlias = str | int | float | Decimal | bool | date | datetime | time | list[str] | None
"""What a cell of a table holds.

In SQLite `bool` is stored as 0/1, dates and times as ISO text, amounts as plain numbers; a list
of texts is stored as JSON text everywhere.
"""

Held: TypeAlias = Value | Misfit
"""What lies in a cell: a value of its column, or what does not fit there."""

Row: TypeAlias = Sequence[Value]


class Sheet(Protocol):
    """One sheet of one file, read as often as needed; each reading starts at the first row.

    What is odd further down is only known when it was reached: `notes` speak of the last reading,
    and `header` grows by empty names when a row has more cells than any row before it.
    """

    @property
    def name(self) -> str:
        """What the sheet is called; for a CSV file, the file's name without its ending."""

    @property
    def header(self) -> Sequence[str]:
        """The column names as written, one per column; empty strings where there was none."""

    @property
    def notes(self) -> Sequence[str]:
        """What a person should know about the reading, in whole sentences."""

    def batches(self) -> Iterator[Sequence[Row]]:
        """Give the rows below the header, in order, a few hundred at a time.

        The rows of a batch are equally wide; a later batch may be wider. Cells of a text file are
        text; a spreadsheet gives typed values. Empty cells are None or empty text.
        Raises Invalid when the file cannot be read any further.
        """

    def place(self, row: int) -> int:
        """Return the number that a spreadsheet program shows in front of a row of `batches`.

        Both begin at 1; what was left out above the row counts. Reads the file again.
        """


@dataclass(frozen=True)
class ColumnPlan:
    """How one column of a sheet will become a column of a table."""

    name: str
    type: str
    """The name of a member of COLUMN_TYPES."""
    options: Mapping[str, Any] = field(default_factory=dict)
    note: str | None = None
    """An oddity in whole words, or None."""
    chosen: bool = False
    """Whether a person chose the type: then the cells are read the way typed text is."""
    forms: Mapping[str, Mapping[str, Any]] = field(default_factory=dict, compare=False)
    """The options by which nearly all cells are written, for each type that can read them."""


@dataclass(frozen=True)
class SheetPlan:
    """What a survey of every row of a sheet found."""

    columns: Sequence[ColumnPlan]
    rows: int
