"""How Oracle is spoken to, version 23 and later, which knows yes and no.

Written after its manual: no server was at hand, so the tests only see that it compiles.
"""

from __future__ import annotations

from typing import ClassVar

import sqlalchemy as sa

from desktop_app.formulas.dialects.base import (
    DATE,
    MOMENT,
    MOST_IN_TEXT,
    NUMBER,
    TEXT,
    Expression,
    Speech,
)

_NUMBER = r"^ *[+-]?([0-9]{1,50}(\.[0-9]{0,50})?|\.[0-9]{1,50}) *$"
_DAYS: Expression = sa.literal_column("'DAY'")
_SECONDS: Expression = sa.literal_column("'SECOND'")


class Oracle(Speech):
    """Version 23 and later."""

    name: ClassVar[str] = "oracle"

    def rounded(self, number: Expression, places: Expression) -> Expression:
        return self.double(sa.func.round(_exact(number), places))

    def number_text(self, number: Expression) -> Expression:
        text = sa.func.to_char(sa.func.round(_exact(number), 15), "TM9", type_=TEXT)
        return sa.case((sa.func.abs(number) < MOST_IN_TEXT, text))

    def fixed_text(self, number: Expression, places: Expression) -> Expression:
        form = sa.func.rpad("FM" + "9" * 30 + "0D", 33 + places, "0")
        short = sa.func.round(_exact(number), places)
        text = sa.func.rtrim(sa.func.to_char(short, form), ".", type_=TEXT)
        return sa.case((sa.func.abs(number) < MOST_IN_TEXT, text))

    def text_number(self, text: Expression) -> Expression:
        return sa.case((sa.func.regexp_like(text, _NUMBER), self.double(sa.func.trim(text))))

    def exact(self, text: Expression) -> Expression:
        return sa.collate(text, "BINARY")

    def length(self, text: Expression) -> Expression:
        return sa.func.coalesce(sa.func.length(text), 0)

    def position(self, part: Expression, text: Expression) -> Expression:
        return sa.func.instr(text, part)

    def part_of(self, name: str, when: Expression) -> Expression:
        return sa.func.floor(sa.extract(name, when), type_=sa.Integer())

    def weekday(self, day: Expression) -> Expression:
        monday = sa.func.trunc(day, sa.literal_column("'IW'"))
        return sa.func.trunc(day).op("-", return_type=sa.Integer())(monday) + 1

    def days_between(self, start: Expression, end: Expression) -> Expression:
        return end.op("-", return_type=sa.Integer())(start)

    def seconds_between(self, start: Expression, end: Expression) -> Expression:
        days = sa.cast(end, sa.Date()).op("-", return_type=NUMBER)(sa.cast(start, sa.Date()))
        return sa.func.round(days * 86400)

    def days_after(self, day: Expression, days: Expression) -> Expression:
        return day.op("+", return_type=DATE)(sa.func.numtodsinterval(days, _DAYS))

    def seconds_after(self, moment: Expression, seconds: Expression) -> Expression:
        return moment.op("+", return_type=MOMENT)(sa.func.numtodsinterval(seconds, _SECONDS))

    def months_after(self, when: Expression, months: Expression) -> Expression:
        return sa.func.add_months(when, months, type_=when.type)

    def now(self) -> Expression:
        return sa.cast(sa.func.localtimestamp(), sa.DateTime())

    def date_text(self, day: Expression) -> Expression:
        return sa.func.to_char(day, "YYYY-MM-DD", type_=TEXT)

    def moment_text(self, moment: Expression) -> Expression:
        return sa.func.to_char(moment, "YYYY-MM-DD HH24:MI:SS", type_=TEXT)

    def time_text(self, time: Expression) -> Expression:
        return sa.func.to_char(time, "HH24:MI:SS", type_=TEXT)


def _exact(number: Expression) -> Expression:
    return sa.cast(number, sa.Numeric())
