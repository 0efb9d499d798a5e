"""Functions on days, moments and times. What is calculated from an empty one is empty."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import sqlalchemy as sa

from desktop_app.formulas.arithmetic import (
    between,
    count,
    counted_months_later,
    days_later,
    is_day,
    minus,
    months_later,
)
from desktop_app.formulas.contexts import Misplaced, constant
from desktop_app.formulas.dialects.base import FIRST_DAY, Speech
from desktop_app.formulas.functions.base import Build, Function, Takes
from desktop_app.formulas.kinds import Kind
from desktop_app.formulas.parts import COUNTS, Part, filled, strict

_MOST_YEARS = 20_000


def _today(speech: Speech, _parts: Sequence[Part]) -> Part:
    return Part(speech.today(), Kind.DATE)


def _now(speech: Speech, _parts: Sequence[Part]) -> Part:
    return Part(speech.now(), Kind.MOMENT)


def _date(speech: Speech, parts: Sequence[Part]) -> Part:
    """Return the day of a moment, or the one of a year, a month and a day.

    Month 13 is January of the next year, day 0 the last of the month before.
    """
    if len(parts) == 1 and is_day(parts[0]):
        when = parts[0]
        return (
            when if when.kind is Kind.DATE else strict(speech.date_of(when.value), Kind.DATE, when)
        )
    if len(parts) != 3 or any(part.kind is not Kind.NUMBER for part in parts):
        raise Misplaced
    known = _known_day(parts)
    if known:
        return Part(speech.day(known), Kind.DATE)
    year, month, day = map(filled, parts)
    first = Part(speech.day(date.fromisoformat(FIRST_DAY)), Kind.DATE)
    begin = counted_months_later(speech, first, _months_to(speech, year, month))
    return days_later(speech, begin, minus(speech, day, constant(1.0)))


def _months_to(speech: Speech, year: Part, month: Part) -> Part:
    """Count the months from January of the year 1."""
    years, months = (
        count(speech, part, -_MOST_YEARS, _MOST_YEARS, "day") for part in (year, month)
    )
    value = years.value * 12 + months.value - 13
    return strict(sa.type_coerce(value, sa.Integer()), Kind.NUMBER, years, months)


def _known_day(parts: Sequence[Part]) -> date | None:
    """Return the day if all three are written in the formula and there is such a day."""
    try:
        year, month, day = (int(part.constant or 0) for part in parts)
        return date(year, month, day) if all(part.constant for part in parts) else None
    except ValueError:
        return None


def _part(name: str) -> Build:
    def build(speech: Speech, parts: Sequence[Part]) -> Part:
        value = speech.double(speech.part_of(name, parts[0].value))
        return strict(value, Kind.NUMBER, parts[0], span=COUNTS)

    return build


def _weekday(speech: Speech, parts: Sequence[Part]) -> Part:
    value = speech.double(speech.weekday(parts[0].value))
    return strict(value, Kind.NUMBER, parts[0], span=COUNTS)


def _days(speech: Speech, parts: Sequence[Part]) -> Part:
    return between(speech, parts[0], parts[1])


def _add_days(speech: Speech, parts: Sequence[Part]) -> Part:
    return days_later(speech, parts[0], parts[1])


def _add_months(speech: Speech, parts: Sequence[Part]) -> Part:
    return months_later(speech, parts[0], parts[1])


def _years(speech: Speech, parts: Sequence[Part]) -> Part:
    return _full(speech, parts, years=True)


def _months(speech: Speech, parts: Sequence[Part]) -> Part:
    return _full(speech, parts, years=False)


def _full(speech: Speech, parts: Sequence[Part], *, years: bool) -> Part:
    """Count the full years or months from one day to another, by their dates."""
    marks = []
    for part in parts:
        year, month, day = (
            speech.double(speech.part_of(name, part.value)) for name in ("year", "month", "day")
        )
        full, rest = (year, month * 100.0 + day) if years else (year * 12.0 + month, day)
        marks.append((full, rest))
    (start, start_rest), (end, end_rest) = marks
    too_early = sa.case(
        (sa.and_(end - start > 0.0, end_rest < start_rest), 1.0),
        (sa.and_(end - start < 0.0, end_rest > start_rest), -1.0),
        else_=0.0,
    )
    return strict(speech.double(end - start - too_early), Kind.NUMBER, *parts, span=COUNTS)


DAYS = (
    Function("TODAY", (), _today),
    Function("NOW", (), _now),
    Function("DATE", (Takes.ANY,) * 3, _date, optional=2),
    Function("YEAR", (Takes.DAY,), _part("year")),
    Function("MONTH", (Takes.DAY,), _part("month")),
    Function("DAY", (Takes.DAY,), _part("day")),
    Function("WEEKDAY", (Takes.DAY,), _weekday),
    Function("HOUR", (Takes.CLOCK,), _part("hour")),
    Function("MINUTE", (Takes.CLOCK,), _part("minute")),
    Function("DAYS", (Takes.DAY, Takes.DAY), _days),
    Function("MONTHS", (Takes.DAY, Takes.DAY), _months),
    Function("YEARS", (Takes.DAY, Takes.DAY), _years),
    Function("ADDDAYS", (Takes.DAY, Takes.NUMBER), _add_days),
    Function("ADDMONTHS", (Takes.DAY, Takes.NUMBER), _add_months),
)
