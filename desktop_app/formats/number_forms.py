"""What number formats say of the numbers of a workbook, more than that they are numbers.

Runs in the child process (see reader), before the rows. ECMA-376, part 1, 18.8.30 (numFmt).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from functools import cache
from typing import TypeAlias

from desktop_app.domain.sheet import shows_lengths
from desktop_app.formats.shown_digits import digit_template

Codes: TypeAlias = Mapping[int, Collection[str]]
"""The codes by which columns show their numbers, by the column's place in the sheet."""

_AMOUNTS = {5: "", 6: "", 7: ".00", 8: ".00", 42: "", 44: ".00"}
"""Those with the currency of the country where the workbook is opened, which it does not name."""

BUILT_IN: Mapping[int, str] = {
    9: "0%",
    10: "0.00%",
    46: "[h]:mm:ss",
    **{number: f"[$¤]#,##0{decimals}" for number, decimals in _AMOUNTS.items()},
}
"""What every workbook has, without saying so."""

_SIGN = re.compile(r"[%$€£¥₹₽₺₩₴₪฿₫₱₦₡₸]|\[\$[^-\]]|\"[^\"]*[^\W\d_][^\"]*\"|\\[^\W\d_]").search
"""Percent, a currency, or letters that might be one."""

_ASIDE = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
_DATE = re.compile("[ymdhs]", re.IGNORECASE)
"""Outside quotes and brackets, a part of a date or a time."""


class UnknownFormsError(Exception):
    """How the numbers of a sheet are shown is said in the workbook, but cannot be made out."""


@cache
def says_more(code: str) -> bool:
    """Say whether numbers shown so are percentages, amounts, lengths of time or codes."""
    if shows_lengths(code):
        return True
    if _DATE.search(_ASIDE.sub("", code)):
        return False
    return bool(_SIGN(code) or digit_template(code))


def saying_more(seen: Codes) -> Codes:
    """Return the columns of which any code says something, and all their codes."""
    return {place: codes for place, codes in seen.items() if any(map(says_more, codes))}
