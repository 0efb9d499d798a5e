"""Whole numbers, up to the 64 bits that every database can hold.

Option: `group`, the sign between thousands, where there is one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar

import sqlalchemy as sa
from sqlalchemy.types import TypeEngine

from desktop_app.column_types import sqlite_text
from desktop_app.column_types.base import EVERYWHERE, Comparison, Form, Options, Plain
from desktop_app.column_types.codes import mind_codes, mind_thousands
from desktop_app.column_types.customs import custom_of, signs_by
from desktop_app.column_types.words import literal, quoted
from desktop_app.domain.errors import Invalid
from desktop_app.domain.sheet import Media, Value

LARGEST = 2**63 - 1
SMALLEST = -(2**63)

_EXACT_IN_FLOAT = 2**53
_SURE_DIGITS = 18
"""Any number of so many digits lies within 64 bits."""

_GROUPED = re.compile(r"[+-]?[1-9]\d{0,2}(?:([.,])\d{3})(?:\1\d{3})*", re.ASCII)
_WRITTEN_IN_GROUPS = re.compile(
    "-?[0-9]{1,3}([.,'\N{RIGHT SINGLE QUOTATION MARK}\xa0\u202f])[0-9]{3}(?:\\1[0-9]{3})*"
)
_THOUSANDS = re.compile(r"\B(?=(?:\d{3})+\Z)", re.ASCII)
_BETWEEN = re.compile(
    "(?<=[0-9])[\\s'\N{RIGHT SINGLE QUOTATION MARK}_](?=[0-9]{3}(?![0-9]))"
    "|(?<=[-+\N{MINUS SIGN}])\\s+"
)
_PLAIN = re.compile(r"[+-]?\d+(?:[.,]0*)?", re.ASCII)


class WholeNumber(Plain):
    """Numbers for counting."""

    name: ClassVar[str] = "whole_number"
    label: ClassVar[str] = "Whole number"
    about: ClassVar[str] = "For counting: 3, 1284."
    icon: ClassVar[str] = "hash"
    align: ClassVar[str] = "end"
    plural: ClassVar[str] = "whole numbers"
    compared_as: ClassVar[Comparison] = "number"
    found_again: ClassVar[Media] = EVERYWHERE

    def sql_type(self, options: Options) -> TypeEngine[Any]:  # noqa: ARG002 - the contract
        """64 bits."""
        return sa.BigInteger()

    def parse(self, text: str, options: Options) -> Value:  # noqa: ARG002 - the contract
        """Read 1284, 1 284, 1,284 or 1.284. Raises Invalid."""
        bare = bare_number(text)
        if not bare:
            return None
        if _GROUPED.fullmatch(bare):
            bare = bare.replace(",", "").replace(".", "")
        if not _PLAIN.fullmatch(bare):
            raise Invalid(f"{quoted(text)} is not a whole number. Write it like 1284.")
        digits = re.split("[.,]", bare)[0]
        if len(digits) > 20 or not SMALLEST <= int(digits) <= LARGEST:
            raise Invalid(
                f"{quoted(text)} is too large for a whole number. "
                "Numbers that long are best kept in a text column."
            )
        return int(digits)

    def mind(self, text: str, options: Options) -> None:
        """Keep codes, and 1.234 where the column has no such sign. Raises Invalid."""
        mind_codes(text)
        mind_thousands(text, options.get("group", ""))

    def show(self, value: Value, options: Options) -> str:
        """Return the digits, nothing between them but the column's sign for thousands."""
        if value is None:
            return ""
        return in_groups(str(value), options.get("group", "") if isinstance(value, int) else "")

    def shown_in_sqlite(self, cell: str, options: Options) -> sqlite_text.Shown | None:
        """Digits, if nothing stands between them."""
        return None if options.get("group") else sqlite_text.whole_number(cell)

    def workbook_form(self, options: Options) -> tuple[str, float]:
        """Digits, with the program's own sign for thousands where the column has one."""
        return ("#,##0" if options.get("group") else "General"), 1

    def forms(self, cells: Sequence[Value]) -> Sequence[Form]:
        """Give bare digits, and those with the signs between thousands that cells have."""
        texts = (cell for cell in cells if isinstance(cell, str))
        grouped = [found[1] for found in map(_WRITTEN_IN_GROUPS.fullmatch, texts) if found]
        return [_Digits(), *map(_Digits, dict.fromkeys(grouped))]

    def form(self, options: Options) -> Form:
        """The form with the sign of the options."""
        return _Digits(options.get("group", ""))

    def accustomed(self, options: Options, customs: Mapping[str, str]) -> Options:
        """The sign of these customs."""
        _, group = signs_by(customs)
        return {"group": group} if group else options

    def doubt(self, forms: Sequence[Form]) -> str | None:
        """Say so when 1,234 could as well be a little more than one."""
        groups = [form.group for form in forms if isinstance(form, _Digits) and form.group]
        marks = {form.options.get("mark") for form in forms}
        for sign in groups:
            if sign in marks:
                return f"nothing shows whether “{sign}” stands before thousands or before decimals"
        return None


def bare_number(text: str) -> str:
    """Return a typed number without what people put between its thousands or around it."""
    return _BETWEEN.sub("", text.strip()).replace("\N{MINUS SIGN}", "-")


def in_groups(digits: str, group: str) -> str:
    """Put the sign between the thousands of a whole number, which may be below zero."""
    return _THOUSANDS.sub(lambda _: group, digits) if group else digits


@dataclass(frozen=True)
class _Digits:
    """Digits without leading zeros; in a spreadsheet, any number without a fraction."""

    group: str = ""

    @cached_property
    def options(self) -> Options:
        return {"group": self.group} if self.group else {}

    @property
    def custom(self) -> Mapping[str, str]:
        return custom_of("", self.group)

    def fits(self, cells: Sequence[Value]) -> bool:
        if self.group:
            return all(map(self._is_in_groups, cells))
        try:
            return are_plain_digits(cells) or all(map(_is_whole, cells))
        except TypeError:
            return _are_whole_floats(cells) or all(map(_is_whole, cells))

    def read(self, cells: Sequence[Value]) -> list[Value]:
        if not self.fits(cells):
            raise ValueError(cells)
        if self.group:
            return [int(str(cell).replace(self.group, "")) for cell in cells]
        return list(map(int, cells))  # type: ignore[arg-type]  # only text and numbers fit

    def in_sqlite(self, cell: str) -> tuple[str, str]:
        if not self.group:
            value = f"CAST({cell} AS INTEGER)"
            return f"{cell} = CAST({value} AS TEXT)", value
        value = f"CAST(replace({cell}, {literal(self.group)}, '') AS INTEGER)"
        return f"{cell} = replace(printf('%,d', {value}), ',', {literal(self.group)})", value

    def _is_in_groups(self, cell: Value) -> bool:
        digits = cell.replace(self.group, "") if isinstance(cell, str) else ""
        return _is_whole(digits) and in_groups(digits, self.group) == cell


def are_plain_digits(cells: Sequence[Value]) -> bool:
    """Say at C speed whether every text is digits without leading zeros, short enough for sure.

    False means: look closer. Raises TypeError if not all of them are text.
    """
    global _asked  # noqa: PLW0603 - one answer, remembered because several forms ask in turn
    asked, answer = _asked
    if asked is not cells:
        answer = _are_plain_digits(cells)  # type: ignore[arg-type]  # TypeError is the answer
        _asked = (cells, answer)
    return answer


_asked: tuple[Sequence[Value], bool] = ((), False)


def _are_plain_digits(cells: Sequence[str]) -> bool:
    joined = f",{','.join(cells)},"
    if not joined.isascii() or joined.encode().translate(None, b"0123456789,") or ",0" in joined:
        return _are_signed_digits(cells)
    whole = joined.count(",") == len(cells) + 1 and ",," not in joined
    return whole and len(max(cells, key=len)) <= _SURE_DIGITS


def _are_signed_digits(cells: Sequence[str]) -> bool:
    """Allow for minus signs and lone zeros too.

    Each cell is framed as `,cell;`, so that one search over all of them finds what begins or ends
    a cell.
    """
    framed = "," + ";,".join(cells) + ";"
    if not framed.isascii() or framed.encode().translate(None, b"0123456789-,;"):
        return False
    if framed.count(",") != len(cells) or framed.count(";") != len(cells):
        return False
    if framed.count(",0") != framed.count(",0;") or ",;" in framed:
        return False
    if "-" in framed and not _signs_are_good(framed):
        return False
    return len(max(cells, key=len, default="")) <= _SURE_DIGITS


def _signs_are_good(framed: str) -> bool:
    leading = framed.count(",-") == framed.count("-")
    return leading and ",-0" not in framed and "-;" not in framed


def _are_whole_floats(cells: Sequence[Value]) -> bool:
    """Say at C speed whether these are what a workbook keeps of whole numbers."""
    floats: Sequence[float] = cells  # type: ignore[assignment]  # asked first
    return (
        set(map(type, cells)) == {float}
        and all(map(float.is_integer, floats))
        and min(floats) >= -_EXACT_IN_FLOAT
        and max(floats) <= _EXACT_IN_FLOAT
    )


def _is_whole(cell: Value) -> bool:
    if isinstance(cell, str):
        if len(cell) > 20 or not cell.removeprefix("-").isdecimal():
            return False
        return str(int(cell)) == cell and SMALLEST <= int(cell) <= LARGEST
    if isinstance(cell, bool):
        return False
    if isinstance(cell, int):
        return SMALLEST <= cell <= LARGEST
    return isinstance(cell, float) and cell.is_integer() and abs(cell) <= _EXACT_IN_FLOAT
