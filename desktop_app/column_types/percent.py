"""Shares of a hundred, stored as fractions: 19 % is 0.19.  Option: `form` (see amount_form)."""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any, ClassVar

import sqlalchemy as sa
from sqlalchemy.types import TypeEngine

from desktop_app.column_types.amount_form import AmountForm, amount_form, doubtful_sign, notations
from desktop_app.column_types.base import Comparison, Expression, Form, InSQL, Options, Plain
from desktop_app.column_types.codes import mind_codes
from desktop_app.column_types.decimal_number import plain_number
from desktop_app.column_types.sqlite_plain import PlainNumber
from desktop_app.column_types.words import quoted
from desktop_app.column_types.workbook_codes import ToldNumbers, read_code
from desktop_app.domain.errors import Invalid
from desktop_app.domain.sheet import Media, Value

PLAIN = "-1234.# %"

_LONGEST = 40
_WRITTEN = re.compile(r"-?(?P<number>\d(?:[\d.,' \xa0\u202f\u2019]*\d)?)(?P<after>[ \xa0\u202f]?%)")
_TYPED = re.compile(r"(?P<number>[^%]*?)\s*(?:%|percent|per cent|prozent)?\s*", re.IGNORECASE)


class Percent(Plain):
    """A rate, a share, how much is done."""

    name: ClassVar[str] = "percent"
    label: ClassVar[str] = "Percent"
    about: ClassVar[str] = "A rate, a share, how much is done: 19\u00a0%."
    plural: ClassVar[str] = "percentages"
    icon: ClassVar[str] = "percent"
    align: ClassVar[str] = "end"
    compared_as: ClassVar[Comparison] = "number"
    found_again: ClassVar[Media] = ("texts", "workbook")
    """Wherever the sign is kept."""
    stored_as: ClassVar[str] = "parts of one"
    sign: ClassVar[str] = "%"
    without_sign: ClassVar[str] = "so many of a hundred"
    is_share: ClassVar[bool] = True
    units: ClassVar[Collection[float]] = ()

    def sql_type(self, options: Options) -> TypeEngine[Any]:  # noqa: ARG002 - the contract
        """The fraction, in double precision."""
        return sa.Double().with_variant(PlainNumber(), "sqlite")

    def parse(self, text: str, options: Options) -> Value:
        """Read 19, 19 %, 7.5% and 7,5 %, all of them so many of a hundred. Raises Invalid."""
        form = _form(options)
        found = _TYPED.fullmatch(text.strip())
        number = plain_number(found["number"], form.mark, form.group) if found else None
        if number == "" and not text.strip():
            return None
        value = _fraction(Decimal(number)) if number else math.nan
        if not math.isfinite(value):
            raise Invalid(f"{quoted(text)} is not a percentage. Write it like 19 %.")
        if Decimal(repr(value)).scaleb(2) != Decimal(number or 0):
            raise Invalid(f"{quoted(text)} has more digits than can be kept. Write fewer.")
        return value

    def mind(self, text: str, options: Options) -> None:  # noqa: ARG002 - the contract
        """Keep codes. Raises Invalid."""
        mind_codes(text)

    def show(self, value: Value, options: Options) -> str:
        """Return a hundred times the value, with the sign as the column has it."""
        number = isinstance(value, int | float) and not isinstance(value, bool)
        if number and math.isfinite(value):  # type: ignore[arg-type]  # a number, as just asked
            return _form(options).show(Decimal(repr(value)).scaleb(2))
        return "" if value is None else str(value)

    def words(self, number: Expression, write: InSQL, whole: InSQL) -> Expression:  # noqa: ARG002 - the contract
        """So many of a hundred."""
        return write(number * 100.0).concat(" %")

    def workbook_form(self, options: Options) -> tuple[str, float]:
        """Excel shows a fraction as so many of a hundred by itself."""
        return _form(options).workbook_code, 1

    def told(self, code: str) -> Form | None:
        """The form of numbers shown with the sign for percent, such as 0.0%."""
        said = read_code(code)
        if not said or (said.before, said.after.strip()) != ("", "%"):
            return None
        form = amount_form(said.pattern)
        return ToldNumbers({"form": form.pattern} if form else {}, float)

    def forms(self, cells: Sequence[Value]) -> Sequence[Form]:
        """Give the forms with the sign for percent that the cells could have."""
        texts = (cell for cell in cells if isinstance(cell, str) and len(cell) <= _LONGEST)
        found = [match for match in map(_WRITTEN.fullmatch, texts) if match]
        numbers = notations([match["number"] for match in found], None)
        ends = dict.fromkeys(match["after"] for match in found)
        forms = [amount_form(f"-{number}{after}") for after in ends for number in numbers]
        return [_Written(form) for form in forms if form]

    def as_stored(self) -> Form:
        """Fractions."""
        return _Written(_form({}))

    def form(self, options: Options) -> Form:
        """The form of the options."""
        return _Written(_form(options))

    def accustomed(self, options: Options, customs: Mapping[str, str]) -> Options:
        """The form with the signs of these customs."""
        return {**options, "form": _form(options).accustomed(customs).pattern}

    def doubt(self, forms: Sequence[Form]) -> str | None:
        """Say so when 1,234 % could as well be a little more than one."""
        return doubtful_sign([form.form for form in forms if isinstance(form, _Written)])


@dataclass(frozen=True)
class _Written:
    form: AmountForm

    @cached_property
    def options(self) -> Options:
        return {"form": self.form.pattern}

    @property
    def custom(self) -> Mapping[str, str]:
        return self.form.custom

    def fits(self, cells: Sequence[Value]) -> bool:
        return self.form.fit(cells)

    def read(self, cells: Sequence[Value]) -> list[Value]:
        """A number of a workbook is the fraction itself, whatever it looks like there."""
        return [
            float(cell)
            if isinstance(cell, int | float) and not isinstance(cell, bool)
            else _fraction(self.form.read(cell))
            for cell in cells
        ]


def _form(options: Options) -> AmountForm:
    return amount_form(str(options.get("form") or PLAIN)) or AmountForm(PLAIN)


def _fraction(hundredths: Decimal) -> float:
    return float(hundredths.scaleb(-2)) + 0.0
