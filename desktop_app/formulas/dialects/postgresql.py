"""How PostgreSQL is spoken to. It refuses what does not fit, so everything is tried out before."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

import sqlalchemy as sa
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.elements import Grouping
from sqlalchemy.sql.functions import GenericFunction

from desktop_app.formulas.dialects.base import (
    DATE,
    FIRST_DAY,
    LAST_DAY,
    MOMENT,
    MOST_IN_TEXT,
    MOST_MONTHS,
    NUMBER,
    TEXT,
    Expression,
    Speech,
    plainly_added,
)

_NUMBER = r"^ *[+-]?([0-9]{1,50}(\.[0-9]{0,50})?|\.[0-9]{1,50}) *$"
_IS_SHORT = "to_char(v, '9.99999999999999EEEE') LIKE '%%000e%%'"
_SHORT = f"CASE WHEN {_IS_SHORT} THEN v::numeric::float8 ELSE v END"
_LETTERS = "und-x-icu"
"""Without a language of its own a database knows the capitals of A to Z only."""


class PostgreSQL(Speech):
    """Version 13 and later."""

    name: ClassVar[str] = "postgresql"

    def text(self, column: Expression) -> Expression:
        return sa.cast(column, sa.Text())

    def short(self, number: Expression, places: int | None = None) -> Expression:  # noqa: ARG002
        return Short(number)

    def added(self, terms: Sequence[Expression], places: int | None) -> Expression:
        if places == 0:
            return plainly_added(terms)
        total = plainly_added([_exact(term) for term in terms])
        return sa.type_coerce(self.double(total), NUMBER)

    def rounded(self, number: Expression, places: Expression) -> Expression:
        return self.double(sa.func.round(_exact(number), places))

    def number_text(self, number: Expression) -> Expression:
        short = sa.func.trim_scale(sa.func.round(_exact(number), 15))
        return sa.case((sa.func.abs(number) < MOST_IN_TEXT, sa.cast(short, sa.Text())))

    def fixed_text(self, number: Expression, places: Expression) -> Expression:
        text = sa.cast(sa.func.round(_exact(number), places), sa.Text())
        return sa.case((sa.func.abs(number) < MOST_IN_TEXT, text))

    def text_number(self, text: Expression) -> Expression:
        return sa.case((text.regexp_match(_NUMBER), self.double(text)))

    def exact(self, text: Expression) -> Expression:
        # In brackets: of a joined text it would be about the last piece only.
        return sa.collate(Grouping(text), "C")

    def upper(self, text: Expression) -> Expression:
        return sa.func.upper(sa.collate(text, _LETTERS), type_=TEXT)

    def lower(self, text: Expression) -> Expression:
        return sa.func.lower(sa.collate(text, _LETTERS), type_=TEXT)

    def position(self, part: Expression, text: Expression) -> Expression:
        return sa.func.strpos(text, part)

    def part_of(self, name: str, when: Expression) -> Expression:
        return sa.func.floor(sa.func.date_part(name, when))

    def weekday(self, day: Expression) -> Expression:
        return sa.func.date_part("isodow", day)

    def days_between(self, start: Expression, end: Expression) -> Expression:
        return end.op("-", return_type=sa.Integer())(start)

    def seconds_between(self, start: Expression, end: Expression) -> Expression:
        return sa.func.date_part("epoch", end) - sa.func.date_part("epoch", start)

    def days_after(self, day: Expression, days: Expression) -> Expression:
        # Counted from the first day: before 4714 BC the server knows none.
        number = self.days_between(sa.cast(FIRST_DAY, sa.Date()), day) + days
        last = sa.func.date_part("epoch", sa.cast(LAST_DAY, sa.Date()))
        epoch = sa.func.date_part("epoch", sa.cast(FIRST_DAY, sa.Date()))
        within = number.between(0, (last - epoch) / 86400)
        later = day.op("+", return_type=DATE)(sa.cast(days, sa.Integer()))
        return sa.case((within, later))

    def seconds_after(self, moment: Expression, seconds: Expression) -> Expression:
        number = sa.func.date_part("epoch", moment) + seconds
        first = sa.func.date_part("epoch", sa.cast(f"{FIRST_DAY} 00:00:00", sa.DateTime()))
        last = sa.func.date_part("epoch", sa.cast(f"{LAST_DAY} 23:59:59", sa.DateTime()))
        span = sa.func.make_interval(0, 0, 0, 0, 0, 0, seconds)
        later = moment.op("+", return_type=MOMENT)(span)
        return sa.case((number.between(first, last), later))

    def months_after(self, when: Expression, months: Expression) -> Expression:
        number = sa.func.date_part("year", when) * 12 + sa.func.date_part("month", when) + months
        span = sa.func.make_interval(0, sa.cast(months, sa.Integer()))
        later = sa.cast(when.op("+", return_type=MOMENT)(span), when.type)
        return sa.case((number.between(13, MOST_MONTHS), later))

    def now(self) -> Expression:
        second = sa.literal_column("'second'", TEXT)
        return sa.func.date_trunc(second, sa.func.localtimestamp(), type_=MOMENT)

    def date_text(self, day: Expression) -> Expression:
        return sa.func.to_char(day, "YYYY-MM-DD", type_=TEXT)

    def moment_text(self, moment: Expression) -> Expression:
        return sa.func.to_char(moment, "YYYY-MM-DD HH24:MI:SS", type_=TEXT)

    def time_text(self, time: Expression) -> Expression:
        return sa.func.to_char(time, "HH24:MI:SS", type_=TEXT)


class Short(GenericFunction[float]):
    """The number in its place is worked out once, whatever is asked of it."""

    inherit_cache = True
    type = NUMBER


@compiles(Short)
def _short(element: Short, compiler: SQLCompiler, **more: Any) -> str:
    number = compiler.process(element.clauses, **more)
    return f"(SELECT {_SHORT} FROM (SELECT {number} AS v) AS short)"  # noqa: S608 - ours


def _exact(number: Expression) -> Expression:
    """Return the number with its first 15 digits, which is what this cast gives."""
    return sa.cast(number, sa.Numeric())
