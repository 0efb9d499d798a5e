"""Functions on text. Letters are compared exactly; places are counted from 1."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import reduce

import sqlalchemy as sa

from desktop_app.formulas.arithmetic import count
from desktop_app.formulas.contexts import constant
from desktop_app.formulas.dialects.base import NUMBER, TEXT, Expression, Speech
from desktop_app.formulas.functions.base import Build, Function, Takes
from desktop_app.formulas.kinds import Kind
from desktop_app.formulas.parts import COUNTS, USUAL, Part, strict, unless_failed

_FROM_FIRST = sa.literal(1, sa.Integer())


def joined(left: Part, right: Part) -> Part:
    """Return two texts as one."""
    value = sa.type_coerce(left.value.concat(right.value), TEXT)
    return strict(value, Kind.TEXT, left, right)


def _concat(_speech: Speech, parts: Sequence[Part]) -> Part:
    return reduce(joined, parts)


def _join(speech: Speech, parts: Sequence[Part]) -> Part:
    """Join what is not empty: each with the separator before it, of which the first is cut."""
    between = parts[0]
    pieces = [_behind(speech, between, part) for part in parts[1:]]
    whole = reduce(joined, pieces)
    cut = speech.length(between.value) + 1
    value = speech.piece(whole.value, cut, speech.length(whole.value))
    return strict(value, Kind.TEXT, whole)


def _behind(speech: Speech, between: Part, part: Part) -> Part:
    empty = speech.length(part.value)
    value = sa.case((empty == 0, ""), (empty > 0, between.value.concat(part.value)))
    return strict(sa.type_coerce(value, TEXT), Kind.TEXT, between, part)


def _left(speech: Speech, parts: Sequence[Part]) -> Part:
    text, most = parts[0], _how_many(speech, parts)
    return strict(speech.piece(text.value, _FROM_FIRST, most.value), Kind.TEXT, text, most)


def _right(speech: Speech, parts: Sequence[Part]) -> Part:
    text, most = parts[0], _how_many(speech, parts)
    left_out = speech.length(text.value) - most.value
    start = sa.case((left_out > 0, left_out + 1), else_=1)
    return strict(speech.piece(text.value, start, most.value), Kind.TEXT, text, most)


def _mid(speech: Speech, parts: Sequence[Part]) -> Part:
    text, start, most = parts[0], count(speech, parts[1], 1), count(speech, parts[2])
    return strict(speech.piece(text.value, start.value, most.value), Kind.TEXT, text, start, most)


def _how_many(speech: Speech, parts: Sequence[Part]) -> Part:
    return count(speech, parts[1] if len(parts) > 1 else constant(1.0))


def _len(speech: Speech, parts: Sequence[Part]) -> Part:
    value = speech.double(speech.length(parts[0].value))
    return strict(value, Kind.NUMBER, parts[0], span=COUNTS)


def _plain(method: Callable[[Speech, Expression], Expression]) -> Build:
    def build(speech: Speech, parts: Sequence[Part]) -> Part:
        return strict(method(speech, parts[0].value), Kind.TEXT, parts[0])

    return build


def _substitute(speech: Speech, parts: Sequence[Part]) -> Part:
    text, old, new = parts
    value = speech.replace(text.value, old.value, new.value)
    # Databases do not look at what comes in the place of nothing.
    return unless_failed(value, Kind.TEXT, *parts)


def _contains(speech: Speech, parts: Sequence[Part]) -> Part:
    text, part = parts
    return strict(speech.position(part.value, text.value) > 0, Kind.TRUTH, text, part)


def _starts(speech: Speech, parts: Sequence[Part]) -> Part:
    text, part = parts
    begin = speech.piece(text.value, _FROM_FIRST, speech.length(part.value))
    return strict(speech.exact(begin) == speech.exact(part.value), Kind.TRUTH, text, part)


def _ends(speech: Speech, parts: Sequence[Part]) -> Part:
    text, part = parts
    start = speech.length(text.value) - speech.length(part.value) + 1
    end = speech.piece(text.value, sa.case((start < 1, 1), else_=start), speech.length(part.value))
    same = sa.and_(start >= 1, speech.exact(end) == speech.exact(part.value))
    return strict(same, Kind.TRUTH, text, part)


def _find(speech: Speech, parts: Sequence[Part]) -> Part:
    part, text = parts
    place = sa.func.nullif(speech.position(part.value, text.value), 0)
    value = speech.double(place)
    return strict(value, Kind.NUMBER, part, text, failure="find", span=COUNTS)


def _text(speech: Speech, parts: Sequence[Part]) -> Part:
    places = count(speech, parts[1], 0, 15)
    value = speech.fixed_text(parts[0].value, places.value)
    return strict(value, Kind.TEXT, parts[0], places, failure="large")


def _number(speech: Speech, parts: Sequence[Part]) -> Part:
    value = sa.type_coerce(speech.text_number(parts[0].value), NUMBER)
    return strict(value, Kind.NUMBER, parts[0], failure="read", span=USUAL)


_TEXT = (Takes.TEXT,)
_PAIR = (Takes.TEXT, Takes.TEXT)

TEXTS = (
    Function("CONCAT", _TEXT, _concat, repeats=True),
    Function("JOIN", _PAIR, _join, repeats=True),
    Function("LEFT", (Takes.TEXT, Takes.NUMBER), _left, optional=1),
    Function("RIGHT", (Takes.TEXT, Takes.NUMBER), _right, optional=1),
    Function("MID", (Takes.TEXT, Takes.NUMBER, Takes.NUMBER), _mid),
    Function("LEN", _TEXT, _len),
    Function("UPPER", _TEXT, _plain(lambda speech, text: speech.upper(text))),
    Function("LOWER", _TEXT, _plain(lambda speech, text: speech.lower(text))),
    Function("TRIM", _TEXT, _plain(lambda speech, text: speech.trim(text))),
    Function("SUBSTITUTE", (Takes.TEXT, Takes.TEXT, Takes.TEXT), _substitute),
    Function("CONTAINS", _PAIR, _contains),
    Function("STARTS", _PAIR, _starts),
    Function("ENDS", _PAIR, _ends),
    Function("FIND", _PAIR, _find),
    Function("TEXT", (Takes.NUMBER, Takes.NUMBER), _text),
    Function("NUMBER", _TEXT, _number),
)
