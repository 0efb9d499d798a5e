"""The functions that formulas need and SQLite lacks; every connection gets them when it is made.

None of them raises: what cannot be worked out is None, and so is what is calculated from None.
What is remembered takes 0.0 and -0.0 for the same, so a calculation gives only the first.
"""

from __future__ import annotations

import math
import re
import sqlite3
from calendar import monthrange
from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Context, Decimal
from functools import lru_cache, wraps
from typing import Any

# As PostgreSQL reads numbers, and all that print them with 15 digits.
_DIGITS = Context(prec=15, rounding=ROUND_HALF_EVEN)
_WIDE = Context(prec=330, rounding=ROUND_HALF_UP)
_MOST_IN_TEXT = Decimal("1e30")
_ANY = -1
_FEW_DIGITS = 1e8
_NEAR_A_HALF = 1e-6
_REMEMBERED = 64
"""Answers kept of each function: formulas that use one another ask again many times in a row."""

_NUMBER = re.compile(r" *[+-]?(?:[0-9]{1,50}(?:\.[0-9]{0,50})?|\.[0-9]{1,50}) *")


def install(connection: sqlite3.Connection) -> None:
    """Make the functions known to a connection; it takes microseconds."""
    for function, counts in FUNCTIONS.items():
        connection.create_function(
            f"tidybase_{function.__name__}",
            counts,
            _answering(function),
            deterministic=True,
        )


def short(number: float) -> float:
    """The number of at most 12 digits that this one is, as far as 15 of its digits say."""
    text = f"{number:.14e}"
    return (float(text) if "000e" in text else number) + 0.0


def added(*numbers: float) -> float:
    """A sum without what is left over behind the 15 digits of its numbers, if it is short then."""
    total = numbers[0]
    for number in numbers[1:]:
        size = max(abs(total), abs(number))
        total += number
        if not total.is_integer():
            places = 14 - math.floor(math.log10(size))
            seen = round(total, places - 3)
            total = seen if seen == round(total, places) else total
    return total + 0.0


def floor(number: float) -> float:
    """The next whole number below."""
    return float(math.floor(number))


def ceiling(number: float) -> float:
    """The next whole number above."""
    return float(math.ceil(number))


def root(number: float) -> float:
    """The square root."""
    return math.sqrt(number) + 0.0


def power(base: float, exponent: float) -> float | None:
    """A power within ±1e60; what is tiny is 0."""
    if base == 0 or exponent == 0:
        return math.pow(base, exponent) + 0.0
    size = exponent * math.log(abs(base))
    if size >= 138:
        return None
    result = math.pow(base, exponent)
    return 0.0 if size <= -138 else result


def remainder(number: float, by: float) -> float | None:
    """What is left of a division, with the sign of the divisor."""
    times = short(number / by)
    if abs(times) >= 1e15:
        return None
    return 0.0 if times.is_integer() else number - by * math.floor(times)


def rounded(number: float, places: int) -> float:
    """A number rounded half away from zero, as it reads with 15 digits."""
    scaled = abs(number) * 10.0**places
    # Far from a half, and with digits to spare, Python's own rounding says the same sooner.
    if scaled < _FEW_DIGITS and abs(scaled % 1.0 - 0.5) > _NEAR_A_HALF:
        return round(number, places) + 0.0
    return float(_rounded(number, places)) + 0.0


def number_text(number: float) -> str | None:
    """A number with 15 digits, at most 15 of them behind the point."""
    shown = _rounded(number, 15)
    if abs(shown) >= _MOST_IN_TEXT:
        return None
    text = f"{shown:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text) if shown else "0"


def fixed_text(number: float, places: int) -> str | None:
    """A number with all its places."""
    shown = _rounded(number, places)
    return None if abs(shown) >= _MOST_IN_TEXT else f"{shown + 0:f}" if shown else f"{abs(shown):f}"


def text_number(text: str) -> float | None:
    """The number that a text says."""
    return float(text) + 0.0 if _NUMBER.fullmatch(text) else None


def upper(text: str) -> str:
    """Capital letters."""
    return text.upper()


def lower(text: str) -> str:
    """Small letters."""
    return text.lower()


def days_after(day: str, days: float) -> str:
    """The day so many days later."""
    return (date.fromisoformat(day) + timedelta(days=days)).isoformat()


def seconds_after(moment: str, seconds: float) -> str:
    """The moment so many seconds later."""
    return (datetime.fromisoformat(moment) + timedelta(seconds=seconds)).isoformat(" ")


def months_after(when: str, months: float) -> str:
    """The same day so many months later, or the last day of a shorter month."""
    day = date.fromisoformat(when[:10])
    year, month = divmod(day.year * 12 + day.month - 1 + int(months), 12)
    last = monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last)).isoformat() + when[10:]


def least(*values: Any) -> Any:
    """The smallest that is there."""
    return min((value for value in values if value is not None), default=None)


def greatest(*values: Any) -> Any:
    """The largest that is there."""
    return max((value for value in values if value is not None), default=None)


FUNCTIONS: dict[Callable[..., Any], int] = {
    short: 1,
    added: _ANY,
    floor: 1,
    ceiling: 1,
    root: 1,
    power: 2,
    remainder: 2,
    rounded: 2,
    number_text: 1,
    fixed_text: 2,
    text_number: 1,
    upper: 1,
    lower: 1,
    days_after: 2,
    seconds_after: 2,
    months_after: 2,
    least: _ANY,
    greatest: _ANY,
}
"""Each with the number of values it is given."""

_MINDFUL = {least, greatest}
"""They look after None themselves."""

_OF_TEXTS = {text_number, upper, lower}
"""They are given texts, which may be too long to be kept."""


def _rounded(number: float, places: int) -> Decimal:
    shown = _DIGITS.create_decimal_from_float(number)
    return shown.quantize(Decimal(1).scaleb(-places), context=_WIDE)


def _answering(function: Callable[..., Any]) -> Callable[..., Any]:
    if function in _MINDFUL:
        return function
    calm = _calm(function)
    return calm if function in _OF_TEXTS else lru_cache(_REMEMBERED, typed=True)(calm)


def _calm(function: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(function)
    def answer(*given: Any) -> Any:
        if None in given:
            return None
        try:
            return function(*given)
        except (ArithmeticError, ValueError, TypeError):
            return None

    return answer
