"""Text that a spreadsheet program would run as a formula, and the apostrophe that prevents it.

A text beginning with = + - @ TAB or CR is written to CSV with an apostrophe in front; one that
begins with apostrophes and then such a sign gets one more. Reading takes one apostrophe away from
exactly such texts, so what we wrote comes back as it was. A number is no formula: -5 stays -5, and
so do -0.1 % and -1 234,50 €.
https://owasp.org/www-community/attacks/CSV_Injection
"""

from __future__ import annotations

import re

_SIGN = r"[$€£¥₹₽₺₩₴₪฿₫₱₦₡₸]?"
_GAP = "[ \xa0\u202f]?"
_AMOUNT = rf"{_SIGN}{_GAP}\d(?:[\d.,'\u2019 \xa0\u202f]*\d)?{_GAP}(?:%|{_SIGN})"
_RUNS = re.compile(rf"'*(?:[=@\t\r]|[+-](?![\d.,]+\Z)(?!(?<=-){_AMOUNT}\Z))")
_RISKY = frozenset("=@\t\r+-")


def protect(text: str) -> str:
    """Put an apostrophe in front of a text that would be run."""
    return "'" + text if _RUNS.match(text) else text


def unprotect(text: str) -> str:
    """Take away the apostrophe that `protect` put there."""
    return text[1:] if text[:1] == "'" and _RUNS.match(text) else text


def may_be_protected(lines: str) -> bool:
    """Say whether some cell in these lines may begin with such an apostrophe."""
    return not _RISKY.isdisjoint(rest[:1] for rest in lines.split("'")[1:])
