"""Links and what is worked out, as JSON."""

from __future__ import annotations

from typing import Annotated, Literal, NotRequired, TypedDict

from msgspec import Meta, field

from desktop_app.web import shapes
from desktop_app.web.api import Given, Id, Place

MOST = 100_000
"""Rows in one request."""

MOST_SHOWN = 1000

LONGEST_FORMULA = 2000

How = Literal["count", "sum", "average", "least", "most"]

FormulaText = Annotated[str, Meta(max_length=LONGEST_FORMULA)]


class NewLink(Given):
    """A column of links to be added: to one row of another table, or to several."""

    table: Id
    several: bool = False
    name: str | None = None


class Adoption(Given):
    """Which rows the texts or keys in a column lead to: by a column there, else by their names."""

    table: Id
    field: Id | None = None


class Linked(Given):
    """The rows there that a row is to be linked to, just these."""

    ids: Annotated[list[Id], Meta(max_length=MOST_SHOWN)]


class LinksWanted(Given):
    """Which of the links of a row to give."""

    offset: Place = 0
    limit: Annotated[int, Meta(ge=0, le=MOST_SHOWN)] = 100


class PickWanted(Given):
    """What is written of the name of a row that is to be picked."""

    search: Annotated[str, Meta(max_length=500)] = ""
    limit: Annotated[int, Meta(ge=1, le=100)] = 20


class HangingAsked(Given):
    """Rows that are about to be deleted."""

    rows: Annotated[list[Id], Meta(max_length=MOST)]


class Plan(Given):
    """How a column is worked out: by a link and a column there, in which way, or by a formula.

    What does not belong to its kind may be left out.
    """

    link: Id | None = None
    field: Id | None = None
    how: How = "count"
    formula: FormulaText = ""


class NewWorkedOut(Plan):
    """A column to be added that is worked out; without a name it gets one."""

    type: Literal["lookup", "total", "formula"] = field(default="formula")
    name: str | None = None


class Trial(Given):
    """A formula to be tried, in place of that of a column if there is one already."""

    formula: FormulaText
    column: Id | None = None


class NamedRow(TypedDict):
    """A row and what it is called."""

    id: Id
    label: str


class Picked(TypedDict):
    """Rows to pick from; those whose name begins as was written come first."""

    rows: list[NamedRow]
    more: bool


class LinksOfRow(TypedDict):
    """Some of the rows there that a row is linked to, and how many there are in all."""

    rows: list[NamedRow]
    total: int


class LinksSet(shapes.Offer):
    """The cell of links as it is now."""

    value: shapes.Cell


class HangingRows(TypedDict):
    """How many rows of a table are linked to those asked about, and in which column that shows."""

    table: str
    column: str
    rows: int


class Hanging(TypedDict):
    """What is linked to rows."""

    hanging: list[HangingRows]


class TrialResult(TypedDict):
    """What a formula gives in a row, or why it gives nothing there."""

    row: str
    value: shapes.Cell
    trouble: NotRequired[str]


class Tried(TypedDict):
    """That a formula can be worked out: what it gives, and that for the first rows."""

    kind: str
    shows: shapes.Shows
    results: list[TrialResult]


class FormulaFunction(TypedDict):
    """A function: an example, what that gives, and what it does."""

    name: str
    example: str
    gives: str
    does: str


class FormulaFunctions(TypedDict):
    """What can be used in formulas."""

    functions: list[FormulaFunction]
