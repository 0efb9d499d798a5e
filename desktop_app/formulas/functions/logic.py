"""Choosing: what is not chosen is not worked out, so it cannot fail either."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import reduce

from desktop_app.formulas.comparing import compare, is_empty
from desktop_app.formulas.contexts import common, constant, nothing
from desktop_app.formulas.dialects.base import Speech
from desktop_app.formulas.functions.base import Function, Takes
from desktop_app.formulas.kinds import Kind
from desktop_app.formulas.parts import Part, choose, filled, opposite


def _if(speech: Speech, parts: Sequence[Part]) -> Part:
    yes, no = common(speech, [*parts[1:], nothing(Kind.NOTHING)][:2])
    return choose(parts[0], yes, no)


def _and(_speech: Speech, parts: Sequence[Part]) -> Part:
    no = constant(value=False)
    return reduce(lambda rest, part: choose(opposite(part), no, rest), reversed(parts))


def _or(_speech: Speech, parts: Sequence[Part]) -> Part:
    yes = constant(value=True)
    return reduce(lambda rest, part: choose(part, yes, rest), reversed(parts))


def _not(_speech: Speech, parts: Sequence[Part]) -> Part:
    return opposite(parts[0])


def _is_empty(speech: Speech, parts: Sequence[Part]) -> Part:
    return is_empty(speech, parts[0])


def _first(speech: Speech, parts: Sequence[Part]) -> Part:
    *before, last = common(speech, parts)
    return reduce(lambda rest, part: _or_else(speech, part, rest), reversed(before), last)


def _or_else(speech: Speech, part: Part, rest: Part) -> Part:
    return choose(is_empty(speech, part), rest, replace(part, empty=False, filled=None))


def _switch(speech: Speech, parts: Sequence[Part]) -> Part:
    subject, rest = parts[0], list(parts[1:])
    otherwise = rest.pop() if len(rest) % 2 else nothing(Kind.NOTHING)
    *results, last = common(speech, [*rest[1::2], otherwise])
    for case, result in reversed(list(zip(rest[::2], results, strict=True))):
        last = choose(compare(speech, "=", subject, case), result, last)
    return last


def _if_error(speech: Speech, parts: Sequence[Part]) -> Part:
    risky, instead = common(speech, parts)
    if risky.why is None:
        return risky
    failed = Part(risky.why.is_not(None), Kind.TRUTH)
    safe = replace(risky, why=None)
    if risky.filled:
        safe = replace(safe, filled=lambda: replace(filled(risky), why=None))
    return choose(failed, instead, safe)


LOGIC = (
    Function("IF", (Takes.TRUTH, Takes.ANY, Takes.ANY), _if, optional=1),
    Function("AND", (Takes.TRUTH, Takes.TRUTH), _and, optional=1, repeats=True),
    Function("OR", (Takes.TRUTH, Takes.TRUTH), _or, optional=1, repeats=True),
    Function("NOT", (Takes.TRUTH,), _not),
    Function("ISEMPTY", (Takes.ANY,), _is_empty),
    Function("FIRST", (Takes.ANY, Takes.ANY), _first, repeats=True),
    Function("SWITCH", (Takes.ANY,) * 3, _switch, repeats=True),
    Function("IFERROR", (Takes.ANY, Takes.ANY), _if_error),
)
