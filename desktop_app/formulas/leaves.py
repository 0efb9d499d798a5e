"""A column in a formula: looked at first, for other programs may have written into it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import sqlalchemy as sa

from desktop_app.formulas.contexts import constant
from desktop_app.formulas.dialects.base import Speech
from desktop_app.formulas.kinds import SQL_TYPES, Field, Kind, Result, Span
from desktop_app.formulas.parts import COUNTS, USUAL, Expression, Part

_FAILURES = {
    Kind.NUMBER: "number",
    Kind.DATE: "date",
    Kind.MOMENT: "date",
    Kind.TIME: "time",
    Kind.TRUTH: "truth",
}
_BLANKS: dict[Kind, float | str | bool] = {Kind.NUMBER: 0.0, Kind.TEXT: "", Kind.TRUTH: False}


def leaf(speech: Speech, field: Field) -> Part:
    """Return the part that a column stands for."""
    if field.result:
        return _result(field, field.result)
    if isinstance(field.value, sa.ColumnClause):
        value, own = _looked_at(speech, field), _own_why(speech, field)
        span = COUNTS if _is_whole(speech, field.value) else USUAL
    else:
        # It was worked out by us, so it is what it says.
        value, own, span = _as_it_is(speech, field), None, Span()
    reasons = [why for why in (field.why, own) if why is not None]
    why = sa.func.coalesce(*reasons) if len(reasons) > 1 else reasons[0] if reasons else None
    part = Part(value, field.kind, why, empty=True, span=span, places=_places(field))
    return _fillable(field, replace(part, measure=field.measure))


def _result(field: Field, known: Result) -> Part:
    part = Part(field.value, field.kind, field.why, span=known.span, places=known.places)
    part = replace(part, measure=known.measure)
    return _fillable(field, replace(part, empty=True)) if known.empty else part


def _fillable(field: Field, part: Part) -> Part:
    if field.kind not in _BLANKS:
        return part
    return replace(part, filled=lambda: _filled(field, part))


def _filled(field: Field, part: Part) -> Part:
    blank = constant(_BLANKS[field.kind]).value
    there: Expression = sa.case((field.value.is_(None), blank), else_=part.value)
    if part.why is None or not isinstance(field.value, sa.ColumnClause):
        there = sa.func.coalesce(part.value, blank, type_=SQL_TYPES[field.kind])
    if field.why is not None:
        there = sa.case((field.why.is_not(None), None), else_=there)
    value = sa.type_coerce(there, SQL_TYPES[field.kind])
    return replace(part, value=value, empty=False, filled=None)


def _looked_at(speech: Speech, field: Field) -> Expression:
    looks: dict[Kind, Callable[[Expression], Expression]] = {
        Kind.NUMBER: speech.number,
        Kind.TEXT: speech.text,
        Kind.DATE: speech.days,
        Kind.MOMENT: speech.moment,
        Kind.TIME: speech.time,
        Kind.TRUTH: speech.truth,
        Kind.NOTHING: speech.text,
    }
    return sa.type_coerce(looks[field.kind](field.value), SQL_TYPES[field.kind])


def _as_it_is(speech: Speech, field: Field) -> Expression:
    value = speech.double(field.value) if field.kind is Kind.NUMBER else field.value
    return sa.type_coerce(value, SQL_TYPES[field.kind])


def _own_why(speech: Speech, field: Field) -> Expression | None:
    failure = _FAILURES.get(field.kind)
    looked_at = _looked_at(speech, field)
    if failure is None or looked_at is field.value or _is_whole(speech, field.value):
        return None
    wrong = sa.and_(field.value.is_not(None), looked_at.is_(None))
    return sa.case((wrong, sa.literal(failure, sa.String())))


def _places(field: Field) -> int | None:
    kind = field.value.type
    if isinstance(kind, sa.Numeric) and kind.asdecimal:
        return kind.scale
    return 0 if isinstance(kind, sa.Integer) else None


def _is_whole(speech: Speech, column: Expression) -> bool:
    return speech.name != "sqlite" and isinstance(column.type, sa.Integer)
