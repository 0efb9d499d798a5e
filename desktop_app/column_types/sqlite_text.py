"""What `show` says, as SQL: texts that SQLite can put together itself, for large exports.

Each gives two expressions over a stored cell, which is not NULL: the first is true only where the
second is, to the letter, the text that Python would write.
"""

from __future__ import annotations

import re

MOST_DECIMALS = 4
"""A number of so few decimals below a billion has at most 13 digits: no rounding changes them."""

MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec"

_ISO = "YYYY-MM-DD"
_PART = re.compile("YYYY|MMM|MM|M|DD|D")
_PARTS = {
    "YYYY": "substr({0}, 1, 4)",
    "MMM": f"substr('{MONTHS}', 3 * CAST(substr({{0}}, 6, 2) AS INTEGER) - 2, 3)",
    "MM": "substr({0}, 6, 2)",
    "M": "CAST(substr({0}, 6, 2) AS INTEGER)",
    "DD": "substr({0}, 9, 2)",
    "D": "CAST(substr({0}, 9, 2) AS INTEGER)",
}

Shown = tuple[str, str]


def quoted(text: str) -> str:
    """Return a text as SQL has it."""
    return "'" + text.replace("'", "''") + "'"


def text(cell: str) -> Shown:
    """Texts, but for those with a NUL in them, at which SQLite's printf would end."""
    return f"instr({cell}, char(0)) = 0", cell


def whole_number(cell: str) -> Shown:
    """Digits."""
    return f"{cell} IS CAST({cell} AS INTEGER)", cell


def short_fraction(cell: str, decimals: int = MOST_DECIMALS) -> str:
    """Return a condition that holds only for numbers that so few decimals say exactly."""
    power = f"1{'0' * decimals}"
    return f"({cell} IS round({cell} * {power}) / {power}.0 AND abs({cell}) < 1e9)"


def decimal_number(cell: str, decimals: int | None, mark: str) -> Shown | None:
    """Digits with so many decimals, or with as few as are exact."""
    if (decimals or 0) > MOST_DECIMALS:
        return None
    if decimals is None:
        shown = f"rtrim(rtrim(printf('%.{MOST_DECIMALS}f', {cell}), '0'), '.')"
    else:
        shown = f"printf('%.{decimals}f', {cell})"
    if mark != ".":
        shown = f"replace({shown}, '.', {quoted(mark)})"
    return short_fraction(cell, MOST_DECIMALS if decimals is None else decimals), shown


def truth(cell: str, yes: str, no: str) -> Shown:
    """The words for yes and no."""
    words = f"CASE {cell} WHEN 1 THEN {quoted(yes)} WHEN 0 THEN {quoted(no)} END"
    return f"{cell} IN (0, 1)", words


def day(cell: str, pattern: str) -> Shown | None:
    """Days, written so; None for patterns with the names of months in full."""
    if pattern == _ISO:  # then it does not matter whether there is such a day
        return f"{cell} GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'", cell
    shown = _day(cell, pattern)
    return (f"(date({cell}) IS {cell} AND {cell} >= '0001')", shown) if shown else None


def moment(cell: str, pattern: str, between: str, clock: str) -> Shown | None:
    """Days and times, the day written so; seconds where they are wanted, or are not nought."""
    shown = _day(cell, pattern)
    if shown is None:
        return None
    hours = f"substr({cell}, 12, 5)"
    if clock.startswith("H:"):
        hours = f"ltrim(substr({cell}, 12, 1), '0') || substr({cell}, 13, 4)"
    seconds = f"substr({cell}, 17, 3)"
    if not clock.endswith("SS"):
        seconds = f"CASE WHEN {seconds} = ':00' THEN '' ELSE {seconds} END"
    sure = f"(datetime({cell}) IS {cell} AND {cell} >= '0001')"
    return sure, f"{shown} || {quoted(between)} || {hours} || {seconds}"


def _day(cell: str, pattern: str) -> str | None:
    if pattern == _ISO:
        return f"substr({cell}, 1, 10)"
    if "MMMM" in pattern:
        return None
    between = _PART.split(pattern)
    shown = [quoted(between[0])] if between[0] else []
    for name, literal in zip(_PART.findall(pattern), between[1:], strict=True):
        shown.append(_PARTS[name].format(cell))
        if literal:
            shown.append(quoted(literal))
    return " || ".join(shown)
