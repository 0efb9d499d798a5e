"""Calculating with numbers, and with days: what the signs + - * / ^ % do to parts.

Numbers of a computer have no exact tenths. So sums have as many decimals as what is added up, and
other results the 15 digits that people see: 0.1 + 0.2 is 0.3 to everything that comes after it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import sqlalchemy as sa

from desktop_app.formulas.contexts import DAYS, anchored, constant, turned
from desktop_app.formulas.dialects.base import MOST_DAYS, MOST_MONTHS, NUMBER, Expression, Speech
from desktop_app.formulas.kinds import Kind, Measure, Span
from desktop_app.formulas.parts import COUNTS, USUAL, Part, measure, strict

_DAY = 86400.0
_MOST_SECONDS = MOST_DAYS * _DAY
_LARGEST_COUNT = 2_000_000

Spanning = Callable[[Span, Span], Span]


def plus(speech: Speech, left: Part, right: Part) -> Part:
    """Return the sum of two numbers."""
    return _added(speech, left, right, right.value)


def minus(speech: Speech, left: Part, right: Part) -> Part:
    """Return the difference of two numbers."""
    return _added(speech, left, right, sa.type_coerce(-right.value, NUMBER))


def times(left: Part, right: Part) -> Part:
    """Return the product of two numbers, loose."""
    known, amount = _known_places(left, right), _product(left, right)
    left, right = _held(left, right, Span.times)
    value = left.value * right.value
    made = strict(value, Kind.NUMBER, left, right, span=left.span.times(right.span))
    return replace(made, places=sum(known) if known else None, loose=True, measure=amount)


def over(left: Part, right: Part) -> Part:
    """Return the quotient of two numbers, loose; there is none by zero."""
    amount = _quotient(left, right)
    left, right = _held(left, right, Span.over)
    right = not_zero(right)
    value = left.value.op("/", precedence=8, return_type=NUMBER)(right.value)
    span = left.span.over(right.span)
    made = strict(value, Kind.NUMBER, left, right, span=span)
    return replace(made, loose=True, measure=amount)


def not_zero(divisor: Part) -> Part:
    """Return what can be divided by: there is none in rows in which it is 0."""
    if divisor.constant:
        return divisor
    value = sa.func.nullif(divisor.value, 0.0, type_=NUMBER)
    return strict(value, Kind.NUMBER, divisor, failure="zero", span=divisor.span)


def settled(speech: Speech, part: Part) -> Part:
    """Return the part with no more digits than people see; whole numbers keep all they have."""
    if not part.loose or part.places == 0:
        return part
    return replace(part, value=speech.short(part.value, part.places), loose=False)


def power(speech: Speech, left: Part, right: Part) -> Part:
    """Return the power of two numbers, where there is one."""
    left, right = anchored(left), anchored(right)
    value = speech.power(left.value, right.value)
    coerced = sa.type_coerce(value, NUMBER)
    made = strict(coerced, Kind.NUMBER, left, right, failure="root", span=USUAL)
    return replace(made, loose=True)


def negative(part: Part) -> Part:
    """Return the number with the other sign."""
    if isinstance(part.constant, float):
        return constant(-part.constant)
    made = strict(sa.type_coerce(-part.value, NUMBER), Kind.NUMBER, part, span=part.span)
    return replace(made, places=part.places, loose=part.loose, measure=part.measure)


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
    value = seconds.op("/", precedence=8, return_type=NUMBER)(sa.literal(_DAY, NUMBER))
    return strict(value, Kind.NUMBER, start, end, span=Span(64.0, -17.0, -69.0))


def days_later(speech: Speech, when: Part, days: Part) -> Part:
    """Return the day so many whole days later, or the moment so many days and parts of one."""
    if days.measure and _DAY in days.measure.type.units:
        days = over(days, constant(_DAY))
    if when.kind is Kind.DATE:
        added = count(speech, days, -MOST_DAYS, MOST_DAYS, "day")
        value = speech.days_after(when.value, added.value)
    else:
        added = _seconds(speech, times(days, constant(_DAY)))
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


def _added(speech: Speech, left: Part, right: Part, term: Expression) -> Part:
    # Side by side, not one within the other: databases read only so deep.
    terms = (*(left.terms or (left.value,)), term)
    places = max(_known_places(left, right), default=None)
    value = speech.added(terms, places)
    made = strict(value, Kind.NUMBER, left, right, span=left.span.plus(right.span))
    return replace(made, places=places, terms=terms, measure=measure(left, right))


def _product(left: Part, right: Part) -> Measure | None:
    """Return what a multiple is an amount of: that of which there is a share, or so many."""
    measures = [part.measure for part in (left, right) if part.measure]
    of = [each for each in measures if not each.type.is_share]
    if len(of) == 1:
        return of[0]
    times_so_many = left.constant is not None or right.constant is not None
    return measures[0] if len(measures) == 1 and times_so_many else None


def _quotient(left: Part, right: Part) -> Measure | None:
    if right.measure or (left.measure and right.constant in left.measure.type.units):
        return None
    return left.measure


def _known_places(left: Part, right: Part) -> list[int]:
    """Return the decimals of both, or nothing if those of one are not known."""
    known = [part.places for part in (left, right) if part.places is not None]
    return known if len(known) == 2 else []


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
