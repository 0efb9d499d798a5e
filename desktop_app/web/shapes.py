"""Shapes of JSON that more than one service takes or answers with."""

from __future__ import annotations

from typing import Annotated, Any, NotRequired, TypedDict

from msgspec import Meta

from desktop_app.column_types import COLUMN_TYPES
from desktop_app.column_types.choosable import CHOOSABLE
from desktop_app.engine import catalog, journal
from desktop_app.web.api import Given, Id

Kind = Annotated[str, Meta(extra_json_schema={"enum": [kind.name for kind in COLUMN_TYPES]})]
"""The name of a column type. Which there are is said by their registry, in better words."""

ChosenKind = Annotated[str, Meta(extra_json_schema={"enum": [kind.name for kind in CHOOSABLE]})]
"""The name of a column type that a person may pick."""

Name = Annotated[str, Meta(extra_json_schema={"minLength": 1})]
"""What a person calls something. What else a name must be is said by domain/names, in words."""

Token = Annotated[str, Meta(pattern="^[A-Za-z0-9_-]+$")]
"""The name we gave to something that lasts as long as the program runs."""


class Error(TypedDict):
    """Every refusal."""

    error: ErrorWords


class ErrorWords(TypedDict):
    """What was wrong: a code for programs, a sentence for a person, what it is about."""

    code: str
    message: str
    field: NotRequired[str]


class NewName(Given):
    """Another name."""

    name: Name


class Column(TypedDict):
    """A column as pages and programs see it."""

    id: Id
    name: str
    type: Kind
    label: str
    icon: str
    align: str
    options: dict[str, Any]


class Offer(TypedDict):
    """What undo and redo would do next, in words."""

    undo: str | None
    redo: str | None


class Repeated(Offer):
    """That what was asked for had been done already, the first time it was asked for."""

    repeated: bool


_LINKED = {
    "type": "object",
    "properties": {"id": {"type": "integer"}, "label": {"type": "string"}},
    "required": ["id", "label"],
    "additionalProperties": False,
}
_PLAIN = ["string", "number", "boolean", "null"]
_SEVERAL = {"type": "array", "items": {"anyOf": [{"type": "string"}, _LINKED]}}

Cell = Annotated[
    Any,
    Meta(extra_json_schema={"anyOf": [{"type": each} for each in _PLAIN] + [_LINKED, _SEVERAL]}),
]
"""What stands in a cell. Days and moments are ISO text; so are numbers no page can hold exactly.

What points at something is sent with what that is called: `{"id": 7, "label": "Ada"}`.
"""


class Row(TypedDict):
    """A row: its number, its cells in the order of the columns, what does not fit, by column."""

    id: Id
    cells: list[Cell]
    misfits: NotRequired[dict[str, str]]


class Deleted(TypedDict):
    """How many are gone."""

    deleted: int


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


def offer_shape(offer: journal.Offer) -> Offer:
    """Return what undo and redo would do next."""
    return {"undo": offer.undo, "redo": offer.redo}
