"""One row's story, as JSON."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias, TypedDict

from msgspec import Meta

from desktop_app.services.history.shapes import State
from desktop_app.web.api import Given, Id
from desktop_app.web.shapes import Moment, Offer

AT_ONCE = 50
"""Events shown at once."""

Limit = Annotated[int, Meta(ge=1, le=500)]

Deed: TypeAlias = Literal["added", "changed", "deleted"]


class RowHistoryWanted(Given):
    """Which events to give: those before that entry, the latest first; of one column, if told."""

    column: Id | None = None
    before: Id | None = None
    limit: Limit = AT_ONCE


class CellStory(TypedDict):
    """A cell that was touched: what it showed before and after."""

    column: Id
    name: str
    before: str
    after: str


class RowEvent(TypedDict):
    """What one entry did to the row."""

    entry: Id
    when: Moment
    who: str
    sentence: str
    state: State
    deed: Deed
    cells: list[CellStory]


class RowHistory(TypedDict):
    """What happened to a row, the latest first; `more` says whether there is more before that."""

    entries: list[RowEvent]
    more: bool


class RowBack(Given):
    """What to put back: these columns, or the whole row, as it was before or after the entry."""

    side: Literal["before", "after"] = "before"
    columns: list[Id] | None = None


class PutBackDone(Offer):
    """What was just put back, in which table, and what undo and redo would do next.

    `left` says what of it could not be.
    """

    done: str
    left: str | None
    table: Id | None


class DeletedWanted(Given):
    """Which deletions to give: those before that entry, the latest first."""

    before: Id | None = None
    limit: Limit = AT_ONCE


class DeletedRow(TypedDict):
    """A deleted row, and a few words to know it by."""

    id: Id
    label: str


class Deletion(TypedDict):
    """Rows that one entry deleted and that are still gone; `more` of them are not listed."""

    entry: Id
    when: Moment
    who: str
    sentence: str
    rows: list[DeletedRow]
    more: int


class DeletedRows(TypedDict):
    """Deleted rows, those deleted last first."""

    entries: list[Deletion]
