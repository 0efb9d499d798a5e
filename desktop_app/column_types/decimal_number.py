"""Numbers with a fraction, as every program stores them: 64-bit floating point.

Options: `decimals` (None: as few as are exact, else so many) and `mark` ("." or ",").
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from typing import Any, ClassVar

import sqlalchemy as sa
from sqlalchemy.types import TypeEngine

from desktop_app.column_types.base import Form, Options
from desktop_app.column_types.decimal_form import DecimalForm, show_number
from desktop_app.column_types.sqlite_plain import PlainNumber
from desktop_app.column_types.words import quoted
from desktop_app.domain.errors import Invalid
from desktop_app.domain.sheet import Value

_MARKS = (".", ",")
_MOST_DECIMALS = 15
_SPACES = re.compile("[\\s'\N{RIGHT SINGLE QUOTATION MARK}_]")
_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?", re.ASCII)
_LIKE_A_NUMBER = re.compile(r"-?\d+(?:([.,])(\d+))?", re.ASCII)
_IN_GROUPS = {
    ",": re.compile(r"[+-]?\d{1,3}(?:,\d{3})+(?:\.\d*)?", re.ASCII),
    ".": re.compile(r"[+-]?\d{1,3}(?:\.\d{3})+(?:,\d*)?", re.ASCII),
}


class DecimalNumber:
    """Numbers for measuring."""

    name: ClassVar[str] = "decimal_number"
    label: ClassVar[str] = "Decimal number"
    icon: ClassVar[str] = "decimal"
    align: ClassVar[str] = "end"
    plural: ClassVar[str] = "numbers"

    def sql_type(self, options: Options) -> TypeEngine[Any]:  # noqa: ARG002 - the contract
        """Double precision."""
        return sa.Double().with_variant(PlainNumber(), "sqlite")

    def parse(self, text: str, options: Options) -> Value:
        """Read 12.5, 12,5, 1,284.50, 1.284,50 or 1 284.5. Raises Invalid."""
        bare = _SPACES.sub("", text).replace("\N{MINUS SIGN}", "-")
        if not bare:
            return None
        plain = _with_point(bare, options.get("mark", "."), text)
        if not _NUMBER.fullmatch(plain) or not math.isfinite(float(plain)):
            raise Invalid(f"{quoted(text)} is not a number. Write it like 12.50.")
        return float(plain) + 0.0

    def show(self, value: Value, options: Options) -> str:
        """Return at least the decimals the column shows, and never fewer than the value has."""
        if value is None:
            return ""
        if not isinstance(value, int | float) or not math.isfinite(value):
            return str(value)
        return show_number(value, options.get("decimals"), options.get("mark", "."))

    def forms(self, cells: Sequence[Value]) -> Sequence[Form]:
        """Give the forms with as many decimals as most cells have, then the shortest ones."""
        numbers = [match for match in map(_match, cells) if match]
        if not numbers:
            return ()
        forms: list[Form] = []
        for mark in _MARKS:
            places = Counter(len(match[2]) for match in numbers if match[1] == mark)
            if places and 0 < (most := places.most_common(1)[0][0]) <= _MOST_DECIMALS:
                forms.append(DecimalForm(most, mark))
        commas = any(form.options["mark"] == "," for form in forms)
        return [*forms, DecimalForm(None, "."), *([DecimalForm(None, ",")] if commas else [])]

    def form(self, options: Options) -> Form:
        """The form with the decimals and the mark of the options."""
        return DecimalForm(options.get("decimals"), options.get("mark", "."))

    def doubt(self, forms: Sequence[Form]) -> str | None:  # noqa: ARG002 - the contract
        """What could be thousands does not fit in the first place."""
        return None


def _with_point(bare: str, mark: str, text: str) -> str:
    """Return the number without thousands signs and with a decimal point. Raises Invalid."""
    for thousands, decimal in ((",", "."), (".", ",")):
        if not _IN_GROUPS[thousands].fullmatch(bare):
            continue
        if bare.count(thousands) > 1 or decimal in bare:
            return bare.replace(thousands, "").replace(decimal, ".")
        if thousands != mark and bare.lstrip("+-")[0] != "0":
            raise Invalid(
                f"{quoted(text)} can be read in two ways. Write it without a sign for "
                f"thousands, like 1234{mark}5."
            )
    return bare.replace(",", ".")


def _match(cell: Value) -> re.Match[str] | None:
    if isinstance(cell, bool) or not isinstance(cell, str | int | float):
        return None
    return _LIKE_A_NUMBER.fullmatch(cell if isinstance(cell, str) else "0")
