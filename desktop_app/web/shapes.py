"""Shapes of JSON that more than one service takes or answers with."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any, NotRequired, TypedDict

from msgspec import Meta

from desktop_app import formulas
from desktop_app.column_types import COLUMN_TYPES
from desktop_app.column_types.choosable import CHOOSABLE
from desktop_app.domain.query import OPERATORS
from desktop_app.engine import catalog, fields, journal
from desktop_app.web.api import Given, Id


def _comparisons(*takes: str) -> str:
    return ", ".join(f"`{name}`" for name, number in OPERATORS.items() if number in takes)


Kind = Annotated[str, Meta(extra_json_schema={"enum": [kind.name for kind in COLUMN_TYPES]})]
"""The name of a column type. Which there are is said by their registry, in better words."""

ChosenKind = Annotated[str, Meta(extra_json_schema={"enum": [kind.name for kind in CHOOSABLE]})]
"""The name of a column type that a person may pick."""

Name = Annotated[str, Meta(extra_json_schema={"minLength": 1})]
"""What a person calls something. What else a name must be is said by domain/names, in words."""

Token = Annotated[str, Meta(pattern="^[A-Za-z0-9_-]+$")]
"""The name we gave to something that lasts as long as the program runs."""

Filter = Annotated[
    str,
    Meta(
        max_length=50_000,
        description="JSON: one comparison, such as "
        '`{"column": 3, "is": "Ghent"}`, or a list of some under `all` or `any`. '
        "With a text as it would be typed: "
        f"{_comparisons('one')}; with two or more of them: {_comparisons('two', 'some')}; "
        f"with `true`: {_comparisons('none')}.",
    ),
]
"""Which rows; domain/query reads it."""


Moment = Annotated[datetime, Meta(tz=True)]


class Error(TypedDict):
    """Every refusal."""

    error: ErrorWords


class ErrorWords(TypedDict):
    """What was wrong: a code for programs, a sentence for a person, what it is about.

    `details` are what there is to choose from, such as cells with what stood and stands there.
    """

    code: str
    message: str
    field: NotRequired[str]
    details: NotRequired[dict[str, Any]]
    place: NotRequired[int]
    """How many characters of what was sent stand in front of what is wrong."""


class NewName(Given):
    """Another name."""

    name: Name


class Shows(TypedDict):
    """The kind of value that a column shows which is worked out."""

    type: Kind
    options: dict[str, Any]


class Column(TypedDict):
    """A column as pages and programs see it; `formula` is written with names of columns."""

    id: Id
    name: str
    type: Kind
    label: str
    icon: str
    align: str
    options: dict[str, Any]
    shows: NotRequired[Shows]
    formula: NotRequired[str]


class Offer(TypedDict):
    """What undo and redo would do next, in words."""

    undo: str | None
    redo: str | None


class RowMade(TypedDict):
    """The number of a row that was added."""

    id: Id


class Repeated(Offer):
    """That what was asked for had been done already, the first time it was asked for.

    `id` and `rows` say what it made then, where the first answer said so.
    """

    repeated: bool
    id: NotRequired[Id]
    rows: NotRequired[list[RowMade]]


_LINKED = {
    "type": "object",
    "properties": {"id": {"type": "integer"}, "label": {"type": "string"}},
    "required": ["id", "label"],
    "additionalProperties": False,
}
_MORE = {
    "type": "object",
    "properties": {"more": {"type": "integer"}},
    "required": ["more"],
    "additionalProperties": False,
}
_PLAIN = ["string", "number", "boolean", "null"]
_SEVERAL = {"type": "array", "items": {"anyOf": [{"type": "string"}, _LINKED, _MORE]}}

Cell = Annotated[
    Any,
    Meta(extra_json_schema={"anyOf": [{"type": each} for each in _PLAIN] + [_LINKED, _SEVERAL]}),
]
"""What stands in a cell. Days and moments are ISO text; so are numbers no page can hold exactly.

What points at something is sent with what that is called: `{"id": 7, "label": "Ada"}`. Where it
points at more than is shown, the last is `{"more": 12}`.
"""


class Row(TypedDict):
    """A row: its number, its cells in the order of the columns.

    By column: what does not fit as it was written, and why something could not be worked out.
    """

    id: Id
    cells: list[Cell]
    misfits: NotRequired[dict[str, str]]
    troubles: NotRequired[dict[str, str]]


class Deleted(TypedDict):
    """How many are gone."""

    deleted: int


class Begun(TypedDict):
    """The work that was begun."""

    job: Token


class Gone(TypedDict, total=False):
    """The address to go to, or that the person thought better of it."""

    go: str
    cancelled: bool


def column_shape(column: catalog.Column) -> Column:
    """Return a column as pages and programs see it."""
    return {
        "id": column.id,
        "name": column.name,
        "type": column.type.name,
        "label": column.type.label,
        "icon": column.type.icon,
        "align": column.type.align,
        "options": dict(column.options),
    }


def column_shapes(table: catalog.Table, worked_out: Mapping[int, fields.Shown]) -> list[Column]:
    """Return all columns of a table, with what those show that are worked out."""
    found = [column_shape(column) for column in table.columns]
    names = {column.id: column.name for column in table.columns}
    for column in found:
        seen = worked_out.get(column["id"])
        if seen is None:
            continue
        column["shows"] = {"type": seen.type.name, "options": dict(seen.options)}
        column["align"] = seen.type.align
        if "formula" in column["options"]:
            column["formula"] = formulas.with_names(column["options"]["formula"], names)
    return found


def offer_shape(offer: journal.Offer) -> Offer:
    """Return what undo and redo would do next."""
    return {"undo": offer.undo, "redo": offer.redo}
