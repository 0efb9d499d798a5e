"""Columns and their kinds as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, NotRequired, TypedDict

import msgspec
from msgspec import UNSET, Meta, UnsetType, field

from desktop_app.column_types.choices import LONGEST, MOST
from desktop_app.column_types.rating import MOST_STARS
from desktop_app.engine.catalog import MOST_COLUMNS
from desktop_app.web import shapes
from desktop_app.web.api import Given, Id, Place
from desktop_app.web.shapes import ChosenKind, Kind, Name, Token

Text = Annotated[str, Meta(max_length=500)]


class ChoiceWanted(Given):
    """One choice of a list; `was` is what it was called before, so that cells follow."""

    name: Annotated[str, Meta(max_length=LONGEST)]
    colour: Text | None = None
    was: Text | None = None


class Wishes(Given):
    """What a person sets about a column; what is left out stays, and null takes it away.

    `from`, `to` and `default` are texts as one would type them into the column.
    """

    required: bool | UnsetType | None = UNSET
    unique: bool | UnsetType | None = UNSET
    begins: Text | UnsetType | None = field(default=UNSET, name="from")
    ends: Text | UnsetType | None = field(default=UNSET, name="to")
    pattern: Text | UnsetType | None = UNSET
    default: Text | UnsetType | None = UNSET
    hidden: bool | UnsetType | None = UNSET
    choices: Annotated[list[ChoiceWanted], Meta(max_length=MOST)] | UnsetType | None = UNSET
    currency: Text | UnsetType | None = UNSET
    most: Annotated[int, Meta(ge=1, le=MOST_STARS)] | UnsetType | None = UNSET

    def named(self) -> Mapping[str, Any]:
        """Return what is wished for, by the names of the options."""
        found: Mapping[str, Any] = msgspec.to_builtins(self)
        return found


class NewColumn(Given):
    """A column to be added, at the end unless told; without a name it gets one."""

    name: str | None = None
    type: ChosenKind = "text"
    position: Place | None = None
    options: Wishes = field(default_factory=Wishes)


class ChangeColumn(Given):
    """Another name for a column, other rules or choices.

    `keep` takes choices away that are in use; their cells keep the word, marked as not fitting.
    """

    name: Name | None = None
    options: Wishes = field(default_factory=Wishes)
    keep: bool = False


class ColumnChanged(shapes.Column):
    """A column as it is now, and how many rows do not keep to its rules."""

    breaking: int


class ColumnOrder(Given):
    """Columns in the order they are to have; those not named stay behind."""

    columns: Annotated[list[Id], Meta(max_length=MOST_COLUMNS)]


class KindWanted(Given):
    """What a column is to hold. Options not given follow from what it holds already."""

    type: ChosenKind
    options: Wishes = field(default_factory=Wishes)


class OddCell(TypedDict):
    """A cell that would not fit."""

    row: Id
    text: str


class Rehearsed(TypedDict):
    """How many cells hold something, how many of them would fit, and the first that would not."""

    filled: int
    fit: int
    odd: list[OddCell]
    options: dict[str, Any]


class KindChanged(TypedDict):
    """The work that does it, if that takes a while; else what came of it."""

    job: NotRequired[Token]
    column: NotRequired[shapes.Column]
    message: NotRequired[str]


class ColumnKind(TypedDict):
    """What a column may hold."""

    name: Kind
    label: str
    about: str
    icon: str
    align: str
    importable: bool
    """Whether a column of a file can become one."""
    target: bool
    """Whether a column of another kind can become one."""
    rules: list[str]
    """The rules that such a column can have."""
    settings: list[str]
    """What else there is to set about it."""


class ColumnKinds(TypedDict):
    """All that a column may hold."""

    types: list[ColumnKind]


class Columns(TypedDict):
    """The columns of a table."""

    columns: list[shapes.Column]
