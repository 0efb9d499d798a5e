"""What formulas calculate with: the kinds of values, and the columns they are given."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.types import TypeEngine

from desktop_app.column_types.base import Options, Quantity
from desktop_app.column_types.sqlite_plain import PlainDay, PlainMoment, PlainNumber, PlainTruth


class Kind(Enum):
    """A kind of value; its value completes the sentence “… is …”."""

    NUMBER = "a number"
    TEXT = "text"
    DATE = "a date"
    MOMENT = "a date with a time"
    TIME = "a time of day"
    TRUTH = "yes or no"
    NOTHING = "nothing"


DENSEST = -1074.0
"""No number is finer than two to this power."""


@dataclass(frozen=True)
class Span:
    """Between which powers of two a number lies unless it is zero; all are multiples of `grain`.

    With it most calculations are known never to leave the range of the database's numbers, and
    need no look at each row.
    """

    high: float = 1000.0
    low: float = -1000.0
    grain: float = DENSEST

    @property
    def is_safe(self) -> bool:
        """Whether the database can hold all of it."""
        return self.high <= 1000 and self.low >= -1000

    def plus(self, other: Span) -> Span:
        """Where sums and differences lie."""
        grain = min(self.grain, other.grain)
        return Span(max(self.high, other.high) + 1, max(grain, -1000.0), grain)

    def times(self, other: Span) -> Span:
        """Where products lie."""
        low = self.low + other.low
        return Span(self.high + other.high, low, max(low - 52, DENSEST))

    def over(self, other: Span) -> Span:
        """Where quotients lie."""
        low = self.low - other.high
        return Span(self.high - other.low, low, max(low - 52, DENSEST))


@dataclass(frozen=True, eq=False)
class Measure:
    """What numbers are amounts of, and so how they are shown."""

    type: Quantity
    options: Options


@dataclass(frozen=True, eq=False)
class Field:
    """A column as formulas see it: what to select, and why a row has no value, or None.

    `why` is a short code (see failures) in rows whose value could not be worked out. `result` is
    what is known of a column that is a formula itself.
    """

    name: str
    kind: Kind
    value: sa.ColumnElement[Any]
    why: sa.ColumnElement[Any] | None = None
    result: Result | None = None
    measure: Measure | None = None


@dataclass(frozen=True, eq=False)
class Result:
    """A formula as expressions: the value, empty in rows that fail; `why`, a code in just those.

    `why` is None if no row can fail. Select it beside the value; sort and filter by the value.
    Unless it may be `empty`, there is a value in every row that did not fail.
    """

    kind: Kind
    value: sa.ColumnElement[Any]
    why: sa.ColumnElement[Any] | None
    span: Span
    places: int | None
    empty: bool
    measure: Measure | None


SQL_TYPES: dict[Kind, TypeEngine[Any]] = {
    Kind.NUMBER: sa.Double().with_variant(PlainNumber(), "sqlite"),
    Kind.TEXT: sa.Text(),
    Kind.DATE: sa.Date().with_variant(PlainDay(), "sqlite"),
    Kind.MOMENT: sa.DateTime().with_variant(PlainMoment(), "sqlite"),
    Kind.TIME: sa.Time(),
    Kind.TRUTH: sa.Boolean().with_variant(PlainTruth(), "sqlite"),
    Kind.NOTHING: sa.Text(),
}

_KINDS: tuple[tuple[type[TypeEngine[Any]], Kind], ...] = (
    (sa.Boolean, Kind.TRUTH),
    (sa.Integer, Kind.NUMBER),
    (sa.Numeric, Kind.NUMBER),
    (sa.Float, Kind.NUMBER),
    (sa.DateTime, Kind.MOMENT),
    (sa.Date, Kind.DATE),
    (sa.Time, Kind.TIME),
)


def kind_of(sql_type: TypeEngine[Any]) -> Kind:
    """Return the kind of the values a type of column stores; what is nothing else is text."""
    found = (kind for base, kind in _KINDS if isinstance(sql_type, base))
    return next(found, Kind.TEXT)
