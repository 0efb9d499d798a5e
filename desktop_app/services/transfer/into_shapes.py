"""Imports into a table that is there, as JSON."""

from __future__ import annotations

from typing import Annotated, Literal, TypedDict

from msgspec import Meta

from desktop_app.engine.catalog import MOST_COLUMNS
from desktop_app.web.api import Given, Id
from desktop_app.web.shapes import Kind, Token


class Goal(Given):
    """Where a column of the file goes: into a column, into a new one, or nowhere."""

    column: Id | None = None
    name: str | None = None
    type: Kind | None = None


class IntoWanted(Given):
    """A table, what becomes of rows that are there already, and a goal for each column.

    With `update` a row is the one whose cells in the columns of `key` are the same. Columns find
    theirs by name unless told. `extend` adds new words to lists of choices. An empty cell of the
    file leaves the cell of a row that is there as it is; with `clear` it empties it.
    """

    table: Id
    mode: Literal["add", "update"] = "add"
    key: Annotated[list[Id], Meta(max_length=MOST_COLUMNS)] | None = None
    columns: Annotated[list[Goal], Meta(max_length=MOST_COLUMNS)] | None = None
    extend: bool = False
    clear: bool = False


class RehearsalWanted(Given):
    """An import into a table that is only to be shown."""

    into: IntoWanted
    sheet: str | None = None


class IntoAsked(Given):
    """A table that a sheet could go into."""

    table: Id
    sheet: str | None = None


class Target(TypedDict):
    """A column of a table; `refusal` says why nothing can go into it."""

    id: Id
    name: str
    label: str
    icon: str
    align: str
    choices: bool
    refusal: str | None


class Suggested(TypedDict):
    """The columns of a table, the one that suits each column of the file, and a good key."""

    targets: list[Target]
    columns: list[Id | None]
    key: list[Id]


class Shown(TypedDict):
    """A cell of a row as it is and as it would be; `fits` is whether that is a value."""

    before: str
    after: str
    changes: bool
    fits: bool


class RowShown(TypedDict):
    """A row that would change, or be new."""

    new: bool
    cells: list[Shown]


class NewChoices(TypedDict):
    """Words that a list of choices would get."""

    column: str
    names: list[str]


class MisfitsIn(TypedDict):
    """How many cells do not fit a column."""

    column: str
    cells: int


class ImportRehearsed(TypedDict):
    """What an import would do; nothing of it was done."""

    table: str
    added: int
    changed: int
    same: int
    cells: int
    misfits: int
    misfits_in: list[MisfitsIn]
    new_columns: list[str]
    new_choices: list[NewChoices]
    notes: list[str]
    headings: list[str]
    rows: list[RowShown]


class Rehearsal(TypedDict):
    """How far a look ahead is, and what it found once it is done."""

    job: Token
    found: ImportRehearsed | None
