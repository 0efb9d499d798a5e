"""Rows and cells as JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, NotRequired, TypedDict

from msgspec import Meta, field

from desktop_app.web import shapes
from desktop_app.web.api import Given, Id, Place

LIMIT, MOST_SHOWN = 100, 1000
"""Rows in an answer, unless told; and at most."""

MOST = 100_000
"""Cells or rows in one request: a generous paste."""

Texts = Annotated[
    dict[Id, str | None],
    Meta(extra_json_schema={"propertyNames": {"pattern": "^[1-9][0-9]{0,17}$"}}),
]
"""What was typed, by the number of the column."""


class RowsWanted(Given):
    """Which rows to give: those a filter lets through or a search finds, in which order.

    `sort` are columns, such as `3,-5`. `order` is what an earlier answer called its order, to go on
    reading it though cells changed.
    """

    offset: Place = 0
    limit: Annotated[int, Meta(ge=0, le=MOST_SHOWN)] = LIMIT
    sort: Annotated[str, Meta(max_length=200)] = ""
    filter: shapes.Filter = ""
    search: Annotated[str, Meta(max_length=500)] = ""
    order: Annotated[str, Meta(max_length=40)] = ""


class Edit(Given):
    """What was typed into a cell, just as a person types it; nothing empties the cell."""

    row: Id
    column: Id
    text: str | None


class NewRow(Given):
    """A row to be added and what was typed into it."""

    cells: Texts = field(default_factory=dict)


class EditCells(Given):
    """Cells to be set and rows to be added, in one step.

    `keep` keeps what does not fit in its cell as it was written, where it would be refused.
    """

    edits: Annotated[list[Edit], Meta(max_length=MOST)]
    rows: Annotated[list[NewRow], Meta(max_length=MOST)] = field(default_factory=list)
    keep: bool = False


class CheckCells(Given):
    """Cells and rows that are about to be pasted."""

    edits: Annotated[list[Edit], Meta(max_length=MOST)]
    rows: Annotated[list[NewRow], Meta(max_length=MOST)] = field(default_factory=list)


class UnfitText(TypedDict):
    """A text that does not fit its column."""

    column: Id
    text: str


class CellsChecked(TypedDict):
    """How many cells there are and how many do not fit, and the first of these."""

    cells: int
    unfit: int
    odd: list[UnfitText]


class Fill(Given):
    """What to put into a column of every row that the filter lets through."""

    column: Id
    text: str | None
    filter: shapes.Filter = ""


class AddRows(Given):
    """Rows to be added: these, or as many empty ones."""

    rows: Annotated[list[NewRow], Meta(max_length=MOST)] | None = None
    count: Annotated[int, Meta(ge=0, le=MOST)] = 1

    def texts(self) -> Sequence[Mapping[int, str | None]]:
        """Return what was typed into each row."""
        return [{}] * self.count if self.rows is None else [row.cells for row in self.rows]


class DeleteRows(Given):
    """Rows to be deleted: these, or with `all` every one that the filter lets through."""

    rows: Annotated[list[Id], Meta(max_length=MOST)] = field(default_factory=list)
    all: bool = False
    filter: shapes.Filter = ""


class Rows(TypedDict):
    """Some rows of a table, and how many there are in all; null until that is known."""

    columns: list[shapes.Column]
    rows: list[shapes.Row]
    total: int | None
    offset: int
    order: str


class Told(shapes.Offer):
    """What follows from a change: how many rows there are now, and what undo would do."""

    total: int


class CellNow(TypedDict):
    """A cell that was set, or is worked out from one; `trouble` says why that did not work."""

    row: Id
    column: Id
    value: shapes.Cell
    misfit: NotRequired[str]
    trouble: NotRequired[str]


class CellsEdited(Told):
    """The cells that were set and the rows that were added."""

    cells: list[CellNow]
    rows: list[shapes.Row]


class RowsAdded(Told):
    """The rows that were added."""

    rows: list[shapes.Row]


class RowsDeleted(Told):
    """How many rows were deleted."""

    deleted: int
