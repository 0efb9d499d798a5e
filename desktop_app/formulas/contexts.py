"""Turning a part into the kind that is wanted: numbers into text, days into moments."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

import sqlalchemy as sa

from desktop_app.formulas.dialects.base import Expression, Speech
from desktop_app.formulas.kinds import SQL_TYPES, Kind, Measure, Span
from desktop_app.formulas.parts import COUNTS, USUAL, Part, filled, strict

_MOST_SECONDS = 1e15

DAYS = (Kind.DATE, Kind.MOMENT)


class Misplaced(Exception):
    """A part of this kind cannot stand here; the caller knows what to say."""


def literal(value: Any, kind: Kind) -> sa.ColumnElement[Any]:
    """Return a bound value."""
    return sa.literal(value, SQL_TYPES[kind])


def constant(value: float | str | bool) -> Part:
    """Return a part that is the same in every row."""
    if isinstance(value, bool):
        return Part(sa.true() if value else sa.false(), Kind.TRUTH, constant=value)
    if isinstance(value, str):
        return Part(literal(value, Kind.TEXT), Kind.TEXT, constant=value)
    span = Span(0.0, 0.0, 0.0)
    if value:
        power = _power(value)
        span = Span(power + 1, power, 0.0 if float(value).is_integer() else power - 52)
    number = literal(float(value), Kind.NUMBER)
    return Part(number, Kind.NUMBER, span=span, constant=value, places=_places(value))


def nothing(kind: Kind) -> Part:
    """Return the part that is empty, as one of a kind."""
    blanks: dict[Kind, float | str | bool] = {Kind.NUMBER: 0.0, Kind.TEXT: "", Kind.TRUTH: False}
    value = sa.cast(sa.null(), SQL_TYPES[kind])
    part = Part(value, kind, empty=True, span=COUNTS, constant="")
    return replace(part, filled=lambda: constant(blanks[kind])) if kind in blanks else part


def is_nothing(part: Part) -> bool:
    """Whether a part is written as empty, as in IF([Paid], [Price], "")."""
    return part.kind is Kind.NOTHING or part.constant == ""


def turned(speech: Speech, part: Part, kind: Kind) -> Part:
    """Return the part as one of that kind, nothing still being nothing. Raises Misplaced."""
    if part.kind is kind:
        return part
    if is_nothing(part):
        return nothing(kind)
    if kind is Kind.TEXT:
        return _as_text(speech, part)
    if kind is Kind.MOMENT and part.kind is Kind.DATE:
        return strict(speech.moment_of(part.value), kind, part)
    if kind is Kind.NUMBER and part.kind is Kind.TRUTH:
        value = sa.case((sa.true(), 1.0), (sa.false(), 0.0), value=part.value)
        made = strict(sa.type_coerce(value, SQL_TYPES[kind]), kind, part, span=COUNTS)
    elif kind is Kind.TRUTH and part.kind is Kind.NUMBER:
        made = strict(part.value != 0.0, kind, part)
    else:
        raise Misplaced
    if not part.filled:
        return made
    return replace(made, filled=lambda: turned(speech, filled(part), kind))


def given(speech: Speech, part: Part, kind: Kind) -> Part:
    """Return the part as one to calculate with. Raises Misplaced."""
    return filled(turned(speech, part, kind))


def common(speech: Speech, parts: Sequence[Part]) -> list[Part]:
    """Return parts that stand for one another, as in IF, as parts of one kind."""
    kinds = {part.kind for part in parts if not is_nothing(part)}
    kind = kinds.pop() if len(kinds) == 1 else Kind.TEXT
    if kinds == set(DAYS):
        kind = Kind.MOMENT
    return [turned(speech, part, kind) for part in parts]


def anchored(part: Part) -> Part:
    """Return the number, held to what can be multiplied once more; smaller ones become 0."""
    if part.span.high <= USUAL.high and part.span.low >= USUAL.low:
        return part
    size = sa.func.abs(part.value)
    value = sa.case((size > 2.0**200, None), (size < 2.0**-200, 0.0), else_=part.value)
    held = sa.type_coerce(value, SQL_TYPES[Kind.NUMBER])
    return strict(held, Kind.NUMBER, part, failure="large", span=USUAL)


def written(speech: Speech, number: Expression, measure: Measure | None) -> Expression:
    """Return the text of a number in double precision, as a cell shows it; NULL of a large one."""
    if measure is None:
        return speech.number_text(number)

    def whole(number: Expression) -> Expression:
        rounded = speech.rounded(number, sa.literal(0, sa.Integer()))
        return sa.cast(sa.case((number < _MOST_SECONDS, rounded)), sa.BigInteger())

    return measure.type.words(number, speech.number_text, whole)


def _as_text(speech: Speech, part: Part) -> Part:
    if part.kind is Kind.NUMBER:
        return strict(written(speech, part.value, part.measure), Kind.TEXT, part, failure="large")
    if part.kind is Kind.TRUTH:
        value: Expression = sa.case((sa.true(), "yes"), (sa.false(), "no"), value=part.value)
    elif part.kind is Kind.DATE:
        value = speech.date_text(part.value)
    elif part.kind is Kind.MOMENT:
        value = speech.moment_text(part.value)
    else:
        value = speech.time_text(part.value)
    return strict(sa.type_coerce(value, SQL_TYPES[Kind.TEXT]), Kind.TEXT, part)


def _places(value: float) -> int:
    """Return how many decimals a number is written with."""
    exponent = Decimal(repr(value)).normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _power(value: float) -> float:
    """Return the largest whole power of two that is not larger than a number, as its exponent."""
    return float(math.frexp(abs(value))[1] - 1)
