"""How large an expression has become; a part can stand in it more than once."""

from __future__ import annotations

from typing import Any

from sqlalchemy.sql.elements import ClauseElement

LARGEST = 6_000
"""Pieces in one expression: about 150,000 characters of a statement."""

DEEPEST = 150
"""So many pieces lie within one another."""


class Sizes:
    """Counts each piece once and remembers it."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[int, int]] = {}
        self._kept: list[Any] = []

    def is_too_large(self, *expressions: ClauseElement | None) -> bool:
        """Whether an expression cannot be given to a database any more."""
        return any(
            size > LARGEST or depth > DEEPEST
            for size, depth in (self._of(piece) for piece in expressions if piece is not None)
        )

    def _of(self, piece: Any) -> tuple[int, int]:
        known = self._known.get(id(piece))
        if known:
            return known
        inner = [self._of(child) for child in piece.get_children()]
        size = 1 + sum(size for size, _ in inner)
        found = (size, 1 + max((depth for _, depth in inner), default=0))
        self._known[id(piece)] = found
        self._kept.append(piece)
        return found
