"""What lies between a spreadsheet file and a table: cells, sheets, and the plan of an import."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, Literal, Protocol, TypeAlias, runtime_checkable


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

Medium: TypeAlias = Literal["texts", "values", "workbook"]
"""What a file keeps of a cell: what people read, what is stored, or both, as a workbook does."""

Media: TypeAlias = tuple[Medium, ...]


@dataclass(frozen=True)
class Reading:
    """How a file is read; None where it is found by evidence, or where there is no such question.

    The words are those of `formats.readings`.
    """

    encoding: str | None = None
    separator: str | None = None
    header: int | None = None
    """The row of the file or sheet, from 1 on, that names the columns; 0 if none does."""
    decimal: str | None = None
    """The sign before decimals, "comma" or "point"."""
    dates: str | None = None
    """What comes first in 03/04/2025, "day" or "month"."""

    @property
    def customs(self) -> Mapping[str, str]:
        """What is said about how numbers and days are written in cells."""
        said = {"decimal": self.decimal, "dates": self.dates}
        return {name: custom for name, custom in said.items() if custom}


AS_FOUND = Reading()
"""Everything is found by evidence."""


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
    def reading(self) -> Reading:
        """How it is read: what was told, and what was found about the rest."""

    @property
    def notes(self) -> Sequence[str]:
        """What a person should know about the reading, in whole sentences."""

    def batches(self) -> Iterator[Sequence[Row]]:
        """Give the rows below the header, in order, a few hundred at a time.

        The rows of a batch are equally wide; a later batch may be wider. Cells of a text file are
        text; a spreadsheet gives typed values. Empty cells are None or empty text.
        Raises Invalid when the file cannot be read any further.
        """

    def places(self, rows: Sequence[int]) -> list[int]:
        """Return the numbers that a spreadsheet program shows in front of rows of `batches`.

        Both begin at 1; what was left out above a row counts. The rows are in order, each once.
        Reads the file again, as far as the last of them.
        """


@runtime_checkable
class ShowsNumbers(Protocol):
    """A sheet that says how it shows the numbers of whole columns, as workbooks do."""

    @property
    def number_codes(self) -> Mapping[int, str]:
        """The number formats, as Excel writes them, that all numbers of a column share."""


@runtime_checkable
class KeepsValues(Protocol):
    """A sheet that may be of a file, such as JSON, that keeps what is stored, not what is shown."""

    @property
    def keeps_values(self) -> bool:
        """Whether it is."""


@runtime_checkable
class ShowsCodes(Protocol):
    """A sheet with numbers that come in as text, since it shows them as codes, such as 00501."""

    def with_numbers(self, places: Collection[int]) -> Sheet:
        """Return the same sheet, but with plain numbers in the columns in these places."""


def number_codes(sheet: Sheet) -> Mapping[int, str]:
    """Return how a sheet shows the numbers of its columns, as far as it says so."""
    return sheet.number_codes if isinstance(sheet, ShowsNumbers) else {}


def keeps_values(sheet: Sheet) -> bool:
    """Say whether a sheet is known to keep what is stored, not what is shown."""
    return isinstance(sheet, KeepsValues) and sheet.keeps_values


@runtime_checkable
class BeginsLower(Protocol):
    """A sheet that may have something above its table."""

    @property
    def above(self) -> Sequence[tuple[int, str]]:
        """What stands there: the numbers of the rows, and what they say."""


def lines_above(sheet: Sheet) -> Sequence[tuple[int, str]]:
    """Return what stands above the table of a sheet, as far as it says so."""
    return sheet.above if isinstance(sheet, BeginsLower) else ()


def shows_lengths(code: str) -> bool:
    """Say whether a number format shows lengths of time, which go on after 24 hours."""
    return code[:2].lower() in ("[h", "[m", "[s")


@dataclass(frozen=True)
class Near:
    """A kind that nearly all cells of a column fit, and some of those that do not."""

    type: str
    options: Mapping[str, Any]
    misfits: int
    cells: Sequence[tuple[int, str]]
    """The first of the misfits: the row, from 1 on, and what is written there."""


@dataclass(frozen=True)
class ColumnPlan:
    """How one column of a sheet will become a column of a table."""

    name: str
    type: str
    """The name of a member of COLUMN_TYPES."""
    options: Mapping[str, Any] = field(default_factory=dict)
    note: str | None = None
    """An oddity in whole words, or None."""
    near: Near | None = None
    """What the column would be but for a few cells."""
    trait: str | None = None
    """What else is worth saying of the cells, in a word or two."""
    open: str | None = None
    """Which part of a `Reading` would decide what the column is, if nothing in it does."""
    chosen: bool = False
    """Whether a person chose the type: then the cells are read the way typed text is."""
    extend: bool = False
    """Whether words that are not among the column's choices are added to them."""
    forms: Mapping[str, Mapping[str, Any]] = field(default_factory=dict, compare=False)
    """The options by which nearly all cells are written, for each type that can read them."""
    customs: Mapping[str, str] = field(default_factory=dict, compare=False)
    """The customs that texts in it follow beyond doubt, in the words of a `Reading`."""
    stored: bool = field(default=False, compare=False)
    """Whether its cells are what is stored, however it is shown."""
    former: str = field(default="", compare=False)
    """What an earlier version called a column with such a heading."""


@dataclass(frozen=True)
class SheetPlan:
    """What a survey of every row of a sheet found."""

    columns: Sequence[ColumnPlan]
    rows: int

    @property
    def names(self) -> list[str]:
        """What the columns are called."""
        return [column.name for column in self.columns]
