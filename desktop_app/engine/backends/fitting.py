"""People's names as a server can take them: SQLite takes any, servers have limits.

A name that does not fit is cut, and marked so that no two are the same: the catalogue keeps the
whole name, and only other programs see the short one. It happens where SQLAlchemy writes a name
into a statement, so that nobody else needs to know.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from hashlib import sha256
from typing import Any

from sqlalchemy import Engine

MARK = "~"
"""In front of what makes a name that was cut unlike others."""

_NOTHING = re.compile(r"(?!)")


@lru_cache(maxsize=4096)
def fitted(name: str, fits: Callable[[str], bool], without: re.Pattern[str] = _NOTHING) -> str:
    """Return the name itself if it fits, else one that does and is like no other.

    `without` finds the letters that cannot be in a name at all.
    """
    bare = without.sub("", name)
    if bare == name and fits(name):
        return name
    mark = f"{MARK}{sha256(name.encode()).hexdigest()[:6]}"
    while not fits(f"{bare}{mark}"):
        bare = bare[:-1]
    return f"{bare.rstrip()}{mark}"


def fit_names(
    engine: Engine, fits: Callable[[str], bool], without: re.Pattern[str] = _NOTHING
) -> None:
    """Let every name in the statements of this engine fit."""
    usual: Any = engine.dialect.preparer

    class Fitting(usual):  # type: ignore[misc]
        """Writes names into statements, quoted and fitting."""

        def quote_identifier(self, value: str) -> str:
            """Return the name between quotes."""
            quoted: str = super().quote_identifier(fitted(value, fits, without))
            return quoted

    engine.dialect.preparer = Fitting
    engine.dialect.identifier_preparer = Fitting(engine.dialect)
