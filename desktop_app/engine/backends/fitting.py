"""People's names as a server can take them: SQLite takes any, servers have limits.

A name that does not fit is cut, and marked so that no two are the same: the catalogue keeps the
whole name, and only other programs see the short one. It happens where SQLAlchemy writes a name
into a statement, so that nobody else needs to know.
"""

from __future__ import annotations

from functools import lru_cache
from hashlib import sha256
from typing import Any

from sqlalchemy import Engine

_MARK = 7
"""Bytes of the mark behind a name that was cut."""


@lru_cache(maxsize=4096)
def fitted(name: str, longest: int, *, in_bytes: bool, plane: bool) -> str:
    """Return the name itself if it fits, else one that does and is like no other.

    `longest` counts letters, or bytes of UTF-8; `plane` says that only letters of Unicode's first
    plane are allowed, so no emoji.
    """
    bare = "".join(letter for letter in name if letter <= "\uffff") if plane else name
    if bare == name and _length(name, in_bytes) <= longest:
        return name
    while _length(bare, in_bytes) > longest - _MARK:
        bare = bare[:-1]
    return f"{bare.rstrip()}~{sha256(name.encode()).hexdigest()[: _MARK - 1]}"


def fit_names(engine: Engine, longest: int, *, in_bytes: bool = False, plane: bool = False) -> None:
    """Let every name in the statements of this engine fit."""
    usual: Any = engine.dialect.preparer

    class Fitting(usual):  # type: ignore[misc]
        """Writes names into statements, quoted and fitting."""

        def quote_identifier(self, value: str) -> str:
            """Return the name between quotes."""
            short = fitted(value, longest, in_bytes=in_bytes, plane=plane)
            quoted: str = super().quote_identifier(short)
            return quoted

    engine.dialect.preparer = Fitting
    engine.dialect.identifier_preparer = Fitting(engine.dialect)


def _length(name: str, in_bytes: bool) -> int:
    return len(name.encode()) if in_bytes else len(name)
