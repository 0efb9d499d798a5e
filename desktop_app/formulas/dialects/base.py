"""The contract of a database's way of speaking, with what most of them have in common.

Every method takes and gives expressions; one that is NULL gives NULL. Where something cannot be
worked out the result is NULL too: nothing here may ever fail, for then all rows would be lost.
Numbers are double precision throughout, so that every database calculates alike.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from datetime import date
from functools import reduce
from typing import Any, ClassVar

import sqlalchemy as sa

from desktop_app.formulas.kinds import SQL_TYPES, Kind

Expression = sa.ColumnElement[Any]

NUMBER = SQL_TYPES[Kind.NUMBER]
TEXT = SQL_TYPES[Kind.TEXT]
DATE = SQL_TYPES[Kind.DATE]
MOMENT = SQL_TYPES[Kind.MOMENT]

FIRST_DAY = "0001-01-01"
LAST_DAY = "9999-12-31"
MOST_DAYS = 3_700_000
"""More than there are between the first day and the last."""

MOST_MONTHS = 120_000
LARGEST = 2.0**200
SMALLEST = 2.0**-200
MOST_IN_TEXT = 1e30
"""Numbers of this size and above are not written out as text."""


def plainly_added(terms: Sequence[Expression]) -> Expression:
    """Return the sum of numbers as the database gives it."""
    return reduce(lambda some, one: some.op("+", precedence=7, return_type=one.type)(one), terms)


class Speech(ABC):
    """One database's way of speaking."""

    name: ClassVar[str]

    # What lies in a column: NULL where it is not what the column's kind promises.

    def number(self, column: Expression) -> Expression:
        """Return a column of numbers as double precision, within ±1e60; what is tiny becomes 0."""
        if isinstance(column.type, sa.Integer):
            return self.double(column)
        size = sa.func.abs(column)
        held = sa.case((size > LARGEST, None), (size < SMALLEST, 0), else_=self.double(column))
        return sa.type_coerce(held, NUMBER)

    def text(self, column: Expression) -> Expression:
        """Return a column of text."""
        return sa.type_coerce(column, TEXT)

    def days(self, column: Expression) -> Expression:
        """Return a column of days, within the years 1 to 9999."""
        within = column.between(sa.cast(FIRST_DAY, sa.Date()), sa.cast(LAST_DAY, sa.Date()))
        return sa.type_coerce(sa.case((within, column)), DATE)

    def moment(self, column: Expression) -> Expression:
        """Return a column of moments, within the years 1 to 9999."""
        first = sa.cast(f"{FIRST_DAY} 00:00:00", sa.DateTime())
        last = sa.cast(f"{LAST_DAY} 23:59:59", sa.DateTime())
        return sa.type_coerce(sa.case((column.between(first, last), column)), MOMENT)

    def time(self, column: Expression) -> Expression:
        """Return a column of times of day."""
        return column

    def truth(self, column: Expression) -> Expression:
        """Return a column of yes and no."""
        return column

    # Numbers.

    def double(self, number: Expression) -> Expression:
        """Return any number in double precision."""
        return sa.cast(number, sa.Double())

    def whole(self, number: Expression) -> Expression:
        """Return a number that is not large as an integer, without its fraction."""
        return sa.cast(sa.func.trunc(number), sa.Integer())

    def short(self, number: Expression, places: int | None = None) -> Expression:  # noqa: ARG002
        """Return the number of at most 12 digits that this one is, as far as 15 digits say.

        `places` are its decimals, where they are known.
        """
        return number

    def added(self, terms: Sequence[Expression], places: int | None) -> Expression:
        """Add numbers up, as exactly as their decimals are; whole numbers have no `places`."""
        total = plainly_added(terms)
        return total if places == 0 else self.short(total, places)

    def floor(self, number: Expression) -> Expression:
        """Return the next whole number below."""
        return sa.func.floor(number, type_=NUMBER)

    def ceiling(self, number: Expression) -> Expression:
        """Return the next whole number above."""
        return sa.func.ceil(number, type_=NUMBER)

    def root(self, number: Expression) -> Expression:
        """Return the square root, of what is not negative."""
        return sa.case((number >= 0, sa.func.sqrt(number, type_=NUMBER)))

    def power(self, base: Expression, exponent: Expression) -> Expression:
        """Return the power, where it is a number within ±1e60."""
        log = exponent * sa.func.ln(sa.func.abs(sa.func.nullif(base, 0.0)), type_=NUMBER)
        real = sa.or_(base > 0, sa.func.floor(exponent) == exponent)
        size = sa.func.abs(log, type_=NUMBER)
        return sa.case(
            (sa.and_(base == 0, exponent > 0), 0.0),
            (sa.and_(exponent == 0, base.is_not(None)), 1.0),
            (sa.and_(real, size < 138), sa.func.power(base, exponent, type_=NUMBER)),
            (sa.and_(real, log <= -138), 0.0),
        )

    def remainder(self, number: Expression, by: Expression) -> Expression:
        """Return what is left of a division by what is not 0, with the sign of the divisor."""
        times = self.short(number.op("/", precedence=8, return_type=NUMBER)(by))
        whole = self.floor(times)
        left = sa.case((whole >= times, 0.0), else_=number - by * whole)
        return sa.case((sa.func.abs(times) < 1e15, left))

    @abstractmethod
    def rounded(self, number: Expression, places: Expression) -> Expression:
        """Round to so many places (an integer), half away from zero.

        What is rounded is the number as people see it, with 15 digits: 2.675 becomes 2.68.
        """

    def least(self, values: Sequence[Expression]) -> Expression:
        """Return the smallest that is not NULL."""
        return sa.func.least(*values, type_=values[0].type)

    def greatest(self, values: Sequence[Expression]) -> Expression:
        """Return the largest that is not NULL."""
        return sa.func.greatest(*values, type_=values[0].type)

    @abstractmethod
    def number_text(self, number: Expression) -> Expression:
        """Write a number below 1e30 with 15 digits, at most 15 of them behind the point."""

    @abstractmethod
    def fixed_text(self, number: Expression, places: Expression) -> Expression:
        """Write a number below 1e30, rounded to 0 to 15 places (an integer), with all of them."""

    @abstractmethod
    def text_number(self, text: Expression) -> Expression:
        """Read a number with a decimal point, blanks around it; NULL if the text is none."""

    # Text.

    def exact(self, text: Expression) -> Expression:
        """Return a text to compare with others, letter by letter as Unicode numbers them."""
        return text

    def length(self, text: Expression) -> Expression:
        """Count the characters."""
        return sa.func.char_length(text)

    def piece(self, text: Expression, start: Expression, count: Expression) -> Expression:
        """Return so many characters (an integer, at least 0) from the start-th (at least 1)."""
        return sa.func.substr(text, start, count, type_=TEXT)

    def upper(self, text: Expression) -> Expression:
        """Return capital letters, in every language."""
        return sa.func.upper(text, type_=TEXT)

    def lower(self, text: Expression) -> Expression:
        """Return small letters, in every language."""
        return sa.func.lower(text, type_=TEXT)

    def trim(self, text: Expression) -> Expression:
        """Return the text without blanks at both ends."""
        return sa.func.trim(text, type_=TEXT)

    def replace(self, text: Expression, old: Expression, new: Expression) -> Expression:
        """Return the text with another text in every place of one; of the empty one nowhere."""
        return sa.func.replace(text, old, new, type_=TEXT)

    @abstractmethod
    def position(self, part: Expression, text: Expression) -> Expression:
        """Return at which character the part first stands, 0 if nowhere, 1 if it is empty."""

    # Days and moments.

    def day(self, day: date) -> Expression:
        """Return a day that is written in a formula."""
        return sa.literal(day, DATE)

    @abstractmethod
    def part_of(self, name: str, when: Expression) -> Expression:
        """Return "year", "month", "day", "hour", "minute" or "second" of a day, moment or time."""

    @abstractmethod
    def weekday(self, day: Expression) -> Expression:
        """Return 1 for Monday to 7 for Sunday."""

    @abstractmethod
    def days_between(self, start: Expression, end: Expression) -> Expression:
        """Return how many days lie between two days."""

    @abstractmethod
    def seconds_between(self, start: Expression, end: Expression) -> Expression:
        """Return how many seconds lie between two moments."""

    @abstractmethod
    def days_after(self, day: Expression, days: Expression) -> Expression:
        """Return the day so many whole days later; NULL outside the years 1 to 9999."""

    @abstractmethod
    def seconds_after(self, moment: Expression, seconds: Expression) -> Expression:
        """Return the moment so many whole seconds later; NULL outside the years 1 to 9999."""

    @abstractmethod
    def months_after(self, when: Expression, months: Expression) -> Expression:
        """Return the same day so many whole months later, or the last day of a shorter month."""

    def date_of(self, moment: Expression) -> Expression:
        """Return the day of a moment."""
        return sa.cast(moment, sa.Date())

    def moment_of(self, day: Expression) -> Expression:
        """Return the midnight with which a day begins."""
        return sa.cast(day, sa.DateTime())

    def today(self) -> Expression:
        """Return the day it is now, where the database is."""
        return sa.func.current_date(type_=DATE)

    @abstractmethod
    def now(self) -> Expression:
        """Return the moment it is now, to the second, where the database is."""

    @abstractmethod
    def date_text(self, day: Expression) -> Expression:
        """Write 2019-03-14."""

    @abstractmethod
    def moment_text(self, moment: Expression) -> Expression:
        """Write 2019-03-14 18:30:00."""

    @abstractmethod
    def time_text(self, time: Expression) -> Expression:
        """Write 18:30:00."""
