"""Reading a formula. The parser is Lark's, brought in with the first formula that is read."""

from __future__ import annotations

import math
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from desktop_app.formulas.errors import NotAFormula
from desktop_app.formulas.functions import FUNCTIONS
from desktop_app.formulas.mistakes import explain, find_open_ends
from desktop_app.formulas.tree import Call, Column, Formula, Node, Number, Operation, Text, Truth

if TYPE_CHECKING:
    from lark import Lark, Token

LONGEST = 2000
"""Characters in a formula."""

LARGEST = 1e60
"""As large as a number may be."""

# Signs bind as in a spreadsheet: -2^2 is 4, 2^3^2 is 64, and & comes after + and -.
GRAMMAR = r"""
?start: comparison
?comparison: joined | comparison COMPARE joined -> operation
?joined: sum | joined JOIN sum                  -> operation
?sum: product | sum SIGN product                -> operation
?product: power | product TIMES power           -> operation
?power: share | power POWER share               -> operation
?share: signed | share PERCENT                  -> share
?signed: atom | SIGN signed                     -> signed
?atom: NUMBER                                   -> number
     | TEXT                                     -> text
     | COLUMN                                   -> column
     | NAME                                     -> word
     | NAME "(" [comparison (SEPARATOR comparison)*] ")" -> call
     | "(" comparison ")"

COMPARE: "<=" | ">=" | "<>" | "!=" | "=" | "<" | ">" | "≤" | "≥" | "≠"
JOIN: "&"
SIGN: /[+\-\u2212]/
TIMES: /[*\/\u00d7÷]/
POWER: "^"
PERCENT: "%"
SEPARATOR: "," | ";"
NUMBER: /([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?/
TEXT: /"([^"]|"")*"|“[^”]*”/
COLUMN: /\[([^\]]|\]\])+\]/
NAME: /[^\W\d_]\w*/
%ignore /\s+/
"""
_PLAIN_SIGNS = {
    "!=": "<>",
    "≤": "<=",
    "≥": ">=",
    "≠": "<>",
    "\N{MINUS SIGN}": "-",
    "\N{MULTIPLICATION SIGN}": "*",
    "÷": "/",
}
_TRUTHS = {"YES": True, "TRUE": True, "NO": False, "FALSE": False}


@lru_cache(maxsize=256)
def parse(text: str) -> Formula:
    """Return the formula a text stands for; a leading = is ignored. Raises NotAFormula."""
    if len(text) > LONGEST:
        raise NotAFormula(
            f"This formula is too long: {len(text):,} characters, and {LONGEST:,} are the most. "
            "Give a part of it a column of its own.",
            LONGEST,
        )
    # The = of a spreadsheet gives way to a blank, so that all places stay as they are.
    bare = text.replace("=", " ", 1) if text.lstrip().startswith("=") else text
    if not bare.strip():
        raise NotAFormula("Please write a formula, such as [Price] * [Quantity].")
    find_open_ends(bare)
    return Formula(text, _read(bare))


def _read(text: str) -> Node:
    from lark.exceptions import UnexpectedInput, UnexpectedToken  # noqa: PLC0415 - see _parser

    try:
        root: Any = _parser().parse(text)
    except UnexpectedInput as error:
        at_end = isinstance(error, UnexpectedToken) and error.token.type == "$END"
        raise explain(text, len(text) if at_end else error.pos_in_stream or 0) from None
    return root  # type: ignore[no-any-return]  # what the builder made


@cache
def _parser() -> Lark:
    # Late: without a formula nobody waits for it.
    from lark import Lark, Transformer  # noqa: PLC0415

    builder = type("Builder", (_Builder, Transformer), {})
    return Lark(GRAMMAR, parser="lalr", transformer=builder(), maybe_placeholders=False)


class _Builder:
    """Makes the tree while the text is read, from the leaves up, without going down again."""

    def number(self, found: list[Token]) -> Node:
        value = float(found[0])
        if not math.isfinite(value) or abs(value) > LARGEST:
            raise NotAFormula("This number is too large to calculate with.", _place(found[0]))
        return Number(_place(found[0]), value)

    def text(self, found: list[Token]) -> Node:
        inner = found[0][1:-1]
        return Text(_place(found[0]), inner.replace('""', '"') if found[0][0] == '"' else inner)

    def column(self, found: list[Token]) -> Node:
        place = _place(found[0])
        name = found[0][1:-1].replace("]]", "]").strip()
        return Column(place, name, place + len(found[0]))

    def word(self, found: list[Token]) -> Node:
        name, place = str(found[0]), _place(found[0])
        if name.upper() in FUNCTIONS:
            raise NotAFormula(
                f"{name.upper()} is a function, so brackets belong behind it: {name.upper()}()",
                place,
            )
        if name.upper() not in _TRUTHS:
            raise NotAFormula(
                f"“{name}” stands alone. Is it a column? Then write [{name}]; "
                f'and a text goes between quotation marks: "{name}".',
                place,
            )
        return Truth(place, _TRUTHS[name.upper()])

    def call(self, found: list[Any]) -> Node:
        parts = tuple(part for part in found[1:] if not isinstance(part, str))
        return Call(_place(found[0]), found[0].upper(), parts)

    def signed(self, found: list[Any]) -> Node:
        return Operation(_place(found[0]), _plain(found[0]), (found[1],))

    def share(self, found: list[Any]) -> Node:
        return Operation(_place(found[1]), "%", (found[0],))

    def operation(self, found: list[Any]) -> Node:
        left, sign, right = found
        return Operation(_place(sign), _plain(sign), (left, right))


def _plain(sign: Token) -> str:
    return _PLAIN_SIGNS.get(sign, str(sign))


def _place(token: Token) -> int:
    return token.start_pos or 0
