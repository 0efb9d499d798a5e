"""Numbers with a fraction, as every program stores them: 64-bit floating point.

Options: `decimals` (None: as few as are exact, else so many), `mark` ("." or ",") and perhaps
`group`, the sign between thousands.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any, ClassVar

import sqlalchemy as sa
from sqlalchemy.types import TypeEngine

from desktop_app.column_types import sqlite_text
from desktop_app.column_types.base import EVERYWHERE, Comparison, Form, Options, Plain
from desktop_app.column_types.codes import mind_codes
from desktop_app.column_types.customs import signs_by
from desktop_app.column_types.decimal_form import DecimalForm, show_number
from desktop_app.column_types.sqlite_plain import PlainNumber
from desktop_app.column_types.whole_number import bare_number
from desktop_app.column_types.words import quoted
from desktop_app.column_types.workbook_forms import number_code
from desktop_app.domain.errors import Invalid
from desktop_app.domain.sheet import Media, Value

_MARKS = (".", ",")
_MOST_DECIMALS = 15
_NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,3})?", re.ASCII)
_LIKE_A_NUMBER = re.compile(r"-?\d+(?:([.,])(\d+))?", re.ASCII)
_GROUPED = re.compile(
    r"-?\d{1,3}([.,'\N{RIGHT SINGLE QUOTATION MARK}\s])\d{3}(?:\1\d{3})*(?:([.,])(\d+))?"
)
_IN_GROUPS = {
    ",": re.compile(r"[+-]?\d{1,3}(?:,\d{3})+(?:\.\d*)?", re.ASCII),
    ".": re.compile(r"[+-]?\d{1,3}(?:\.\d{3})+(?:,\d*)?", re.ASCII),
}


class DecimalNumber(Plain):
    """Numbers for measuring."""

    name: ClassVar[str] = "decimal_number"
    label: ClassVar[str] = "Decimal number"
    about: ClassVar[str] = "For measuring: 12.5."
    icon: ClassVar[str] = "decimal"
    align: ClassVar[str] = "end"
    plural: ClassVar[str] = "numbers"
    compared_as: ClassVar[Comparison] = "number"
    found_again: ClassVar[Media] = EVERYWHERE

    def sql_type(self, options: Options) -> TypeEngine[Any]:  # noqa: ARG002 - the contract
        """Double precision."""
        return sa.Double().with_variant(PlainNumber(), "sqlite")

    def parse(self, text: str, options: Options) -> Value:
        """Read 12.5, 12,5, 1,284.50, 1.284,50 or 1 284.5. Raises Invalid."""
        plain = plain_number(text, options.get("mark", "."), options.get("group", ""))
        if plain == "":
            return None
        if plain is None or not math.isfinite(float(plain)):
            raise Invalid(f"{quoted(text)} is not a number. Write it like 12.50.")
        value = float(plain) + 0.0
        if Decimal(plain) != Decimal(repr(value)):
            raise Invalid(
                f"{quoted(text)} has more digits than a decimal number can keep. "
                "Numbers that exact are best kept in a text column."
            )
        return value

    def mind(self, text: str, options: Options) -> None:  # noqa: ARG002 - the contract
        """Keep codes. Raises Invalid."""
        mind_codes(text)

    def show(self, value: Value, options: Options) -> str:
        """Return at least the decimals the column shows, and never fewer than the value has."""
        if value is None:
            return ""
        if not isinstance(value, int | float) or not math.isfinite(value):
            return str(value)
        form = _form(options)
        return show_number(value, form.decimals, form.mark, form.group)

    def shown_in_sqlite(self, cell: str, options: Options) -> sqlite_text.Shown | None:
        """Numbers without a sign between thousands."""
        form = _form(options)
        if form.group:
            return None
        return sqlite_text.decimal_number(cell, form.decimals, form.mark)

    def workbook_form(self, options: Options) -> tuple[str, float]:
        """As many decimals as the column shows."""
        form = _form(options)
        return number_code(form.decimals, groups=bool(form.group)), 1

    def forms(self, cells: Sequence[Value]) -> Sequence[Form]:
        """Give the forms with as many decimals as most cells have, then the shortest ones.

        Those with a sign between thousands come last, where cells have such signs.
        """
        plain = [match for match in map(_match, cells) if match]
        grouped = [match for match in map(_match_grouped, cells) if match]
        if not plain and not grouped:
            return ()
        written = [(match[1], match[2]) for match in plain]
        written += [(match[2], match[3]) for match in grouped]
        exact = [form for mark in _MARKS for form in _most_common(mark, written)]
        commas = any(form.mark == "," for form in exact)
        shortest = [DecimalForm(None, "."), *([DecimalForm(None, ",")] if commas else [])]
        groups = dict.fromkeys(match[1] for match in grouped if exact)
        both = [DecimalForm(None, mark) for mark in _MARKS]
        return [*exact, *shortest, *_in_groups([*exact, *both], groups)]

    def form(self, options: Options) -> Form:
        """The form with the decimals and the signs of the options."""
        return _form(options)

    def accustomed(self, options: Options, customs: Mapping[str, str]) -> Options:
        """The signs of these customs."""
        mark, group = signs_by(customs)
        return {"mark": mark, "group": group} if mark else options

    def as_decimals(self, options: Options) -> Options:
        """The same ones."""
        return _form(options).options

    def doubt(self, forms: Sequence[Form]) -> str | None:  # noqa: ARG002 - the contract
        """What could be thousands would be a whole number too, which is where it is said."""
        return None


def plain_number(text: str, mark: str, group: str) -> str | None:
    """Return the number a person typed without its thousands signs and with a decimal point.

    Empty if nothing was typed, None if it is no number. Raises Invalid if it can be read in two
    ways.
    """
    bare = bare_number(text)
    plain = _with_point(bare, mark, group, text)
    return plain if not plain or _NUMBER.fullmatch(plain) else None


def _form(options: Options) -> DecimalForm:
    return DecimalForm(options.get("decimals"), options.get("mark", "."), options.get("group", ""))


def _most_common(mark: str, written: Sequence[tuple[str | None, str | None]]) -> list[DecimalForm]:
    places = Counter(len(rest) for sign, rest in written if sign == mark and rest)
    most = places.most_common(1)[0][0] if places else 0
    return [DecimalForm(most, mark)] if 0 < most <= _MOST_DECIMALS else []


def _in_groups(forms: Sequence[DecimalForm], groups: Iterable[str]) -> list[DecimalForm]:
    return [replace(form, group=sign) for sign in groups for form in forms if form.mark != sign]


def _with_point(bare: str, mark: str, group: str, text: str) -> str:
    """Return the number without thousands signs and with a decimal point. Raises Invalid."""
    for thousands, decimal in ((",", "."), (".", ",")):
        if not _IN_GROUPS[thousands].fullmatch(bare):
            continue
        if bare.lstrip("+-")[0] == "0":  # no thousands begin like this
            break
        if bare.count(thousands) > 1 or decimal in bare or thousands == group:
            return bare.replace(thousands, "").replace(decimal, ".")
        if thousands != mark:
            raise Invalid(
                f"{quoted(text)} can be read in two ways. Write it without a sign for "
                f"thousands, like 1234{mark}5."
            )
    return bare.replace(",", ".")


def _match(cell: Value) -> re.Match[str] | None:
    if isinstance(cell, bool) or not isinstance(cell, str | int | float):
        return None
    return _LIKE_A_NUMBER.fullmatch(cell if isinstance(cell, str) else "0")


def _match_grouped(cell: Value) -> re.Match[str] | None:
    return _GROUPED.fullmatch(cell) if isinstance(cell, str) else None
