"""Functions that give numbers of numbers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial, reduce

import sqlalchemy as sa

from desktop_app.formulas.arithmetic import count, not_zero, over, plus, power, settled
from desktop_app.formulas.comparing import is_empty
from desktop_app.formulas.contexts import Misplaced, anchored, common, constant
from desktop_app.formulas.dialects.base import NUMBER, Expression, Speech
from desktop_app.formulas.functions.base import Function, Takes
from desktop_app.formulas.kinds import Kind, Span
from desktop_app.formulas.parts import COUNTS, Part, filled, measure, strict, unless_failed

_WHOLE = Span(1000.0, 0.0, 0.0)
_FINEST = -51.0
"""No number with 15 decimals is smaller than two to this power."""


def _floor(speech: Speech, parts: Sequence[Part]) -> Part:
    return _to_step(speech, parts, speech.floor)


def _ceiling(speech: Speech, parts: Sequence[Part]) -> Part:
    return _to_step(speech, parts, speech.ceiling)


def _to_step(
    speech: Speech, parts: Sequence[Part], method: Callable[[Expression], Expression]
) -> Part:
    """Go to the next multiple of a step, which is 1 if none is given."""
    quotient = settled(speech, over(parts[0], parts[1])) if len(parts) > 1 else parts[0]
    whole = method(quotient.value)
    steps = strict(sa.type_coerce(whole, NUMBER), Kind.NUMBER, quotient, span=_WHOLE)
    if len(parts) == 1:
        return steps
    held = anchored(steps)
    step = anchored(parts[1])
    value = sa.type_coerce(held.value * step.value, NUMBER)
    return replace(strict(value, Kind.NUMBER, held, step), loose=True)


def _round(speech: Speech, parts: Sequence[Part]) -> Part:
    number = parts[0]
    places = count(speech, parts[1] if len(parts) > 1 else constant(0.0), -15, 15)
    value = sa.type_coerce(speech.rounded(number.value, places.value), NUMBER)
    span = Span(number.span.high + 1, _FINEST, _FINEST - 52)
    return replace(strict(value, Kind.NUMBER, number, places, span=span), measure=number.measure)


def _abs(_speech: Speech, parts: Sequence[Part]) -> Part:
    value = sa.func.abs(parts[0].value, type_=NUMBER)
    made = strict(value, Kind.NUMBER, parts[0], span=parts[0].span)
    return replace(made, measure=parts[0].measure)


def _sign(_speech: Speech, parts: Sequence[Part]) -> Part:
    number = parts[0].value
    value = sa.case((number > 0.0, 1.0), (number < 0.0, -1.0), (number == 0.0, 0.0))
    return strict(sa.type_coerce(value, NUMBER), Kind.NUMBER, parts[0], span=COUNTS)


def _mod(speech: Speech, parts: Sequence[Part]) -> Part:
    number, by = anchored(parts[0]), not_zero(anchored(parts[1]))
    value = sa.type_coerce(speech.remainder(number.value, by.value), NUMBER)
    return strict(value, Kind.NUMBER, number, by, failure="large")


def _power(speech: Speech, parts: Sequence[Part]) -> Part:
    return power(speech, parts[0], parts[1])


def _root(speech: Speech, parts: Sequence[Part]) -> Part:
    value = sa.type_coerce(speech.root(parts[0].value), NUMBER)
    return strict(value, Kind.NUMBER, parts[0], failure="root")


def _sum(speech: Speech, parts: Sequence[Part]) -> Part:
    return reduce(partial(plus, speech), parts)


def _average(speech: Speech, parts: Sequence[Part]) -> Part:
    numbers = [_number(part) for part in parts]
    total = _sum(speech, list(map(filled, numbers)))
    average = over(total, _count(speech, numbers))
    # Of nothing but empty cells there is no average, and that is no mistake.
    return replace(average, why=total.why, empty=True)


def _count(speech: Speech, parts: Sequence[Part]) -> Part:
    ones = [
        sa.case((is_empty(speech, part).value, 0), else_=1)
        if _may_be_empty(part)
        else sa.literal(1)
        for part in parts
    ]
    value = speech.double(reduce(lambda some, one: some + one, ones))
    return unless_failed(value, Kind.NUMBER, *parts, span=COUNTS)


def _may_be_empty(part: Part) -> bool:
    return part.empty or part.kind is Kind.TEXT


def _least(speech: Speech, parts: Sequence[Part]) -> Part:
    return _outermost(speech, parts, speech.least)


def _greatest(speech: Speech, parts: Sequence[Part]) -> Part:
    return _outermost(speech, parts, speech.greatest)


def _outermost(
    speech: Speech, parts: Sequence[Part], choose: Callable[[Sequence[Expression]], Expression]
) -> Part:
    alike = common(speech, parts)
    kind = alike[0].kind
    if kind not in (Kind.NUMBER, Kind.DATE, Kind.MOMENT):
        raise Misplaced
    value = choose([part.value for part in alike])
    part = unless_failed(sa.type_coerce(value, alike[0].value.type), kind, *alike)
    empty = all(one.empty for one in alike)
    return Part(part.value, kind, part.why, empty, span=Span(), measure=measure(*alike))


def _number(part: Part) -> Part:
    if part.kind is not Kind.NUMBER:
        raise Misplaced
    return part


_ONE = (Takes.NUMBER,)
_TWO = (Takes.NUMBER, Takes.NUMBER)

NUMBERS = (
    Function("ROUND", _TWO, _round, optional=1),
    Function("INT", _ONE, _floor),
    Function("FLOOR", _TWO, _floor, optional=1),
    Function("CEILING", _TWO, _ceiling, optional=1),
    Function("ABS", _ONE, _abs),
    Function("SIGN", _ONE, _sign),
    Function("MOD", _TWO, _mod),
    Function("POWER", _TWO, _power),
    Function("SQRT", _ONE, _root),
    Function("SUM", _ONE, _sum, repeats=True),
    Function("AVERAGE", (Takes.ANY,), _average, repeats=True),
    Function("COUNT", (Takes.ANY,), _count, repeats=True),
    Function("MIN", (Takes.ANY,), _least, repeats=True),
    Function("MAX", (Takes.ANY,), _greatest, repeats=True),
)
