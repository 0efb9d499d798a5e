"""Amounts of money, exact.  Options: `currency`, its code, and `form` (see amount_form).

At most four decimals and 15 digits, so that a plain number of any program holds them exactly.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any, ClassVar

import sqlalchemy as sa
from sqlalchemy.types import TypeEngine

from desktop_app.column_types.amount_form import (
    MOST_DIGITS,
    AmountForm,
    amount_form,
    doubtful_sign,
    notations,
    shared_sign,
)
from desktop_app.column_types.base import Comparison, Form, Options, Plain
from desktop_app.column_types.codes import mind_codes, mind_thousands
from desktop_app.column_types.currencies import (
    currency_of,
    decimals_of,
    is_shared,
    sign_of,
    written_signs,
)
from desktop_app.column_types.customs import signs_by
from desktop_app.column_types.decimal_form import DecimalForm
from desktop_app.column_types.decimal_number import plain_number
from desktop_app.column_types.sqlite_plain import PlainAmount
from desktop_app.column_types.words import quoted
from desktop_app.column_types.workbook_codes import ToldNumbers, read_code
from desktop_app.domain.errors import Invalid
from desktop_app.domain.sheet import Media, Medium, Value

_MOST_DECIMALS = 4
_FEW = 10**11
"""Below it, amounts with two decimals have far fewer digits than the most."""

_LONGEST = 60
_SIGN = "|".join(map(re.escape, written_signs()))
_GAP = r"[ \xa0\u202f]?"
_AMOUNT = re.compile(
    rf"-?(?:(?P<before>(?P<first>{_SIGN}){_GAP}))?(?P<inner>-?)"
    rf"(?P<number>\d(?:[\d.,' \xa0\u202f\u2019]*\d)?)(?P<after>{_GAP}(?P<last>{_SIGN}))?"
)
_ANY_SIGN = re.compile(_SIGN, re.IGNORECASE)
_SPACES = re.compile(r"(?<!\d)\s+|\s+(?!\d)")
_BARE = re.compile(r"(?P<minus>-?)(?P<first>)(?P<inner>)(?P<number>[\d.,']+)(?P<last>)", re.ASCII)
"""An amount without any sign of a currency, which is quickly told from all others."""

_TYPED = re.compile(
    rf"(?P<minus>-?)(?P<first>{_SIGN})?(?P<inner>-?)(?P<number>[^a-z]*?)(?P<last>{_SIGN})?",
    re.IGNORECASE,
)


class Money(Plain):
    """What something costs, what somebody paid."""

    name: ClassVar[str] = "money"
    label: ClassVar[str] = "Money"
    about: ClassVar[str] = "What something costs, what somebody paid."
    plural: ClassVar[str] = "amounts of money"
    icon: ClassVar[str] = "banknote"
    align: ClassVar[str] = "end"
    compared_as: ClassVar[Comparison] = "number"

    settings: ClassVar[Sequence[str]] = ("currency",)

    def adjusted(self, options: Options) -> Options:
        """Return the options with a currency's code, a new one plainly written. Raises Invalid."""
        wish = str(options.get("currency") or "").strip()
        code = _code(wish) if wish else None
        if wish and not code:
            raise Invalid(f"{quoted(wish)} is no currency. Write a code such as EUR.", "currency")
        others = {k: v for k, v in options.items() if k not in {"currency", "form"}}
        form = options.get("form")
        if form and _signs(form) <= {code}:
            others["form"] = form
        return {**others, "currency": code} if code else others

    def sql_type(self, options: Options) -> TypeEngine[Any]:  # noqa: ARG002 - the contract
        """An exact number; in SQLite a plain one."""
        return sa.Numeric(19, _MOST_DECIMALS).with_variant(
            PlainAmount(19, _MOST_DECIMALS), "sqlite"
        )

    def parse(self, text: str, options: Options) -> Value:
        """Read 12.50, €1,234.50, 1.234,50 €, -5 EUR. Raises Invalid."""
        form = _form(options)
        try:
            return form.read(text.strip())
        except ValueError:
            return _typed(text, options.get("currency"), form)

    def mind(self, text: str, options: Options) -> None:
        """Keep codes, 1.234 as nothing tells what it is, and other currencies. Raises Invalid."""
        form, currency = _form(options), options.get("currency")
        mind_codes(text)
        mind_thousands(text, form.group, options.get("mark", ""))
        for sign in () if _BARE.fullmatch(text) else _ANY_SIGN.findall(text):
            if sign not in form.pattern and (not currency or _code(sign) != currency):
                raise Invalid(f"{quoted(text)} names a currency that is not the column's.")

    def show(self, value: Value, options: Options) -> str:
        """Return the amount in the column's form, or plainly with the currency's decimals."""
        if isinstance(value, Decimal) and value.is_finite():
            return _form(options).show(value)
        return "" if value is None else str(value)

    def seen(self, value: Value, options: Options) -> str:
        """Return the amount in the column's form, else in thousands with the currency's code."""
        if options.get("form") or not isinstance(value, Decimal):
            return self.show(value, options)
        form = _form(options).pattern.replace("1234", "1,234")
        return f"{self.show(value, {'form': form})} {options.get('currency') or ''}".rstrip()

    def measure(self, options: Options) -> str:
        """The currency, by its sign if it has one."""
        return sign_of(options.get("currency"))

    def workbook_form(self, options: Options) -> tuple[str, float]:
        """The currency where the column has it, else behind the number, and its decimals."""
        form, sign = _form(options), sign_of(options.get("currency"))
        behind = f" [${sign}]" if sign and not _signs(form.pattern) else ""
        return form.workbook_code + behind, 1

    def found_in(self, options: Options) -> Media:
        """In texts with a currency's sign, and in workbooks that show which currency it is."""
        said: Mapping[Medium, object] = {
            "texts": _signs(_form(options).pattern),
            "workbook": options.get("currency"),
        }
        return tuple(medium for medium, shown in said.items() if shown)

    def told(self, code: str) -> Form | None:
        """The form of numbers shown with a currency, such as #,##0.00 "€"."""
        said = read_code(code)
        if not said or not (said.currency or is_shared(said.sign)):
            return None
        form, currency = amount_form(said.pattern), said.currency
        found = {"currency": currency, "form": form.pattern if form else None}
        options = {name: option for name, option in found.items() if option}
        return ToldNumbers(options, _amount) if options else None

    def forms(self, cells: Sequence[Value]) -> Sequence[Form]:
        """Give the forms with a currency's sign that the cells could have."""
        texts = (cell for cell in cells if isinstance(cell, str) and len(cell) <= _LONGEST)
        found = [
            match
            for match in map(_AMOUNT.fullmatch, texts)
            if match and bool(match["first"]) != bool(match["last"])
        ]
        signs = dict.fromkeys(match["first"] or match["last"] for match in found)
        return [_Written(sign, form) for sign in signs for form in _forms(sign, found)]

    def form(self, options: Options) -> Form:
        """The form of the options."""
        return _Written(options.get("currency"), _form(options))

    def accustomed(self, options: Options, customs: Mapping[str, str]) -> Options:
        """The form with the signs of these customs, and `mark`, which is then beyond doubt."""
        form = _form(options).accustomed(customs)
        return {**options, "form": form.pattern, "mark": signs_by(customs)[0]}

    def as_decimals(self, options: Options) -> Options:
        """The decimals of the currency, and the signs of the form; not the currency itself."""
        form, places = _form(options), decimals_of(options.get("currency"))
        return DecimalForm(places, form.mark, form.group).options

    def doubt(self, forms: Sequence[Form]) -> str | None:
        """Say so when 1,234 dinars could as well be a little more than one, or €1.799."""
        written = [form for form in forms if isinstance(form, _Written)]
        usual = any(form.is_usual for form in written)
        return doubtful_sign([form.form for form in written if not (usual and form.is_fine)])

    def presumed(self, forms: Sequence[Form]) -> str | None:
        """Dollars have two decimals, so the sign in $1,234 stands before thousands."""
        sign = shared_sign([form.form for form in forms if isinstance(form, _Written)])
        return f"“{sign}” is taken to stand before thousands" if sign else None


@dataclass(frozen=True)
class _Written:
    """Amounts in one form; `sign` is what is written for the currency, or its code."""

    sign: str | None
    form: AmountForm

    @cached_property
    def options(self) -> Options:
        currency = currency_of(self.sign) if self.sign else None
        return {**({"currency": currency} if currency else {}), "form": self.form.pattern}

    @property
    def custom(self) -> Mapping[str, str]:
        return self.form.custom

    @property
    def is_fine(self) -> bool:
        """Whether there are more decimals than the currency has, as prices of fuel are written."""
        return self.form.places > decimals_of(self.options.get("currency"))

    @property
    def is_usual(self) -> bool:
        """Whether thousands stand as in $1,234 or 1.234 €; who writes €1.234 may mean a fuel."""
        return self.form.group == ("," if self.form.before else ".")

    def fits(self, cells: Sequence[Value]) -> bool:
        return self.form.fit(cells)

    def read(self, cells: Sequence[Value]) -> list[Value]:
        """A number of a workbook is the amount itself, whatever it looks like there."""
        if str in set(map(type, cells)):
            return [
                self.form.read(cell) if isinstance(cell, str) else _amount(cell) for cell in cells
            ]
        return list(map(_amount, cells))


def _form(options: Options) -> AmountForm:
    places = decimals_of(options.get("currency"))
    plain = "-1234" + (f".{'0' * places}" if places else "")
    return amount_form(str(options.get("form") or plain)) or AmountForm(plain)


def _forms(sign: str, found: Iterable[re.Match[str]]) -> list[AmountForm]:
    mine = [match for match in found if sign in (match["first"], match["last"])]
    places = decimals_of(currency_of(sign))
    inner = any(match["inner"] and match["first"] for match in mine)
    ends = dict.fromkeys((match["before"] or "", match["after"] or "") for match in mine)
    numbers = [match["number"] for match in mine]
    patterns = [
        f"{before}-{number}" if inner else f"-{before}{number}{after}"
        for before, after in ends
        for number in [*notations(numbers, places or -1), *(_fine(numbers) if places else ())]
    ]
    return [form for form in map(amount_form, patterns) if form]


def _fine(numbers: Sequence[str]) -> list[str]:
    return [number for number in notations(numbers, 3) if number.endswith("000")]


def _typed(text: str, currency: str | None, form: AmountForm) -> Decimal | None:
    bare = _SPACES.sub("", text).replace("\N{MINUS SIGN}", "-")
    if not bare:
        return None
    found = _BARE.fullmatch(bare) or _TYPED.fullmatch(bare)
    sign = found and (found["first"] or found["last"])
    number = found and plain_number(found["number"], form.mark, form.group)
    if not found or not number or number[0] in "+-" or "e" in number.casefold():
        raise Invalid(f"{quoted(text)} is not an amount of money. Write it like 12.50.")
    if sign and currency and sign not in form.pattern and _code(sign) not in (None, currency):
        raise Invalid(f"{quoted(text)} is not in {currency}. Write it without a currency.")
    amount = Decimal(number)
    _check(amount, text)
    return -amount if found["minus"] or found["inner"] else amount


def _code(sign: str) -> str | None:
    return currency_of(sign) or currency_of(sign.upper())


def _signs(form: str) -> set[str | None]:
    """Return the currencies whose signs stand in a written form."""
    found = re.findall(_SIGN, form)
    return {currency_of(sign) for sign in found}


def _amount(cell: Value) -> Decimal:
    """Return a number to the last of its digits. Raises ValueError if that is too many of them."""
    if type(cell) is float and -_FEW < cell < _FEW and round(cell, 2) == cell:
        return Decimal(repr(cell))
    if isinstance(cell, bool) or not isinstance(cell, int | float):
        raise ValueError(cell)  # noqa: TRY004 - the contract
    amount = Decimal(repr(cell))
    try:
        _check(amount, repr(cell))
    except Invalid as problem:
        raise ValueError(cell) from problem
    return amount


def _check(amount: Decimal, text: str) -> None:
    """Refuse what a plain number could not hold exactly."""
    _, digits, exponent = amount.normalize().as_tuple()
    if not isinstance(exponent, int) or exponent < -_MOST_DECIMALS:
        raise Invalid(f"{quoted(text)} has more than four decimals. Write at most four.")
    if len(digits) + max(0, exponent) > MOST_DIGITS:
        raise Invalid(f"{quoted(text)} has more than {MOST_DIGITS} digits. Write a smaller amount.")
