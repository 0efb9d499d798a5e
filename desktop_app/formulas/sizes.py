"""How large an expression has become; a part can stand in it more than once."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any

from sqlalchemy.sql import operators
from sqlalchemy.sql.elements import Case, ClauseElement

LARGEST = 12_000
"""Pieces in one expression: about 300,000 letters of a statement; SQLite takes 1,000,000.

A value is asked for together with why there is none, which may be as large.
"""

DEEPEST = 160
"""So many pieces may lie within one another: SQLAlchemy calls itself for each of them."""

MOST_STACKED = 78
"""So many words may SQLite keep in mind while it reads, and 22 more for the rest of a statement.

See YYSTACKDEPTH at https://sqlite.org/compile.html.
"""

MOST_GIVEN = 100
"""So many things may a function be given; SQLite takes 127, and some are added on the way."""

_WORDS = {"cast": 2, "grouping": 1, "type_coerce": 0, "unary": 1, "collation": 0}
"""How many words stand open when the inner part of a piece is read; of a function, two and "("."""


class Sizes:
    """Counts each piece once and remembers it."""

    def __init__(self, dialect_name: str) -> None:
        self._most_stacked = MOST_STACKED if dialect_name == "sqlite" else sys.maxsize
        self._known: dict[int, tuple[int, int, int]] = {}
        self._kept: list[Any] = []

    def is_too_large(self, *expressions: ClauseElement | None) -> bool:
        """Whether an expression cannot be given to a database any more."""
        return any(
            size > LARGEST or depth > DEEPEST or stacked > self._most_stacked
            for size, depth, stacked in (self._of(each) for each in expressions if each is not None)
        )

    def _of(self, piece: Any) -> tuple[int, int, int]:
        known = self._known.get(id(piece))
        if known:
            return known
        inner = [self._of(child) for child in piece.get_children()]
        size = 1 + sum(size for size, _, _ in inner) + _too_many(piece, len(inner))
        depth = 1 + max((depth for _, depth, _ in inner), default=0)
        found = (size, depth, self._stacked(piece, [stacked for _, _, stacked in inner]))
        self._known[id(piece)] = found
        self._kept.append(piece)
        return found

    def _stacked(self, piece: Any, inner: list[int]) -> int:
        if not inner:
            return 1
        if isinstance(piece, Case):
            return max(self._of(part)[2] + words for words, part in _branches(piece))
        first, *rest = inner
        if piece.__visit_name__ == "binary" or "list" in piece.__visit_name__:
            # What stands at the left is read and done with; the sign and the right come on top.
            return max(first, *(stacked + 2 for stacked in rest)) if rest else first
        return max(inner) + _WORDS.get(piece.__visit_name__, 2)


def _too_many(piece: Any, inner: int) -> int:
    given = getattr(piece, "operator", None) is operators.comma_op
    return LARGEST if given and inner > MOST_GIVEN else 0


def _branches(piece: Case[Any]) -> Iterator[tuple[int, Any]]:
    """Give the parts of a CASE, each with the number of words before it that stand open."""
    if piece.value is not None:
        yield 1, piece.value
    for condition, result in piece.whens:
        yield 4, condition
        yield 6, result
    if piece.else_ is not None:
        yield 4, piece.else_
