"""Finding a function, and giving it what it takes."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Sequence

from desktop_app.formulas.contexts import DAYS, Misplaced, given, is_nothing, turned
from desktop_app.formulas.dialects.base import Speech
from desktop_app.formulas.errors import NotAFormula
from desktop_app.formulas.functions import FUNCTIONS
from desktop_app.formulas.functions.base import Function, Takes
from desktop_app.formulas.kinds import Kind
from desktop_app.formulas.parts import Part
from desktop_app.formulas.tree import Call, Node, Number, Operation, Text, Truth

_KINDS = {Takes.NUMBER: Kind.NUMBER, Takes.TEXT: Kind.TEXT, Takes.TRUTH: Kind.TRUTH}
_LONGEST = 20

MOST_PARTS = 60
"""As many may stand between the brackets of a function."""


def function(node: Call) -> Function:
    """Return the function that is called, if it can be given so much. Raises NotAFormula."""
    if node.name not in FUNCTIONS:
        names = [known.name for known in FUNCTIONS]
        close = difflib.get_close_matches(node.name, names, n=1, cutoff=0.6)
        meant = f" Did you mean {close[0]}?" if close else ""
        raise NotAFormula(f"There is no function called {node.name[:40]}.{meant}", node.place)
    found = FUNCTIONS[node.name]
    if len(node.parts) > MOST_PARTS:
        raise NotAFormula(f"{found.name} can be given {MOST_PARTS} parts at most.", node.place)
    if not found.accepts(len(node.parts)):
        raise NotAFormula(
            f"{found.name} needs {_how_many(found)} between its brackets, not {len(node.parts)}.",
            node.place,
        )
    return found


def arguments(
    speech: Speech,
    called: Function,
    node: Call,
    found: Sequence[Part],
    name: Callable[[Node], str],
) -> list[Part]:
    """Return what a function is given, each as it takes it. Raises NotAFormula."""
    parts = []
    for at, part in enumerate(found):
        takes = called.takes_at(at)
        try:
            parts.append(_taken(speech, part, takes))
        except Misplaced:
            raise NotAFormula(
                f"{name(node.parts[at])} is {part.kind.value}, "
                f"but {called.name} needs {takes.value} there.",
                node.parts[at].place,
            ) from None
    return parts


def describe(node: Node) -> str:
    """Return words for a part that is no column."""
    if isinstance(node, Number):
        return f"{node.value:g}"
    if isinstance(node, Text):
        return f'"{node.value[:_LONGEST]}"'
    if isinstance(node, Truth):
        return "YES" if node.value else "NO"
    if isinstance(node, Operation):
        return f"What “{node.sign}” gives"
    return f"What {node.name} gives" if isinstance(node, Call) else "This"


def _taken(speech: Speech, part: Part, takes: Takes) -> Part:
    if takes in _KINDS:
        return given(speech, part, _KINDS[takes])
    if takes is Takes.DAY and part.kind not in DAYS:
        return _nothing_or(speech, part, Kind.DATE)
    if takes is Takes.CLOCK and part.kind not in (Kind.MOMENT, Kind.TIME):
        return _nothing_or(speech, part, Kind.MOMENT)
    return part


def _nothing_or(speech: Speech, part: Part, kind: Kind) -> Part:
    if not is_nothing(part):
        raise Misplaced
    return turned(speech, part, kind)


def _how_many(called: Function) -> str:
    least, most = called.least, len(called.takes)
    if called.repeats:
        return f"at least {least}" if least > 1 else "something"
    if least == most:
        return "nothing" if most == 0 else "1 part" if most == 1 else f"{most} parts"
    return f"{least} to {most} parts"
