"""How SQLite is spoken to: mostly in functions of our own, for it has few (see sqlite_functions).

Any program may write any value into any column, so what lies there is looked at first.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

import sqlalchemy as sa
from sqlalchemy.types import TypeEngine

from desktop_app.formulas.dialects.base import (
    DATE,
    LARGEST,
    MOMENT,
    NUMBER,
    SMALLEST,
    TEXT,
    Expression,
    Speech,
    plainly_added,
)

_PARTS = {"year": (1, 4), "month": (6, 2), "day": (9, 2)}
_CLOCK = {"hour": 8, "minute": 5, "second": 2}
"""How far from the end they begin, in a moment as in a time."""


class SQLite(Speech):
    """Version 3.31 and later."""

    name: ClassVar[str] = "sqlite"

    def number(self, column: Expression) -> Expression:
        bare = sa.type_coerce(column, NUMBER)
        size, sort = sa.func.abs(bare), sa.func.typeof(column)
        return sa.case(
            (sort == "integer", self.double(bare)),
            (sort != "real", None),
            (size > LARGEST, None),
            (size < SMALLEST, 0.0),
            else_=bare,
        )

    def text(self, column: Expression) -> Expression:
        return sa.cast(column, sa.Text())

    def days(self, column: Expression) -> Expression:
        return _if_same(column, sa.func.date(column, "+0 days"), DATE)

    def moment(self, column: Expression) -> Expression:
        return _if_same(column, sa.func.datetime(column, "+0 days"), MOMENT)

    def time(self, column: Expression) -> Expression:
        return sa.type_coerce(sa.func.time(sa.type_coerce(column, TEXT)), TEXT)

    def truth(self, column: Expression) -> Expression:
        bare = sa.type_coerce(column, sa.Integer())
        return sa.type_coerce(sa.case((bare.in_((0, 1)), bare)), sa.Boolean())

    def double(self, number: Expression) -> Expression:
        return sa.type_coerce(sa.cast(number, sa.REAL()), NUMBER)

    def whole(self, number: Expression) -> Expression:
        return sa.cast(number, sa.Integer())

    def short(self, number: Expression, places: int | None = None) -> Expression:  # noqa: ARG002
        return _ours("short", number)

    def added(self, terms: Sequence[Expression], places: int | None) -> Expression:
        return plainly_added(terms) if places == 0 else _ours("added", *terms)

    def floor(self, number: Expression) -> Expression:
        return _ours("floor", number)

    def ceiling(self, number: Expression) -> Expression:
        return _ours("ceiling", number)

    def root(self, number: Expression) -> Expression:
        return _ours("root", number)

    def power(self, base: Expression, exponent: Expression) -> Expression:
        return _ours("power", base, exponent)

    def remainder(self, number: Expression, by: Expression) -> Expression:
        return _ours("remainder", number, by)

    def rounded(self, number: Expression, places: Expression) -> Expression:
        return _ours("rounded", number, places)

    def least(self, values: Sequence[Expression]) -> Expression:
        return _ours("least", *values, kind=values[0].type)

    def greatest(self, values: Sequence[Expression]) -> Expression:
        return _ours("greatest", *values, kind=values[0].type)

    def number_text(self, number: Expression) -> Expression:
        return _ours("number_text", number, kind=TEXT)

    def fixed_text(self, number: Expression, places: Expression) -> Expression:
        return _ours("fixed_text", number, places, kind=TEXT)

    def text_number(self, text: Expression) -> Expression:
        return _ours("text_number", text)

    def length(self, text: Expression) -> Expression:
        return sa.func.length(text)

    def upper(self, text: Expression) -> Expression:
        return _ours("upper", text, kind=TEXT)

    def lower(self, text: Expression) -> Expression:
        return _ours("lower", text, kind=TEXT)

    def position(self, part: Expression, text: Expression) -> Expression:
        return sa.func.instr(text, part)

    def part_of(self, name: str, when: Expression) -> Expression:
        text = sa.type_coerce(when, TEXT)
        if name in _PARTS:
            start, count = _PARTS[name]
            return sa.cast(sa.func.substr(text, start, count), sa.Integer())
        return sa.cast(sa.func.substr(text, -_CLOCK[name], 2), sa.Integer())

    def weekday(self, day: Expression) -> Expression:
        sunday_is_zero = sa.cast(sa.func.strftime("%w", day), sa.Integer())
        return (sunday_is_zero + 6) % 7 + 1

    def days_between(self, start: Expression, end: Expression) -> Expression:
        return sa.func.julianday(end, type_=NUMBER) - sa.func.julianday(start, type_=NUMBER)

    def seconds_between(self, start: Expression, end: Expression) -> Expression:
        later, earlier = (_number_of_second(when) for when in (end, start))
        return later - earlier

    def days_after(self, day: Expression, days: Expression) -> Expression:
        return _ours("days_after", day, days, kind=DATE)

    def seconds_after(self, moment: Expression, seconds: Expression) -> Expression:
        return _ours("seconds_after", moment, seconds, kind=MOMENT)

    def months_after(self, when: Expression, months: Expression) -> Expression:
        return _ours("months_after", when, months, kind=when.type)

    def date_of(self, moment: Expression) -> Expression:
        return sa.func.substr(sa.type_coerce(moment, TEXT), 1, 10, type_=DATE)

    def moment_of(self, day: Expression) -> Expression:
        return sa.type_coerce(sa.type_coerce(day, TEXT) + " 00:00:00", MOMENT)

    def today(self) -> Expression:
        return sa.func.date("now", "localtime", type_=DATE)

    def now(self) -> Expression:
        return sa.func.datetime("now", "localtime", type_=MOMENT)

    def date_text(self, day: Expression) -> Expression:
        return sa.type_coerce(day, TEXT)

    def moment_text(self, moment: Expression) -> Expression:
        return sa.type_coerce(moment, TEXT)

    def time_text(self, time: Expression) -> Expression:
        return sa.type_coerce(time, TEXT)


def _ours(name: str, *parts: Expression, kind: TypeEngine[Any] = NUMBER) -> Expression:
    return getattr(sa.func, f"tidybase_{name}")(*parts, type_=kind)  # type: ignore[no-any-return]


def _if_same(column: Expression, read: Expression, kind: TypeEngine[Any]) -> Expression:
    """Return the column where SQLite reads just what it says; 30 February it takes for March."""
    bare = sa.type_coerce(column, TEXT)
    return sa.type_coerce(sa.case((bare == sa.type_coerce(read, TEXT), bare)), kind)


def _number_of_second(moment: Expression) -> Expression:
    # Counted in whole numbers: a Julian day is a fraction that ends in the wrong place.
    return sa.cast(sa.func.strftime("%s", moment), sa.Integer())
