"""From a formula's tree to expressions, and what is wrong with it on the way there."""

from __future__ import annotations

from collections.abc import Mapping

import sqlalchemy as sa

from desktop_app.formulas.arithmetic import (
    between,
    days_later,
    is_day,
    minus,
    negative,
    over,
    plus,
    power,
    settled,
    times,
)
from desktop_app.formulas.calling import arguments, describe, function
from desktop_app.formulas.comparing import ORDERS, compare
from desktop_app.formulas.contexts import Misplaced, constant, given
from desktop_app.formulas.dialects import SPEECHES
from desktop_app.formulas.dialects.base import Speech
from desktop_app.formulas.errors import NotAFormula
from desktop_app.formulas.functions.texts import joined
from desktop_app.formulas.kinds import SQL_TYPES, Field, Kind, Result
from desktop_app.formulas.leaves import leaf
from desktop_app.formulas.naming import number_of
from desktop_app.formulas.parts import Part
from desktop_app.formulas.sizes import Sizes
from desktop_app.formulas.tree import Call, Column, Formula, Node, Operation

_VERBS = {
    "+": "added",
    "-": "subtracted",
    "*": "multiplied",
    "/": "divided",
    "^": "raised to a power",
    "%": "a percentage",
}


def compiled(formula: Formula, fields: Mapping[int, Field], dialect_name: str) -> Result:
    """Return a stored formula as expressions for one database. Raises NotAFormula.

    `dialect_name` is one of SPEECHES: "mariadb" where the dialect says so, whatever its name.
    """
    speech = SPEECHES[dialect_name]
    part = settled(speech, _Compiler(speech, fields).part(formula.root))
    if part.kind is Kind.TEXT:
        # An empty text is no result, as in a column that people type in.
        part_value: sa.ColumnElement[object] = sa.func.nullif(part.value, "", type_=sa.Text())
    else:
        part_value = part.value
    kind = Kind.TEXT if part.kind is Kind.NOTHING else part.kind
    value = sa.type_coerce(part_value, SQL_TYPES[kind])
    empty = part.empty or kind is Kind.TEXT
    return Result(kind, value, part.why, part.span, part.places, empty, part.measure)


class _Compiler:
    """Goes through the tree of one formula."""

    def __init__(self, speech: Speech, fields: Mapping[int, Field]) -> None:
        self._speech = speech
        self._fields = fields
        self._sizes = Sizes(speech.name)
        self._leaves: dict[int, Part] = {}

    def part(self, node: Node) -> Part:
        """Return the part that a node stands for."""
        made = self._made(node)
        if self._sizes.is_too_large(made.value, made.why):
            raise NotAFormula(
                "This formula is too much to work out at once, with the formulas that it uses. "
                "Make it shorter, or use fewer columns in it that are formulas themselves.",
                node.place,
            )
        return made

    def _made(self, node: Node) -> Part:
        if isinstance(node, Column):
            return self._column(node)
        if isinstance(node, Call):
            return self._call(node)
        if isinstance(node, Operation):
            return self._operation(node)
        return constant(node.value)

    def _column(self, node: Column) -> Part:
        number = number_of(node)
        if number not in self._fields:
            raise NotAFormula("A column that this formula used is gone.", node.place)
        if number not in self._leaves:
            self._leaves[number] = leaf(self._speech, self._fields[number])
        return self._leaves[number]

    def _call(self, node: Call) -> Part:
        called = function(node)
        found = self._parts(node)
        parts = arguments(self._speech, called, node, found, self._name)
        try:
            return settled(self._speech, called.build(self._speech, parts))
        except Misplaced:
            kinds = " and ".join(dict.fromkeys(part.kind.value for part in found))
            raise NotAFormula(f"{node.name} cannot work with {kinds} here.", node.place) from None

    def _parts(self, node: Call | Operation) -> list[Part]:
        """Return what a node is made of; products of products are settled once, at their end."""
        found = [self.part(part) for part in node.parts]
        if isinstance(node, Operation) and node.sign in "*/%":
            return found
        return [settled(self._speech, part) for part in found]

    def _operation(self, node: Operation) -> Part:
        parts = self._parts(node)
        if node.sign in ORDERS:
            return self._compared(node, parts)
        if node.sign == "&":
            return joined(*(self._as(part, Kind.TEXT, node, at) for at, part in enumerate(parts)))
        if any(map(is_day, parts)):
            return self._of_days(node, parts)
        numbers = [self._as(part, Kind.NUMBER, node, at) for at, part in enumerate(parts)]
        return self._calculated(node.sign, numbers)

    def _calculated(self, sign: str, numbers: list[Part]) -> Part:
        if len(numbers) == 1:
            return self._signed(sign, numbers[0])
        left, right = numbers
        if sign == "^":
            return power(self._speech, left, right)
        if sign in "*/":
            return times(left, right) if sign == "*" else over(left, right)
        return plus(self._speech, left, right) if sign == "+" else minus(self._speech, left, right)

    def _signed(self, sign: str, number: Part) -> Part:
        if sign == "%":
            return over(number, constant(100.0))
        return negative(number) if sign == "-" else number

    def _compared(self, node: Operation, parts: list[Part]) -> Part:
        try:
            return compare(self._speech, node.sign, parts[0], parts[1])
        except Misplaced:
            left, right = (self._name(part) for part in node.parts)
            raise NotAFormula(
                f"{left} is {parts[0].kind.value} and {right} is {parts[1].kind.value}, "
                "so they cannot be compared.",
                node.place,
            ) from None

    def _of_days(self, node: Operation, parts: list[Part]) -> Part:
        """Days can be counted between, and counted on from."""
        if len(parts) == 2 and node.sign == "-" and all(map(is_day, parts)):
            return between(self._speech, parts[1], parts[0])
        if len(parts) == 2 and node.sign in "+-":
            swapped = node.sign == "+" and is_day(parts[1])
            when, days = reversed(parts) if swapped else parts
            if is_day(when) and not is_day(days):
                number = self._as(days, Kind.NUMBER, node, 0 if swapped else 1)
                later = number if node.sign == "+" else negative(number)
                return days_later(self._speech, when, later)
        wrong = next(at for at, part in enumerate(parts) if is_day(part))
        raise self._misplaced(node, parts[wrong], wrong)

    def _as(self, part: Part, kind: Kind, node: Operation, at: int) -> Part:
        try:
            return given(self._speech, part, kind)
        except Misplaced:
            raise self._misplaced(node, part, at) from None

    def _misplaced(self, node: Operation, part: Part, at: int) -> NotAFormula:
        where = node.parts[at]
        hint = " Use & to join texts." if node.sign == "+" and part.kind is Kind.TEXT else ""
        return NotAFormula(
            f"{self._name(where)} is {part.kind.value}, so it cannot be {_VERBS[node.sign]}.{hint}",
            where.place,
        )

    def _name(self, node: Node) -> str:
        if isinstance(node, Column):
            return f"“{self._fields[number_of(node)].name}”"
        return describe(node)
