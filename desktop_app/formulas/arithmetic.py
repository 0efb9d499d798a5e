"""Calculating with numbers, and with days: what the signs + - * / ^ % do to parts."""

from __future__ import annotations

from collections.abc import Callable

import sqlalchemy as sa

from desktop_app.formulas.contexts import DAYS, anchored, constant, turned
from desktop_app.formulas.dialects.base import MOST_DAYS, MOST_MONTHS, NUMBER, Speech
from desktop_app.formulas.kinds import Kind
from desktop_app.formulas.parts import COUNTS, USUAL, Part, Span, strict

_MOST_SECONDS = MOST_DAYS * 86400.0
_LARGEST_COUNT = 2_000_000

Spanning = Callable[[Span, Span], Span]


def plus(left: Part, right: Part) -> Part:
    """Return the sum of two numbers."""
    value = left.value.op("+", precedence=7, return_type=NUMBER)(right.value)
    return strict(value, Kind.NUMBER, left, right, span=left.span.plus(right.span))


def minus(left: Part, right: Part) -> Part:
    """Return the difference of two numbers."""
    value = left.value - right.value
    return strict(value, Kind.NUMBER, left, right, span=left.span.plus(right.span))


def times(left: Part, right: Part) -> Part:
    """Return the product of two numbers."""
    left, right = _held(left, right, Span.times)
    value = left.value * right.value
    return strict(value, Kind.NUMBER, left, right, span=left.span.times(right.span))


def over(left: Part, right: Part) -> Part:
    """Return the quotient of two numbers; there is none by zero."""
    left, right = _held(left, right, Span.over)
    divisor = sa.func.nullif(right.value, 0.0, type_=NUMBER)
    value = left.value.op("/", precedence=8, return_type=NUMBER)(divisor)
    span = left.span.over(right.span)
    return strict(value, Kind.NUMBER, left, right, failure="zero", span=span)


def power(speech: Speech, left: Part, right: Part) -> Part:
    """Return the power of two numbers, where there is one."""
    left, right = anchored(left), anchored(right)
    value = speech.power(left.value, right.value)
    coerced = sa.type_coerce(value, NUMBER)
    return strict(coerced, Kind.NUMBER, left, right, failure="root", span=USUAL)


def negative(part: Part) -> Part:
    """Return the number with the other sign."""
    if isinstance(part.constant, float):
        return constant(-part.constant)
    return strict(sa.type_coerce(-part.value, NUMBER), Kind.NUMBER, part, span=part.span)


def count(
    speech: Speech, part: Part, least: int = 0, most: int = _LARGEST_COUNT, failure: str = "count"
) -> Part:
    """Return a whole number for the database to count with, an integer; the fraction is cut."""
    if isinstance(part.constant, float) and least <= part.constant <= most:
        return Part(sa.literal(int(part.constant), sa.Integer()), Kind.NUMBER, span=COUNTS)
    within = part.value.between(float(least), float(most))
    value = sa.case((within, speech.whole(part.value)))
    whole = sa.type_coerce(value, sa.Integer())
    return strict(whole, Kind.NUMBER, part, failure=failure, span=COUNTS)


def between(speech: Speech, start: Part, end: Part) -> Part:
    """Return how many days lie between two days; between moments with a fraction."""
    if start.kind is end.kind is Kind.DATE:
        value = speech.double(speech.days_between(start.value, end.value))
        return strict(value, Kind.NUMBER, start, end, span=COUNTS)
    start, end = (turned(speech, part, Kind.MOMENT) for part in (start, end))
    seconds = speech.double(speech.seconds_between(start.value, end.value))
    value = seconds.op("/", precedence=8, return_type=NUMBER)(sa.literal(86400.0, NUMBER))
    return strict(value, Kind.NUMBER, start, end, span=Span(64.0, -17.0, -69.0))


def days_later(speech: Speech, when: Part, days: Part) -> Part:
    """Return the day so many whole days later, or the moment so many days and parts of one."""
    if when.kind is Kind.DATE:
        added = count(speech, days, -MOST_DAYS, MOST_DAYS, "day")
        value = speech.days_after(when.value, added.value)
    else:
        added = _seconds(speech, times(days, constant(86400.0)))
        value = speech.seconds_after(when.value, added.value)
    return strict(sa.type_coerce(value, when.value.type), when.kind, when, added, failure="day")


def months_later(speech: Speech, when: Part, months: Part) -> Part:
    """Return the same day so many whole months later."""
    added = count(speech, months, -MOST_MONTHS, MOST_MONTHS, "day")
    return counted_months_later(speech, when, added)


def counted_months_later(speech: Speech, when: Part, months: Part) -> Part:
    """Return the same day so many months, an integer, later."""
    value = sa.type_coerce(speech.months_after(when.value, months.value), when.value.type)
    return strict(value, when.kind, when, months, failure="day")


def is_day(part: Part) -> bool:
    """Whether a part is a day or a moment."""
    return part.kind in DAYS


def _seconds(speech: Speech, seconds: Part) -> Part:
    within = seconds.value.between(-_MOST_SECONDS, _MOST_SECONDS)
    whole = speech.rounded(seconds.value, sa.literal(0, sa.Integer()))
    value = sa.type_coerce(sa.case((within, whole)), NUMBER)
    return strict(value, Kind.NUMBER, seconds, failure="day")


def _held(left: Part, right: Part, spanning: Spanning) -> tuple[Part, Part]:
    """Return the two, with as little looking at each row as keeps the result in range."""
    if spanning(left.span, right.span).is_safe:
        return left, right
    if _width(left) >= _width(right):
        left = anchored(left)
    else:
        right = anchored(right)
    if spanning(left.span, right.span).is_safe:
        return left, right
    return anchored(left), anchored(right)


def _width(part: Part) -> float:
    return max(part.span.high, -part.span.low)
