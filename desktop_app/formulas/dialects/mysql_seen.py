"""Numbers with the digits that people see, on MariaDB and MySQL.

Whatever is asked of a number, it stands in the statement once: the servers have nothing else that
names what was worked out in the same row, but they read it out of a list. They read at most 63 such
lists within one another; formulas nest less (see sizes).
"""

from __future__ import annotations

from typing import Any

from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import GenericFunction

from desktop_app.formulas.dialects.base import NUMBER

_EXACT = "CAST({} AS DECIMAL(65, 30))"
_WHOLE = "ABS({0}) BETWEEN 1e-13 AND 1e30"
"""Of numbers of such a size the exact one has all digits."""

_DIGITS = f"ROUND({_EXACT.format('v0')}, {{}} - FLOOR(LOG10(ABS(NULLIF(v0, 0)))))"
_IS_SHORT = f"{_WHOLE.format('v0')} AND {_DIGITS.format(14)} = {_DIGITS.format(11)}"
_SHORT = f"CASE WHEN {_IS_SHORT} THEN CAST({_DIGITS.format(14)} AS DOUBLE) ELSE v0 END"
# What is larger than any fraction has nothing behind its point.
_ROUNDED = (
    "CASE WHEN v0 = 0 OR ABS(v0) >= 1e30 THEN v0 "
    f"ELSE CAST(ROUND({_DIGITS.format(14)}, v1) AS DOUBLE) END"
)


class Seen(GenericFunction[float]):
    """The number of at most 12 digits that this one is, as far as 15 of its digits say."""

    inherit_cache = True
    type = NUMBER


class SeenRounded(GenericFunction[float]):
    """What people see of the first number, rounded to as many places as the second says."""

    inherit_cache = True
    type = NUMBER


class SeenTotal(GenericFunction[float]):
    """A sum of what people see of its numbers, with nothing left over behind their digits."""

    inherit_cache = True
    type = NUMBER


@compiles(Seen)
def _seen(element: Seen, compiler: SQLCompiler, **more: Any) -> str:
    return _of_list(element, compiler, _SHORT, **more)


@compiles(SeenRounded)
def _seen_rounded(element: SeenRounded, compiler: SQLCompiler, **more: Any) -> str:
    return _of_list(element, compiler, _ROUNDED, **more)


@compiles(SeenTotal)
def _seen_total(element: SeenTotal, compiler: SQLCompiler, **more: Any) -> str:
    names = _names(element)
    whole = " AND ".join(f"({name} = 0 OR {_WHOLE.format(name)})" for name in names)
    exact = " + ".join(_EXACT.format(name) for name in names)
    plain = " + ".join(names)
    total = f"CASE WHEN {whole} THEN CAST({exact} AS DOUBLE) ELSE {plain} END"
    return _of_list(element, compiler, total, **more)


def _names(element: GenericFunction[float]) -> list[str]:
    return [f"v{place}" for place, _ in enumerate(element.clauses)]


def _of_list(
    element: GenericFunction[float], compiler: SQLCompiler, asked: str, **more: Any
) -> str:
    given = compiler.process(element.clauses, **more)
    read = ", ".join(
        f"{name} DOUBLE PATH '$[{place}]'" for place, name in enumerate(_names(element))
    )
    there = f"JSON_TABLE(JSON_ARRAY({given}), '$' COLUMNS ({read})) AS seen"
    return f"(SELECT {asked} FROM {there})"  # noqa: S608 - ours
