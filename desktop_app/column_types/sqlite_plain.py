"""How days, moments and yes-or-no lie in SQLite, which has no types for them.

As 2019-03-14, 2019-03-14 18:30:00 and 1 or 0, which other programs read. SQLAlchemy's own types
store the same, but check and format every value in Python, which an import of a million rows feels.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Dialect
from sqlalchemy.dialects import sqlite

Bind = Callable[[Any], Any]


class PlainDay(sqlite.DATE):
    """A day as ISO text."""

    cache_ok = True

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]

    def adapt(self, cls: type[Any], **kw: Any) -> Any:  # noqa: ARG002 - SQLAlchemy's signature
        """Stay what it is, where the dialect would put its own type in place."""
        return self

    def bind_processor(self, dialect: Dialect) -> Bind:  # noqa: ARG002 - SQLAlchemy's signature
        """Return what makes text of a day."""
        return _day


class PlainMoment(sqlite.DATETIME):
    """A moment as ISO text with a space, to the second."""

    cache_ok = True

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]

    def bind_processor(self, dialect: Dialect) -> Bind:  # noqa: ARG002 - SQLAlchemy's signature
        """Return what makes text of a moment."""
        return _moment


class PlainTruth(sa.Boolean):
    """1 or 0, as true numbers: for every True the driver would look for somebody to adapt it."""

    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> Bind:  # noqa: ARG002 - SQLAlchemy's signature
        """Return what makes a number of a yes or no."""
        return _TRUTHS.__getitem__


_TRUTHS = {True: 1, False: 0, None: None}


def _day(value: date | None) -> str | None:
    return None if value is None else date.isoformat(value)


def _moment(value: datetime | None) -> str | None:
    return None if value is None else value.isoformat(" ", "seconds")
