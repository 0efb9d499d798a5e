"""What `show` says, as SQL: texts that SQLite can put together itself, for large exports.

Each gives an expression over the stored cell: the text, empty for no value, and NULL wherever the
outcome is not certain to be the same, so that Python says it.
"""

from __future__ import annotations

import re

MOST_DECIMALS = 4
"""A number of so few decimals below a billion has at most 13 digits: no rounding changes them."""

MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec"

_PART = re.compile("YYYY|MMM|MM|M|DD|D")
_PARTS = {
    "YYYY": "substr({0}, 1, 4)",
    "MMM": f"substr('{MONTHS}', 3 * CAST(substr({{0}}, 6, 2) AS INTEGER) - 2, 3)",
    "MM": "substr({0}, 6, 2)",
    "M": "CAST(substr({0}, 6, 2) AS INTEGER)",
    "DD": "substr({0}, 9, 2)",
    "D": "CAST(substr({0}, 9, 2) AS INTEGER)",
}


def quoted(text: str) -> str:
    """Return a text as SQL has it."""
    return "'" + text.replace("'", "''") + "'"


def as_it_is(cell: str) -> str:
    """Texts."""
    return f"coalesce({cell}, '')"


def whole_number(cell: str) -> str:
    """Digits."""
    return f"CASE WHEN {cell} IS CAST({cell} AS INTEGER) THEN coalesce({cell}, '') END"


def short_fraction(cell: str, decimals: int = MOST_DECIMALS) -> str:
    """Return a condition that holds only for numbers that so few decimals say exactly."""
    power = f"1{'0' * decimals}"
    return f"{cell} IS round({cell} * {power}) / {power}.0 AND abs({cell}) < 1e9"


def decimal_number(cell: str, decimals: int | None, mark: str) -> str | None:
    """Digits with so many decimals, or with as few as are exact."""
    if (decimals or 0) > MOST_DECIMALS:
        return None
    if decimals is None:
        text = f"rtrim(rtrim(printf('%.{MOST_DECIMALS}f', {cell}), '0'), '.')"
    else:
        text = f"printf('%.{decimals}f', {cell})"
    if mark != ".":
        text = f"replace({text}, '.', {quoted(mark)})"
    exact = short_fraction(cell, MOST_DECIMALS if decimals is None else decimals)
    return f"CASE WHEN {cell} IS NULL THEN '' WHEN {exact} THEN {text} END"


def truth(cell: str, yes: str, no: str) -> str:
    """Say the words for yes and no."""
    return (
        f"CASE WHEN {cell} IS NULL THEN '' WHEN {cell} = 1 THEN {quoted(yes)} "
        f"WHEN {cell} = 0 THEN {quoted(no)} END"
    )


def day(cell: str, pattern: str) -> str | None:
    """Days, written so; None for patterns with the names of months in full."""
    text = _day(cell, pattern)
    if text is None:
        return None
    return (
        f"CASE WHEN {cell} IS NULL THEN '' "
        f"WHEN date({cell}) IS {cell} AND {cell} >= '0001' THEN {text} END"
    )


def moment(cell: str, pattern: str, between: str, clock: str) -> str | None:
    """Days and times, the day written so; seconds where they are wanted, or are not nought."""
    text = _day(cell, pattern)
    if text is None:
        return None
    hours = f"substr({cell}, 12, 5)"
    if clock.startswith("H:"):
        hours = f"ltrim(substr({cell}, 12, 1), '0') || substr({cell}, 13, 4)"
    seconds = f"substr({cell}, 17, 3)"
    if not clock.endswith("SS"):
        seconds = f"CASE WHEN {seconds} = ':00' THEN '' ELSE {seconds} END"
    return (
        f"CASE WHEN {cell} IS NULL THEN '' "
        f"WHEN datetime({cell}) IS {cell} AND {cell} >= '0001' "
        f"THEN {text} || {quoted(between)} || {hours} || {seconds} END"
    )


def _day(cell: str, pattern: str) -> str | None:
    if pattern == "YYYY-MM-DD":
        return f"substr({cell}, 1, 10)"
    if "MMMM" in pattern:
        return None
    between = _PART.split(pattern)
    shown = [quoted(between[0])] if between[0] else []
    for name, literal in zip(_PART.findall(pattern), between[1:], strict=True):
        shown.append(_PARTS[name].format(cell))
        if literal:
            shown.append(quoted(literal))
    return "(" + " || ".join(shown) + ")"
