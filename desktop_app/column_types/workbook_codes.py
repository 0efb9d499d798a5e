"""What the number formats of workbooks say, as far as amounts and percentages go.

The other way round from workbook_forms.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from desktop_app.column_types.base import Options
from desktop_app.column_types.currencies import currency_at, currency_of
from desktop_app.domain.sheet import Value

_PIECE = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|\[\$(?P<sign>[^\]-]*)(?:-(?P<place>[^\]]*))?\]'
    r"|(?P<number>General|[#0?][#0?,.]*)|_.|\*.|(?P<said>[+%$€£¥₹₽₺₩₴₪฿₫₱₦₡₸ \xa0\u202f])"
    r"|\[[A-Z][a-z]+\]",
    re.DOTALL,
)
_NUMBER = re.compile(r"General|[#0?]*(?P<groups>,)?[#0?]+(?:\.(?P<decimals>[#0?]+))?")


@dataclass(frozen=True)
class Code:
    """A number format that is one number with signs around it."""

    before: str
    after: str
    groups: bool
    decimals: int
    general: bool = False
    """Whether the number is written as is usual, whatever that is."""
    place: str | None = None
    """The country whose currency it is, as Excel names it, if it is said."""

    @property
    def sign(self) -> str:
        """What stands around the number."""
        return (self.before + self.after).strip()

    @property
    def currency(self) -> str | None:
        """The code of the currency, if all that stands around the number is its sign."""
        return currency_at(self.sign, self.place)

    @property
    def example(self) -> str:
        """How it shows 1234."""
        part = f".{'0' * self.decimals}" if self.decimals else ""
        return f"{self.before}{'1,234' if self.groups else '1234'}{part}{self.after}".strip()

    @property
    def pattern(self) -> str:
        """The form of amounts that is most like it (see amount_form); empty if there is none.

        A sign that stands for another currency elsewhere is left out.
        """
        if self.general:
            return ""
        if currency_of(self.sign) != self.currency:
            return f"-{replace(self, before='', after='').example}"
        return f"-{self.example}"


def read_code(code: str) -> Code | None:
    """Return what a number format says of numbers above zero; None if that is something else."""
    before, after, number, place, at = "", "", None, None, 0
    while at < len(code) and code[at] != ";":
        found = _PIECE.match(code, at)
        if not found or (found["number"] and number):
            return None
        at = found.end()
        said = found["quoted"] or found["escaped"] or found["sign"] or found["said"] or ""
        before, after = (before, after + said) if number else (before + said, after)
        place = found["place"] or place
        number = found["number"] or number
    about = _NUMBER.fullmatch(number or "")
    if not about:
        return None
    decimals = len(about["decimals"] or "")
    return Code(before, after, bool(about["groups"]), decimals, number == "General", place)


def shown_by(code: str) -> str:
    """Return how a number format shows a number, or else the format; empty if without signs."""
    said = read_code(code)
    return code if said is None else said.example if said.sign else ""


@dataclass(frozen=True)
class ToldNumbers:
    """Numbers of a workbook that are of a kind because it shows all of them so.

    `options` are what the column gets; `value` reads one number, or raises ValueError.
    """

    options: Options
    value: Callable[[Any], Value]

    def fits(self, cells: Sequence[Value]) -> bool:
        """Say whether all of them are numbers that the kind can hold exactly."""
        try:
            return {int, float}.issuperset(map(type, cells)) and bool(self.read(cells))
        except ValueError:
            return False

    def read(self, cells: Sequence[Value]) -> list[Value]:
        """Return their values. Raises ValueError if one is no such number."""
        return list(map(self.value, cells))
