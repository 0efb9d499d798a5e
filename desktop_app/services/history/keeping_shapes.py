"""What history costs and how long it is kept, as JSON."""

from __future__ import annotations

from datetime import UTC
from typing import Annotated, TypedDict

from msgspec import Meta

from desktop_app.engine.trimming import Due, Rule
from desktop_app.web.api import Given
from desktop_app.web.shapes import Moment

MB = 1 << 20

Days = Annotated[int, Meta(ge=1, le=36_500)]
Megabytes = Annotated[int, Meta(ge=1, le=1_000_000)]


class KeepingRule(Given):
    """How long, and up to what size, history is kept; neither: for ever."""

    days: Days | None = None
    megabytes: Megabytes | None = None

    def as_rule(self) -> Rule:
        """Return it as the engine knows it."""
        return Rule(self.days, None if self.megabytes is None else self.megabytes * MB)


class RuleTried(KeepingRule):
    """A rule that is only looked at."""


class Keeping(TypedDict):
    """The rule by which history is kept."""

    days: Days | None
    megabytes: Megabytes | None


class HistoryCost(TypedDict):
    """Bytes: of the history, of the whole file, of room in it that nothing needs; in words too."""

    history: int
    document: int
    free: int
    waiting: int
    words: str
    free_words: str


class WouldForget(TypedDict):
    """How many steps would be forgotten, and up to when they were done."""

    entries: int
    until: Moment | None


def rule_shape(rule: Rule) -> Keeping:
    """Return a rule as pages know it."""
    return {"days": rule.days, "megabytes": None if rule.bytes is None else rule.bytes // MB}


def due_shape(due: Due) -> WouldForget:
    """Return what would be forgotten."""
    until = None if due.until is None else due.until.replace(tzinfo=UTC)
    return {"entries": due.entries, "until": until}
