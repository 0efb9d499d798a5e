"""What was done, as JSON."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias, TypedDict

from msgspec import Meta

from desktop_app.web.api import Given, Id, Place
from desktop_app.web.shapes import Moment, Offer

PAGE = 100
"""Entries shown at once."""


State: TypeAlias = Literal["done", "undone"]
"""Whether a change is in force."""


class EntriesWanted(Given):
    """Which entries to give: those before that one, the latest first; of a table, by somebody."""

    before: Id | None = None
    limit: Annotated[int, Meta(ge=0, le=1000)] = PAGE
    table: Id | None = None
    person: Annotated[str, Meta(max_length=100)] | None = None


class Entry(TypedDict):
    """One change; `receipt` is the number of that of an import."""

    id: Id
    when: Moment
    who: str
    sentence: str
    state: State
    table: Id | None
    receipt: Id | None


class Entries(TypedDict):
    """Some changes, the latest first."""

    entries: list[Entry]


class ChangesWanted(Given):
    """From which revision on to tell what changed; from the beginning, unless told."""

    since: Place = 0
    limit: Annotated[int, Meta(ge=1, le=1000)] = 1000


class Change(TypedDict):
    """An entry of the history, done, undone or redone in that revision of the document."""

    revision: int
    entry: Id
    sentence: str
    state: State
    who: str
    when: Moment
    table: Id | None


class Changes(TypedDict):
    """What changed up to that revision; ask again since then for what comes after."""

    revision: int
    changes: list[Change]


class Flipped(Offer):
    """What was just undone or redone, in which table, and what would be next."""

    done: str
    table: Id | None


class Insisting(Given):
    """Whether to do it `anyway`, even where the same was changed again since."""

    anyway: bool = False
