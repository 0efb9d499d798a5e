"""How columns look in a workbook: number formats as Excel writes them.

https://support.microsoft.com/office/number-format-codes-5026bbd6-04bc-48cd-bf33-80f18b4eae68
"""

from __future__ import annotations

import re

_WORD = re.compile("YYYY|MMMM|MMM|MM|M|DD|D|HH|H|h|SS|am|AM|.", re.DOTALL)
_WORDS = {
    "YYYY": "yyyy",
    "MMMM": "mmmm",
    "MMM": "mmm",
    "MM": "mm",
    "M": "m",
    "DD": "dd",
    "D": "d",
    "HH": "hh",
    "H": "h",
    "h": "h",
    "SS": "ss",
    "am": "AM/PM",
    "AM": "AM/PM",
}
_PLAIN = "-/: "
SECONDS_IN_DAYS = 1 / 86_400
"""Excel counts in days, Tidybase in seconds."""


def time_code(pattern: str) -> str:
    """Return the code for days and times written so, such as DD.MM.YYYY HH:MM."""
    return "".join(_WORDS.get(word) or _literal(word) for word in _WORD.findall(pattern))


def number_code(decimals: int | None, *, groups: bool) -> str:
    """Return the code for numbers with so many decimals (None: as many as there are)."""
    if decimals is None:
        return "#,##0.###" if groups else "General"
    return ("#,##0" if groups else "0") + (f".{'0' * decimals}" if decimals else "")


def amount_code(number: str, before: str, after: str) -> str:
    """Return the code for numbers with something around them, such as a currency."""
    return "".join(map(_literal, before)) + number + "".join(map(_percent_or_literal, after))


def _literal(sign: str) -> str:
    return sign if sign in _PLAIN else f"\\{sign}"


def _percent_or_literal(sign: str) -> str:
    return sign if sign == "%" else _literal(sign)
