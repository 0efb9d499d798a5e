"""Which of two parts is smaller, and whether they are the same."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import sqlalchemy as sa

from desktop_app.formulas.contexts import DAYS, Misplaced, given, is_nothing
from desktop_app.formulas.dialects.base import Speech
from desktop_app.formulas.kinds import Kind
from desktop_app.formulas.parts import Part, filled, opposite, strict, unless_failed

ORDERS: Mapping[str, Callable[[Any, Any], Any]] = {
    "=": operator.eq,
    "<>": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def compare(speech: Speech, sign: str, left: Part, right: Part) -> Part:
    """Return whether it is so. An empty date is neither before nor after any. Raises Misplaced."""
    if is_nothing(right) and left.kind is not Kind.TEXT and sign in ("=", "<>"):
        return _emptiness(speech, sign, left)
    if is_nothing(left) and right.kind is not Kind.TEXT and sign in ("=", "<>"):
        return _emptiness(speech, sign, right)
    kind = _common_kind(left, right)
    left, right = given(speech, left, kind), given(speech, right, kind)
    if kind is Kind.TEXT:
        left, right = (replace(part, value=speech.exact(part.value)) for part in (left, right))
    if not (left.empty or right.empty):
        return strict(ORDERS[sign](left.value, right.value), Kind.TRUTH, left, right)
    return unless_failed(_with_empty(sign, left.value, right.value), Kind.TRUTH, left, right)


def is_empty(speech: Speech, part: Part) -> Part:
    """Return whether there is nothing in it."""
    if part.kind is Kind.TEXT:
        text = filled(part)
        return strict(speech.length(text.value) == 0, Kind.TRUTH, text)
    return unless_failed(part.value.is_(None), Kind.TRUTH, part)


def _emptiness(speech: Speech, sign: str, part: Part) -> Part:
    empty = is_empty(speech, part)
    return empty if sign == "=" else opposite(empty)


def _common_kind(left: Part, right: Part) -> Kind:
    kinds = {part.kind for part in (left, right) if not is_nothing(part)}
    if kinds == set(DAYS):
        return Kind.MOMENT
    if kinds == {Kind.NUMBER, Kind.TRUTH}:
        return Kind.NUMBER
    if len(kinds) > 1:
        raise Misplaced
    return kinds.pop() if kinds else Kind.TEXT


def _with_empty(sign: str, left: Any, right: Any) -> sa.ColumnElement[bool]:
    if sign == "=":
        return left.is_not_distinct_from(right)  # type: ignore[no-any-return]
    if sign == "<>":
        return left.is_distinct_from(right)  # type: ignore[no-any-return]
    return sa.func.coalesce(ORDERS[sign](left, right), sa.false(), type_=sa.Boolean())
