"""Names for the sheets of a workbook, under the rules of Excel, which all programs keep to."""

from __future__ import annotations

import re
from collections.abc import Collection

LONGEST = 31
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f\x7f\ufffe\uffff]")


def sheet_name(wish: str, taken: Collection[str]) -> str:
    """Return a name like the wish that a sheet may have and that is unlike those taken."""
    name = _FORBIDDEN.sub("-", wish).strip().strip("'") or "Sheet"
    if name.casefold() == "history":  # which Excel keeps for itself
        name = f"{name} 1"
    used = {each.casefold() for each in taken}
    found, number = _cut(name, LONGEST), 1
    while found.casefold() in used:
        number += 1
        ending = f" {number}"
        found = _cut(name, LONGEST - len(ending)) + ending
    return found


def _cut(name: str, most: int) -> str:
    """Shorten to so many of the units that Excel counts; none of them halved."""
    return name.encode("utf-16-le")[: most * 2].decode("utf-16-le", "ignore").strip()
