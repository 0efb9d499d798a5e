"""How days, moments, yes-or-no and fractions lie in SQLite, which knows hardly any types.

As 2019-03-14, 2019-03-14 18:30:00 and 1 or 0, which other programs read. SQLAlchemy's own types
store the same, but check and format every value in Python, which an import of a million rows feels.

Any program may write any value into any column of SQLite. What cannot be understood is given as it
lies there, so that a person sees it and can mend it, and goes back so when that is undone.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Dialect
from sqlalchemy.dialects import sqlite

Bind = Callable[[Any], Any]
Result = Callable[[Any], Any]


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

    def result_processor(self, dialect: Dialect, coltype: object) -> Result:  # noqa: ARG002
        """Return what makes a day of a text that is one."""
        return _read_day


class PlainMoment(sqlite.DATETIME):
    """A moment as ISO text with a space, to the second."""

    cache_ok = True

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]

    def bind_processor(self, dialect: Dialect) -> Bind:  # noqa: ARG002 - SQLAlchemy's signature
        """Return what makes text of a moment."""
        return _moment

    def result_processor(self, dialect: Dialect, coltype: object) -> Result:  # noqa: ARG002
        """Return what makes a moment of a text that is one."""
        return _read_moment


class PlainTruth(sa.Boolean):
    """1 or 0, as true numbers: for every True the driver would look for somebody to adapt it."""

    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> Bind:  # noqa: ARG002 - SQLAlchemy's signature
        """Return what makes a number of a yes or no."""
        return _TRUTHS.__getitem__

    def result_processor(self, dialect: Dialect, coltype: object) -> Result:  # noqa: ARG002
        """Return what makes yes or no of 1 or 0."""
        return _READ_TRUTHS.__getitem__


class PlainNumber(sa.Double[float]):
    """A number as it is: SQLite itself makes a fraction of what is one."""

    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> None:
        """Nothing is to be made of it."""


class _OrAsItIs(dict[Any, Any]):
    """What is not in it stands for itself."""

    def __missing__(self, stored: Any) -> Any:
        return stored


_TRUTHS = _OrAsItIs({True: 1, False: 0, None: None})
_READ_TRUTHS = _OrAsItIs({1: True, 0: False, None: None})


def _day(value: Any) -> Any:
    if value is None:
        return None
    try:
        return date.isoformat(value)
    except TypeError:
        return value


def _moment(value: Any) -> Any:
    if value is None:
        return None
    try:
        return datetime.isoformat(value, " ", "seconds")
    except TypeError:
        return value


def _read_day(stored: Any, read: Callable[[str], date] = date.fromisoformat) -> Any:
    if stored is None:
        return None
    try:
        return read(stored)
    except (ValueError, TypeError):
        return stored


def _read_moment(stored: Any, read: Callable[[str], datetime] = datetime.fromisoformat) -> Any:
    if stored is None:
        return None
    try:
        moment = read(stored)
    except (ValueError, TypeError):
        return stored
    return moment if moment.tzinfo is None else stored
