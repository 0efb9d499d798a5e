"""A compiled part of a formula, and the ways in which parts are put together.

A part's value is NULL when there is nothing to calculate with (`empty`) or when it failed; `why`
tells the two apart: it is not NULL exactly in the rows that failed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass, field, replace
from typing import Any

import sqlalchemy as sa
from sqlalchemy.sql.functions import coalesce

from desktop_app.formulas.kinds import Kind, Measure, Span

Expression = sa.ColumnElement[Any]

_BLANKS: dict[Kind, Expression] = {Kind.TEXT: sa.literal("", sa.Text()), Kind.TRUTH: sa.false()}


USUAL = Span(200.0, -200.0, -252.0)
"""What a column's numbers are held to, and what calculations are brought back to: ±1e60."""

COUNTS = Span(64.0, 0.0, 0.0)
"""Whole numbers of things."""


@dataclass(frozen=True, eq=False)
class Part:
    """One part. `filled` gives the same part with 0, "" or no in place of nothing, if it can.

    `constant` is its value when that is written in the formula. Of a number, `places` are as many
    decimals as it has at most, if that is known; `terms` are what it is the sum of; and a `loose`
    one has more digits than people see, so that it has to be settled (see arithmetic). `measure`
    is what it is an amount of.
    """

    value: Expression
    kind: Kind
    why: Expression | None = None
    empty: bool = False
    filled: Callable[[], Part] | None = None
    span: Span = field(default_factory=Span)
    constant: float | str | bool | None = None
    places: int | None = None
    terms: Sequence[Expression] = ()
    loose: bool = False
    measure: Measure | None = None
    choices: Sequence[Choice] = ()
    otherwise: Part | None = None


@dataclass(frozen=True, eq=False)
class Choice:
    """A result, and when it is chosen."""

    condition: Part
    result: Part


def first_why(*parts: Part) -> Expression | None:
    """Return why the first of the parts that failed did, or None if none can."""
    return _first([part.why for part in parts if part.why is not None])


def strict(
    value: Expression, kind: Kind, *parts: Part, failure: str = "", span: Span | None = None
) -> Part:
    """Return a part that has a value where all the parts it is made of have one.

    With a `failure`, it may have none even there, and that is the code of the reason.
    """
    reasons = [part.why for part in parts if part.why is not None]
    if failure:
        there = [part.value.is_not(None) for part in parts if part.empty]
        reasons.append(sa.case((sa.and_(value.is_(None), *there), _code(failure))))
    empty = any(part.empty for part in parts)
    return Part(value, kind, _first(reasons), empty, span=span or Span())


def unless_failed(value: Expression, kind: Kind, *parts: Part, span: Span | None = None) -> Part:
    """Return a part whose value is good even where parts are nothing, but not where one failed."""
    why = first_why(*parts)
    guarded = value if why is None else sa.case((why.is_(None), value))
    return Part(guarded, kind, why, span=span or Span())


def filled(part: Part) -> Part:
    """Return the part with what stands for nothing: 0 for a column, "" for text, no for yes or no.

    What was calculated from an empty date stays empty, for it is no number at all.
    """
    if part.filled:
        return part.filled()
    if part.empty and part.kind in _BLANKS:
        made = unless_failed(sa.func.coalesce(part.value, _BLANKS[part.kind]), part.kind, part)
        return replace(made, measure=part.measure)
    return part


def measure(*parts: Part) -> Measure | None:
    """Return what parts are amounts of together; a number as it is written is of anything."""
    found = [part.measure for part in parts if part.constant is None]
    alike = len({id(each.type) if each else None for each in found}) == 1
    return found[0] if alike else None


def opposite(part: Part) -> Part:
    """Return no for yes, and yes for no."""
    # Without a NOT: to a database “NOT … IS NULL” is the opposite of “… IS NULL”.
    return strict(part.value == sa.false(), Kind.TRUTH, part)


def choose(condition: Part, yes: Part, no: Part) -> Part:
    """Return one of two parts of the same kind; what is not chosen cannot fail.

    A choice in place of the second lies beside the first, not within: databases read only so deep.
    """
    known = condition.constant
    if isinstance(known, bool):
        return yes if known else no
    choices = (Choice(condition, yes), *no.choices)
    last = no.otherwise or no
    results = [*(choice.result for choice in choices), last]
    empty = any(result.empty for result in results)
    part = Part(
        _value_of(choices, last),
        yes.kind,
        _why_of(choices, last),
        empty,
        span=_widest([result.span for result in results]),
        measure=measure(*results),
        choices=choices,
        otherwise=last,
    )
    if empty and (yes.kind in _BLANKS or any(result.filled for result in results)):
        return replace(part, filled=lambda: _filled_choice(choices, last))
    return part


def _filled_choice(choices: Sequence[Choice], last: Part) -> Part:
    made = filled(last)
    for choice in reversed(choices):
        made = choose(choice.condition, filled(choice.result), made)
    return made


def _value_of(choices: Sequence[Choice], last: Part) -> Expression:
    # A condition that failed is neither yes nor no, and then there is no result.
    if len(choices) == 1 and choices[0].condition.why is not None:
        results = ((sa.true(), choices[0].result.value), (sa.false(), last.value))
        return sa.case(*results, value=choices[0].condition.value)
    whens: list[tuple[Expression, Expression]] = []
    for choice in choices:
        whens.append((choice.condition.value, choice.result.value))
        if choice.condition.why is not None:
            whens.append((choice.condition.value.is_(None), sa.null()))
    return sa.case(*whens, else_=last.value)


def _why_of(choices: Sequence[Choice], last: Part) -> Expression | None:
    whens: list[tuple[Expression, Expression | None]] = []
    over: set[int] = set()
    for choice in choices:
        condition = choice.condition
        why = _besides(condition.why, over)
        if why is not None:
            whens.append((condition.value.is_(None), why))
        # Where a condition is answered, what would have made it fail did not happen.
        over |= {id(each) for each in _alternatives(condition.why)}
        whens.append((condition.value, _besides(choice.result.why, over)))
    rest = _besides(last.why, over)
    first, *others = (why for _, why in whens)
    if rest is None and all(why is None for why in others):
        only = first is None or choices[0].condition.why is not None
        return first if only else sa.case((whens[0][0], first))
    return sa.case(*((when, sa.null() if why is None else why) for when, why in whens), else_=rest)


def _besides(why: Expression | None, over: Set[int]) -> Expression | None:
    """Return the reason, but for those of its alternatives that are out of the question."""
    return _first([each for each in _alternatives(why) if id(each) not in over])


def _widest(spans: Sequence[Span]) -> Span:
    return Span(
        max(span.high for span in spans),
        min(span.low for span in spans),
        min(span.grain for span in spans),
    )


def _first(reasons: list[Expression]) -> Expression | None:
    if len(reasons) < 2:
        return reasons[0] if reasons else None
    flat = {id(each): each for reason in reasons for each in _alternatives(reason)}
    return sa.func.coalesce(*flat.values()) if len(flat) > 1 else next(iter(flat.values()))


def _alternatives(reason: Expression | None) -> list[Expression]:
    # Side by side, not one within the other: databases read only so deep.
    if reason is None:
        return []
    return list(reason.clauses) if isinstance(reason, coalesce) else [reason]


def _code(failure: str) -> Expression:
    return sa.literal(failure, sa.String())
