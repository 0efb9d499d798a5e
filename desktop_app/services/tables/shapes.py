"""Tables as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, TypedDict

from msgspec import Meta

from desktop_app.engine.catalog import MOST_COLUMNS
from desktop_app.web.api import Given, Id
from desktop_app.web.shapes import ChosenKind, Name


class FirstColumn(Given):
    """A column that a new table begins with."""

    name: Name
    type: ChosenKind = "text"


class NewTable(Given):
    """A table to be made; without a name or columns it gets sensible ones."""

    name: str | None = None
    columns: Annotated[list[FirstColumn], Meta(max_length=MOST_COLUMNS)] | None = None

    def first(self) -> Sequence[tuple[str, str]] | None:
        """Return the names and types of its columns, if any are wished for."""
        if self.columns is None:
            return None
        return [(column.name, column.type) for column in self.columns]


class TableOrder(Given):
    """Tables in the order they are to have; those not named stay behind."""

    tables: Annotated[list[Id], Meta(max_length=10_000)]


class TableListed(TypedDict):
    """A table and how many rows it has."""

    id: Id
    name: str
    rows: int


class Tables(TypedDict):
    """Every table."""

    tables: list[TableListed]


class TableNamed(TypedDict):
    """A table and what it is called now."""

    id: Id
    name: str


class TableMade(TableNamed):
    """A new table and the address of its page."""

    go: str


class TableRemoved(TypedDict):
    """That a table is gone, and the address to go to."""

    deleted: int
    go: str
