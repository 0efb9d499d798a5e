"""How exact numbers are written between signs: €1,234.50, 1.234,50 €, -7.5 %.

A form is named by how it writes 1234 below zero: "-€1,234.00", "CHF -1234[.00]". Decimals in
brackets are left out of whole numbers; ".#" means as many as it takes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, cached_property

from desktop_app.column_types.customs import custom_of, signs_by
from desktop_app.column_types.whole_number import in_groups
from desktop_app.column_types.workbook_forms import amount_code, number_code
from desktop_app.domain.sheet import Value

MOST_DIGITS = 15
"""So many digits come back the same from a plain number of any database or page."""

_PATTERN = re.compile(
    r"(?P<minus>-?)(?P<before>[^\d\[-]*)(?P<inner>-?)1(?P<group>[^\d]?)234"
    r"(?P<optional>\[?)(?:(?P<mark>[.,])(?P<places>0+|#))?\]?(?P<after>[^\d\[\]]*)"
)
_NOTATION = re.compile(
    r"(?:\d{1,3}(?:([.,' \xa0\u202f\u2019])\d{3})(?:\1\d{3})*|\d+)(?:([.,])(\d+))?"
)


@dataclass(frozen=True)
class AmountForm:
    """One way of writing exact numbers."""

    pattern: str

    @property
    def mark(self) -> str:
        """The sign before decimals."""
        return self._parts["mark"] or "."

    @property
    def group(self) -> str:
        """The sign between thousands, or empty."""
        return self._parts["group"]

    @property
    def has_decimals(self) -> bool:
        """Whether there may be decimals."""
        return bool(self._parts["mark"])

    @property
    def before(self) -> str:
        """What stands before the number."""
        return self._parts["before"]

    @property
    def places(self) -> int:
        """The number of decimals, if it is always the same."""
        return self._parts["places"].count("0")

    @property
    def custom(self) -> Mapping[str, str]:
        """The sign before decimals, as far as amounts written so show it."""
        return custom_of(self._parts["mark"], self.group)

    def accustomed(self, customs: Mapping[str, str]) -> AmountForm:
        """Return the form with the signs of these customs."""
        mark, group = signs_by(customs)
        parts = {**self._parts, "places": self._parts["places"] or "00"}
        pattern = "{minus}{before}{inner}1" + group + "234" + mark + "{places}{after}"
        return AmountForm(pattern.format(**parts)) if mark else self

    @property
    def workbook_code(self) -> str:
        """How Excel writes this form."""
        parts = self._parts
        places = None if parts["places"] == "#" else self.places
        number = number_code(2 if places is None else places, groups=bool(self.group))
        return amount_code(number, parts["before"], parts["after"])

    def fit(self, cells: Sequence[Value]) -> bool:
        """Say whether every cell is a text written this way."""
        try:
            return max(map(len, cells)) <= self._longest and all(  # type: ignore[arg-type]
                map(self._regex.fullmatch, cells)  # type: ignore[arg-type]  # TypeError means no
            )
        except TypeError:
            return False

    def read(self, cell: Value) -> Decimal:
        """Return the number of one text. Raises ValueError."""
        found = self._regex.fullmatch(cell) if isinstance(cell, str) else None
        if not found or len(found[0]) > self._longest:
            raise ValueError(cell)
        whole = found["whole"].replace(self.group, "") if self.group else found["whole"]
        return Decimal(f"{found['minus'] or found['inner']}{whole}.{found['part'] or 0}")

    def show(self, amount: Decimal) -> str:
        """Write a number; never fewer decimals than it has."""
        whole, _, part = f"{abs(amount):f}".partition(".")
        part = part.rstrip("0")
        parts = self._parts
        if not parts["optional"] or part:
            part = part.ljust(self.places, "0")
        number = in_groups(whole, self.group) + (self.mark + part if part else "")
        minus = amount < 0
        lead = ("-" if minus and not parts["inner"] else "") + parts["before"]
        return f"{lead}{'-' if minus and parts['inner'] else ''}{number}{parts['after']}"

    @cached_property
    def _parts(self) -> dict[str, str]:
        found = _PATTERN.fullmatch(self.pattern)
        return {name: part or "" for name, part in found.groupdict().items()} if found else {}

    @cached_property
    def _longest(self) -> int:
        # Room for 15 digits and the signs between them; a decimal mark takes the place of one.
        between = 0 if not self.group else (MOST_DIGITS - self.places - 1) // 3
        ends = len(self._parts["before"] + self._parts["after"])
        return MOST_DIGITS + between + ends

    @cached_property
    def _regex(self) -> re.Pattern[str]:
        parts = self._parts
        group, mark = re.escape(self.group), re.escape(self.mark)
        whole = rf"[1-9]\d{{0,2}}(?:{group}\d{{3}})*" if group else r"[1-9]\d*"
        part = {"": "(?P<part>)", "#": rf"(?:{mark}(?P<part>\d*[1-9]))?"}.get(parts["places"])
        if part is None:
            part = rf"{mark}(?P<part>\d{{{self.places}}})"
            if parts["optional"]:
                part = rf"(?:{mark}(?P<part>(?!0+(?!\d))\d{{{self.places}}}))?"
        minus = r"(?:-(?=[^1-9]*[1-9]))?"
        outer, inner = ("", minus) if parts["inner"] else (minus, "")
        before, after = re.escape(parts["before"]), re.escape(parts["after"])
        return re.compile(
            rf"(?P<minus>{outer}){before}(?P<inner>{inner})(?P<whole>0|{whole}){part}{after}",
            re.ASCII,
        )


@cache
def amount_form(pattern: str) -> AmountForm | None:
    """Return the form of that pattern; None if it is no pattern."""
    found = _PATTERN.fullmatch(pattern)
    clashes = found and found["group"] and found["group"] == (found["mark"] or "")
    return AmountForm(pattern) if found and not clashes else None


def notations(numbers: Sequence[str], places: int | None) -> list[str]:
    """Give the patterns, likeliest first, that numbers like these could be written in.

    `places` is the number of decimals if there are any; None for as many as there are. Where no
    thousands are seen, the usual sign between them is tried first.
    """
    found = [match for match in map(_NOTATION.fullmatch, numbers) if match]
    seen = dict.fromkeys(match[1] for match in found if match[1])
    marks = dict.fromkeys(
        mark for match in found for mark in _marks(match) if places in (None, mark[1])
    )
    fixed = [f"{mark}{'0' * many}" for mark, many in marks]
    shortest = [f"{mark}#" for mark, _ in marks] if places is None else []
    endings = [*fixed, *shortest, *(f"[{each}]" for each in fixed), ""]
    patterns = [
        f"1{group}234{ending}"
        for ending in endings
        for group in [*(seen or _usual(ending)), ""]
        if group != ending.strip("[")[:1] or not group
    ]
    return list(dict.fromkeys(patterns))


def doubtful_sign(forms: Sequence[AmountForm]) -> str | None:
    """Say so when 1,234 could as well be a little more than one."""
    sign = shared_sign(forms)
    return sign and f"nothing shows whether “{sign}” stands before thousands or before decimals"


def shared_sign(forms: Sequence[AmountForm]) -> str | None:
    """Return the sign that stands before thousands in one form and before decimals in another."""
    marks = {form.mark for form in forms if form.has_decimals}
    return next((form.group for form in forms if form.group and form.group in marks), None)


def _marks(match: re.Match[str]) -> list[tuple[str, int]]:
    """What could stand before decimals, and how many those are: 1,234 may have three."""
    if match[2]:
        return [(match[2], len(match[3]))]
    alone = match[1] in (".", ",") and match[0].count(match[1]) == 1
    return [(match[1], 3)] if alone else []


def _usual(ending: str) -> list[str]:
    return {",": ["."], ".": [","]}.get(ending.strip("[")[:1], [])
