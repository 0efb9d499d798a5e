"""What number formats say of the numbers of a workbook, more than that they are numbers.

Runs in the child process (see reader), before the rows. ECMA-376, part 1, 18.8.30 (numFmt).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from functools import cache
from typing import TypeAlias

from desktop_app.domain.sheet import shows_lengths
from desktop_app.formats.shown_digits import digit_templates, has_some_digits

Codes: TypeAlias = Mapping[int, Collection[str]]
"""The codes by which columns show their numbers, by the column's place in the sheet."""

_AMOUNTS = {5: "", 6: "", 7: ".00", 8: ".00", 42: "", 44: ".00"}
"""Those with the currency of the country where the workbook is opened, which it does not name."""

BUILT_IN: Mapping[int, str] = {
    9: "0%",
    10: "0.00%",
    14: "mm-dd-yy",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "h:mm",
    21: "h:mm:ss",
    22: "m/d/yy h:mm",
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mm:ss.0",
    **{number: f"[$¤]#,##0{decimals}" for number, decimals in _AMOUNTS.items()},
}
"""What every workbook has, without saying so."""

_SIGN = re.compile(
    r"[%$€£¥₹₽₺₩₴₪฿₫₱₦₡₸]|\[\$[^-\]]|\"[^\"]*[^\W\d_][^\"]*\"|\\[^\W\d_]|^[\"\\]?\+[^;]*$"
).search
"""Percent, a currency, letters that might be one, or a plus before all numbers."""

_ASIDE = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
_DATE = re.compile("[ymdhs]", re.IGNORECASE)
"""Outside quotes and brackets, a part of a date or a time."""

_LENGTH = re.compile(r"\[[hms]+\]", re.IGNORECASE)
_DAY = re.compile("[yd]", re.IGNORECASE)
_HOURS = re.compile("[hs]", re.IGNORECASE)


class UnknownFormsError(Exception):
    """How the numbers of a sheet are shown is said in the workbook, but cannot be made out."""


@cache
def says_more(code: str) -> bool:
    """Say whether numbers shown so are percentages, amounts, lengths of time or codes."""
    if shows_lengths(code):
        return True
    if _DATE.search(_ASIDE.sub("", code)):
        return False
    return bool(_SIGN(code) or digit_templates(code) or has_some_digits(code))


def shows_hours(code: str) -> bool:
    """Say whether a number is shown as a time of day and no more."""
    bare = _ASIDE.sub("", code)
    return bool(_HOURS.search(bare)) and not _DAY.search(bare) and not _LENGTH.search(code)


def shows_days(code: str) -> bool:
    """Say whether a number is shown as a date, or part of one, with a time or without."""
    bare = _ASIDE.sub("", code)
    return bool(_DATE.search(bare)) and not shows_hours(code) and not _LENGTH.search(code)


def saying_more(seen: Codes) -> Codes:
    """Return the columns of which any code says something, and all their codes."""
    return {place: codes for place, codes in seen.items() if any(map(says_more, codes))}
