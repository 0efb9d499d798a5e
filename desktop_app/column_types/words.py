"""How the types speak of what a person typed."""

from __future__ import annotations

_LONGEST = 40


def quoted(text: str) -> str:
    """Return the text in quotation marks, cut when it is long."""
    return f"“{text}”" if len(text) <= _LONGEST else f"“{text[:_LONGEST]}…”"


def literal(text: str) -> str:
    """Return the text as SQL writes it."""
    return "'" + text.replace("'", "''") + "'"
