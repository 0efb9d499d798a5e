"""How MariaDB and MySQL are spoken to, which differ little."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
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
from desktop_app.formulas.dialects.mysql_seen import Seen, SeenRounded, SeenTotal

_NUMBER = r"^ *[+-]?([0-9]{1,50}([.][0-9]{0,50})?|[.][0-9]{1,50}) *\z"
MOST_PLACES = 15
_SECOND: Expression = sa.literal_column("SECOND")


class MariaDB(Speech):
    """Version 10.6 and later."""

    name: ClassVar[str] = "mariadb"
    letters: ClassVar[str] = "utf8mb4_nopad_bin"
    """Letter by letter, and blanks at the end are letters."""

    def text(self, column: Expression) -> Expression:
        # A guest's column may be of another alphabet than ours.
        converted = column.op("USING")(sa.literal_column("utf8mb4"))
        return sa.collate(sa.func.convert(converted, type_=TEXT), self.letters)

    def whole(self, number: Expression) -> Expression:
        return sa.cast(sa.func.truncate(number, 0), sa.BigInteger())

    def short(self, number: Expression, places: int | None = None) -> Expression:
        if places is not None and places <= MOST_PLACES:
            return sa.func.round(number, places, type_=NUMBER)
        return Seen(number)

    def added(self, terms: Sequence[Expression], places: int | None) -> Expression:
        if places is not None:
            return super().added(terms, places)
        return SeenTotal(*terms)

    def rounded(self, number: Expression, places: Expression) -> Expression:
        return SeenRounded(number, places)

    def floor(self, number: Expression) -> Expression:
        return self._exactly(sa.func.floor, number)

    def ceiling(self, number: Expression) -> Expression:
        return self._exactly(sa.func.ceil, number)

    def least(self, values: Sequence[Expression]) -> Expression:
        return _of_those_there(sa.func.least, values)

    def greatest(self, values: Sequence[Expression]) -> Expression:
        return _of_those_there(sa.func.greatest, values)

    def number_text(self, number: Expression) -> Expression:
        text = sa.cast(sa.func.round(_exact(number), 15), sa.CHAR())
        bare = _without_end(_without_end(text, "0"), ".")
        return sa.case((number == 0, "0"), (sa.func.abs(number) < MOST_IN_TEXT, bare))

    def fixed_text(self, number: Expression, places: Expression) -> Expression:
        # ROUND keeps as many zeros as the number had places, so they are cut off.
        text = sa.cast(sa.func.round(_exact(number), places), sa.CHAR())
        whole = sa.func.substring_index(text, ".", 1)
        fixed = sa.func.left(text, sa.func.locate(".", text) + places)
        size = sa.func.abs(number)
        written = sa.case((size >= MOST_IN_TEXT, None), (places == 0, whole), else_=fixed)
        return sa.type_coerce(written, TEXT)

    def text_number(self, text: Expression) -> Expression:
        return sa.case((text.op("REGEXP")(_NUMBER), self.double(sa.func.trim(text))))

    def exact(self, text: Expression) -> Expression:
        return sa.cast(text, sa.LargeBinary())

    def position(self, part: Expression, text: Expression) -> Expression:
        return sa.func.locate(part, sa.collate(text, self.letters))

    def part_of(self, name: str, when: Expression) -> Expression:
        return getattr(sa.func, name)(when, type_=sa.Integer())  # type: ignore[no-any-return]

    def weekday(self, day: Expression) -> Expression:
        return sa.func.weekday(day, type_=sa.Integer()) + 1

    def day(self, day: date) -> Expression:
        return sa.cast(sa.literal(day.isoformat()), sa.Date())

    def days_between(self, start: Expression, end: Expression) -> Expression:
        return sa.func.datediff(end, start, type_=sa.Integer())

    def seconds_between(self, start: Expression, end: Expression) -> Expression:
        return sa.func.timestampdiff(_SECOND, start, end, type_=sa.Integer())

    def days_after(self, day: Expression, days: Expression) -> Expression:
        return _within_years(_later(day, "DAY", days, DATE))

    def seconds_after(self, moment: Expression, seconds: Expression) -> Expression:
        return _within_years(_later(moment, "SECOND", self.whole(seconds), MOMENT))

    def months_after(self, when: Expression, months: Expression) -> Expression:
        return _within_years(_later(when, "MONTH", months, when.type))

    def now(self) -> Expression:
        return sa.func.now(type_=MOMENT)

    def date_text(self, day: Expression) -> Expression:
        return sa.func.date_format(day, "%Y-%m-%d", type_=TEXT)

    def moment_text(self, moment: Expression) -> Expression:
        return sa.func.date_format(moment, "%Y-%m-%d %H:%i:%s", type_=TEXT)

    def time_text(self, time: Expression) -> Expression:
        return sa.func.time_format(time, "%H:%i:%s", type_=TEXT)

    def _exactly(
        self, method: Callable[[Expression], Expression], number: Expression
    ) -> Expression:
        # What is larger than any fraction has nothing behind its point.
        within = sa.func.abs(number) < MOST_IN_TEXT
        return self.double(sa.case((within, method(_exact(number))), else_=number))


class MySQL(MariaDB):
    """Version 8 and later."""

    name: ClassVar[str] = "mysql"
    letters: ClassVar[str] = "utf8mb4_0900_bin"


def _exact(number: Expression) -> Expression:
    """Return the number with its first 15 digits."""
    wide = sa.cast(number, sa.Numeric(65, 30))
    power = sa.func.floor(sa.func.log10(sa.func.abs(sa.func.nullif(number, 0.0))))
    return sa.func.round(wide, sa.func.coalesce(14 - power, 0))


def _of_those_there(choose: Callable[..., Expression], values: Sequence[Expression]) -> Expression:
    others = [sa.func.coalesce(*values[at:], *values[:at]) for at in range(len(values))]
    return choose(*others, type_=values[0].type) if len(values) > 1 else values[0]


def _without_end(text: Expression, sign: str) -> Expression:
    end: Expression = sa.literal_column(f"TRAILING '{sign}' FROM ")
    return sa.func.trim(end.op("")(text), type_=TEXT)


def _later(when: Expression, unit: str, count: Expression, kind: object) -> Expression:
    added = sa.func.timestampadd(sa.literal_column(unit), count, when)
    return sa.cast(added, kind)  # type: ignore[arg-type]  # one of ours


def _within_years(when: Expression) -> Expression:
    return sa.case((sa.func.year(when) >= 1, when))
