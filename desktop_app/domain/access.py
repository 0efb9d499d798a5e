"""Who does something."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Actor:
    """A person at work: the row of `tidybase_user`, or nobody in particular."""

    id: int | None
    name: str


NOBODY = Actor(None, "Somebody")
