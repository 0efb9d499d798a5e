"""What was done, as JSON."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal, TypedDict

from msgspec import Meta

from desktop_app.web.api import Given, Id
from desktop_app.web.shapes import Offer

PAGE = 100
"""Entries shown at once."""


class EntriesWanted(Given):
    """Which entries to give: those before that one, the latest first."""

    before: Id | None = None
    limit: Annotated[int, Meta(ge=0, le=1000)] = PAGE


class Entry(TypedDict):
    """One change."""

    id: Id
    when: Annotated[datetime, Meta(tz=True)]
    who: str
    sentence: str
    state: Literal["done", "undone"]


class Entries(TypedDict):
    """Some changes, the latest first."""

    entries: list[Entry]


class Flipped(Offer):
    """What was just undone or redone, in which table, and what would be next."""

    done: str
    table: Id | None
