"""How days, times, yes-or-no and numbers lie in SQLite, which knows hardly any types.

As 2019-03-14, 2019-03-14 18:30:00, 18:30:00, 1 or 0 and 12.5, which other programs read.
SQLAlchemy's own types store the same, but check and format every value in Python, which an
import of a million rows feels.

Any program may write any value into any column of SQLite. What cannot be understood is given as it
lies there, so that a person sees it and can mend it, and goes back so when that is undone.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Decimal
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


class PlainTime(sqlite.TIME):
    """A time of day as ISO text, to the second."""

    cache_ok = True

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]

    def bind_processor(self, dialect: Dialect) -> Bind:  # noqa: ARG002 - SQLAlchemy's signature
        """Return what makes text of a time."""
        return _time

    def result_processor(self, dialect: Dialect, coltype: object) -> Result:  # noqa: ARG002
        """Return what makes a time of a text that is one."""
        return _read_time


class PlainAmount(sa.Numeric[Decimal]):
    """An exact amount of at most 15 digits, which a plain number of SQLite gives back exactly."""

    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> Bind:  # noqa: ARG002 - SQLAlchemy's signature
        """Return what makes a plain number of an amount."""
        return _number

    def result_processor(self, dialect: Dialect, coltype: object) -> Result:  # noqa: ARG002
        """Return what makes an amount of a number."""
        return _read_amount


class WrittenTime(sa.TypeDecorator[time]):
    """A time of day as ISO text, for databases that have no type for it."""

    impl = sa.String(8)
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:  # noqa: ARG002
        """Make text of a time."""
        return _time(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:  # noqa: ARG002
        """Make a time of a text that is one."""
        return _read_time(value)


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


def _time(value: Any) -> Any:
    return time.isoformat(value, "seconds") if isinstance(value, time) else value


def _read_time(stored: Any) -> Any:
    if not isinstance(stored, str) or ":" not in stored:
        return stored
    try:
        found = time.fromisoformat(stored)
    except ValueError:
        return stored
    return found if found.tzinfo is None else stored


def _number(value: Any) -> Any:
    if not isinstance(value, Decimal):
        return value
    return int(value) if value == value.to_integral_value() else float(value)


def _read_amount(stored: Any) -> Any:
    return Decimal(repr(stored)) if isinstance(stored, int | float) else stored
