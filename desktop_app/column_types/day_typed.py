"""Reading a day the way people type it: 14.3.2019, 14 Mar 2019, March 14, 2019, today."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from desktop_app.column_types.words import quoted
from desktop_app.domain.errors import Invalid

_EXAMPLE = "Write it like 2019-03-14 or 14 Mar 2019."
_RELATIVE = {
    "today": 0, "heute": 0, "yesterday": -1, "gestern": -1, "tomorrow": 1, "morgen": 1,
}  # fmt: skip
_MONTHS = (
    ("jan",), ("feb",), ("mar", "mär", "mrz"), ("apr",), ("may", "mai"), ("jun",),
    ("jul",), ("aug",), ("sep",), ("oct", "okt"), ("nov",), ("dec", "dez"),
)  # fmt: skip
_YEAR_FIRST = re.compile(r"(\d{4})\s*[-./]\s*(\d{1,2})\s*[-./]\s*(\d{1,2})\.?", re.ASCII)
_YEAR_LAST = re.compile(r"(\d{1,2})\s*([-./])\s*(\d{1,2})\s*[-./]\s*(\d{4})", re.ASCII)
_DAY_NAME = re.compile(r"(\d{1,2})(?:\.|st|nd|rd|th)?[\s-]*([^\W\d_]{3,})\.?,?[\s-]*(\d{4})")
_NAME_DAY = re.compile(r"([^\W\d_]{3,})\.?\s*(\d{1,2})(?:\.|st|nd|rd|th)?,?\s+(\d{4})")


def read_day(text: str, *, month_first: bool | None = None) -> date:
    """Return the day a person meant; `month_first` decides what 3/4/2019 is. Raises Invalid."""
    bare = text.strip().casefold()
    if bare in _RELATIVE:
        return datetime.now().astimezone().date() + timedelta(days=_RELATIVE[bare])
    year, month, day = _numbers(bare, text, month_first)
    try:
        return date(year, month, day)
    except ValueError:
        raise Invalid(f"There is no day {quoted(text)}. {_EXAMPLE}") from None


def mind_moving_days(text: str) -> None:
    """Return unless this is a word that means another day tomorrow. Raises Invalid."""
    first = text.casefold().replace(",", " ").split()[:1]
    if first and first[0] in _RELATIVE:
        raise Invalid(f"{quoted(text)} is another day every day. {_EXAMPLE}")


def _numbers(bare: str, text: str, month_first: bool | None) -> tuple[int, int, int]:
    if found := _YEAR_FIRST.fullmatch(bare):
        return int(found[1]), int(found[2]), int(found[3])
    if found := _YEAR_LAST.fullmatch(bare):
        day, month = _in_order(int(found[1]), int(found[3]), found[2], text, month_first)
        return int(found[4]), month, day
    if found := _DAY_NAME.fullmatch(bare):
        return int(found[3]), _month(found[2], text), int(found[1])
    if found := _NAME_DAY.fullmatch(bare):
        return int(found[3]), _month(found[1], text), int(found[2])
    raise Invalid(f"{quoted(text)} is not a date. {_EXAMPLE}")


def _in_order(
    first: int, second: int, sign: str, text: str, month_first: bool | None
) -> tuple[int, int]:
    """Return day and month; with dots the day always comes first."""
    if sign == "." or month_first is False or first > 12 or first == second:
        return first, second
    if month_first or second > 12:
        return second, first
    raise Invalid(f"{quoted(text)} can be two different days. {_EXAMPLE}")


def _month(name: str, text: str) -> int:
    for number, beginnings in enumerate(_MONTHS, start=1):
        if name.startswith(beginnings):
            return number
    raise Invalid(f"{quoted(text)} names no month. {_EXAMPLE}")
