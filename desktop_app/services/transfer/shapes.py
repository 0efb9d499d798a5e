"""Imports and exports as JSON."""

from __future__ import annotations

from typing import Annotated, Literal, TypedDict

from msgspec import Meta

from desktop_app.domain.sheet import Reading
from desktop_app.engine.catalog import MOST_COLUMNS
from desktop_app.services.transfer.into_shapes import IntoWanted
from desktop_app.web.api import Given, Id
from desktop_app.web.shapes import Filter, Kind, Token

RowOfNames = Annotated[int, Meta(ge=0, le=2**63 - 1)]
"""The row of a file or sheet, from 1 on, that names the columns; 0 if none does."""

MOST_FILES = 100
"""Files that come in together."""


class Uploaded(TypedDict):
    """Files that wait to be imported, and the page that shows them."""

    uploads: list[Token]
    go: str


class ReadingWanted(Given):
    """How a file is to be read; what is left out is found by evidence.

    Older receipts have as `header` whether the names are in the first row, which is 1 or 0 too.
    """

    encoding: str | None = None
    separator: str | None = None
    header: RowOfNames | bool | None = None
    decimal: str | None = None
    dates: str | None = None

    def told(self) -> Reading:
        """Return it as a value."""
        header = None if self.header is None else int(self.header)
        return Reading(self.encoding, self.separator, header, self.decimal, self.dates)


class SheetWanted(ReadingWanted):
    """Which sheet of a file to show, the first with rows unless told, and how to read it."""

    sheet: str | None = None


class ReadingFound(TypedDict):
    """How a file is read; nothing where there is no such question or the answer is open."""

    encoding: str | None
    separator: str | None
    header: RowOfNames | None
    decimal: str | None
    dates: str | None


class CellFound(TypedDict):
    """A cell worth a look: its row from the first on, and the row's number in its program."""

    row: int
    place: int
    text: str


class NearFound(TypedDict):
    """A kind that all but a few cells of a column fit, and the first of those."""

    type: Kind
    label: str
    plural: str
    misfits: int
    cells: list[CellFound]


class ColumnFound(TypedDict):
    """A column of a sheet as it would become a column of a table.

    `shown` has its first cells as kinds that suit it would show them, where that is otherwise than
    they are written in the file; `former` is what an earlier version would have called it.
    """

    name: str
    former: str
    type: Kind
    label: str
    said: str
    icon: str
    align: str
    note: str | None
    open: str | None
    near: NearFound | None
    shown: dict[str, list[str]]


class LineFound(TypedDict):
    """A line above the table, which is no row of it, and its number in the file's own program."""

    place: int
    text: str


class LeftOutFound(TypedDict):
    """A sheet with nothing to bring in; why it cannot be read, or nothing if it has no rows."""

    sheet: str
    why: str | None


class Previewed(TypedDict):
    """What is in a sheet, as far as it was read; `total` is known once all of it was.

    Other sheets are looked at too, where the file is small. A sheet is broken where it cannot be
    read to its end, for the reason in `problem`, while others of the file may come in. `job` is
    the work that brings the file in, while that is under way.
    """

    name: str
    sheets: list[str]
    sheet: str
    left_out: list[LeftOutFound]
    table: str
    reading: ReadingFound
    columns: list[ColumnFound]
    rows: list[list[str]]
    above: list[LineFound]
    seen: int
    total: int | None
    state: Literal["looking", "ready", "broken"]
    problem: str | None
    notes: list[str]
    job: Token | None


class ColumnWish(Given):
    """What a person wants of a column: another name, another kind, or to leave it out."""

    name: str | None = None
    type: Kind | None = None
    skip: bool = False


class ImportWanted(Given):
    """A sheet to be imported, the name of the table, and a wish for each of its columns.

    It is read as it was looked at last, unless told.
    """

    sheet: str | None = None
    reading: ReadingWanted | None = None
    table: str | None = None
    columns: Annotated[list[ColumnWish], Meta(max_length=MOST_COLUMNS)] | None = None
    into: IntoWanted | None = None
    """A table that is there; the name of a new one and the wishes count for nothing then."""


class AllWanted(Given):
    """Files of which every sheet is to be imported."""

    uploads: Annotated[list[Token], Meta(min_length=1, max_length=MOST_FILES)]


class ExportAsked(Given):
    """What goes out of a table: the rows of a query, with or without hidden columns.

    `mark` puts in front of a text file what tells Excel its letters; `guard` keeps cells that begin
    like a formula from being taken for one.
    """

    sort: str = ""
    filter: Filter = ""
    search: str = ""
    hidden: bool = False
    mark: bool = True
    guard: bool = True


class ExportWanted(ExportAsked):
    """A file to be made of a table, or of all of them; `format` names the kind of file."""

    format: str = "csv"
    table: Id | None = None


class ExportBegun(TypedDict, total=False):
    """The work that was begun, or that the person thought better of it."""

    job: Token
    cancelled: bool
