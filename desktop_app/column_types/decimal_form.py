"""How numbers with a fraction are written: so many decimals, or as few as are exact.

Perhaps there is a sign between the thousands.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from operator import itemgetter

from desktop_app.column_types.base import Options
from desktop_app.column_types.customs import custom_of
from desktop_app.column_types.whole_number import are_plain_digits, in_groups
from desktop_app.column_types.words import literal
from desktop_app.domain.sheet import Value

_EXACT_DIGITS = 15
"""A decimal number of so many digits, made binary and decimal again, comes back the same."""

_NINES = bytes.maketrans(b"012345678", b"999999999")

_EXACT_IN_FLOAT = 2**53
_LONGEST = 500
"""Characters of the longest number there is, 1.8e308 written out, and some."""


def show_number(value: float, decimals: int | None, mark: str, group: str = "") -> str:
    """Return the number with so many decimals, or as many as it takes to say it exactly."""
    text = _shortest(float(value) + 0.0)  # which turns -0.0 into 0.0
    whole, _, rest = text.partition(".")
    rest = rest.ljust(decimals or 0, "0")
    return in_groups(whole, group) + (mark + rest if rest else "")


def _shortest(number: float) -> str:
    text = repr(number)
    if "e" in text:
        text = format(Decimal(text), "f")
    return text.removesuffix(".0")


@dataclass(frozen=True)
class DecimalForm:
    """Numbers with `decimals` places (None: as few as are exact) behind the mark.

    `group` is the sign between thousands, in every number that is large enough; or empty.
    """

    decimals: int | None
    mark: str
    group: str = ""

    @cached_property
    def options(self) -> Options:
        """What a column keeps of this form."""
        grouped = {"group": self.group} if self.group else {}
        return {"decimals": self.decimals, "mark": self.mark, **grouped}

    @property
    def custom(self) -> Mapping[str, str]:
        """The sign before decimals."""
        return custom_of(self.mark, self.group)

    def fits(self, cells: Sequence[Value]) -> bool:
        """Look at all cells at once, and one by one only when that does not settle it."""
        try:
            return self._fit_surely(cells) or all(map(self._is_exact, cells))
        except TypeError:
            return self._are_floats(cells) or all(map(self._is_exact, cells))

    def read(self, cells: Sequence[Value]) -> list[Value]:
        """Return floats."""
        if not self.fits(cells):
            raise ValueError(cells)
        if self.mark == "." and not self.group:
            return list(map(float, cells))  # type: ignore[arg-type]  # text and numbers only
        return [float(self._with_point(str(cell))) for cell in cells]

    def in_sqlite(self, cell: str) -> tuple[str, str] | None:
        """Let SQLite write the number again and compare, where all its digits are sure."""
        if self.group:
            return None
        pointed, back = cell, "{}"
        if self.mark != ".":
            pointed = f"replace({cell}, {literal(self.mark)}, '.')"
            back = f"replace({{}}, '.', {literal(self.mark)})"
        value = f"CAST({pointed} AS REAL)"
        pattern = "%.15g" if self.decimals is None else f"%.{self.decimals:d}f"
        shown = back.format(f"printf('{pattern}', {value})")
        sure = f"length({cell}) <= {_EXACT_DIGITS + 1:d} AND {cell} NOT GLOB '-0*'"
        if self.decimals is None:
            sure += f" AND {cell} NOT GLOB '*e*'"
        return f"{shown} = {cell} AND {sure}", value

    def _with_point(self, text: str) -> str:
        bare = text.replace(self.group, "") if self.group else text
        return bare.replace(self.mark, ".")

    def _fit_surely(self, cells: Sequence[Value]) -> bool:
        """Say yes at C speed; False means: look closer. Raises TypeError for typed cells."""
        texts: Sequence[str] = cells  # type: ignore[assignment]  # TypeError is the answer
        if self.group:
            return False
        if self.decimals is not None:
            return self._are_plain(texts, self.decimals)
        if self.mark not in texts[0] and are_plain_digits(texts):
            return len(max(texts, key=len)) <= _EXACT_DIGITS
        broken = [text for text in texts if self.mark in text]
        if len(broken) < len(texts):
            whole = [text for text in texts if self.mark not in text]
            if not are_plain_digits(whole) or len(max(whole, key=len)) > _EXACT_DIGITS:
                return False
        return not broken or (self._are_plain(broken) and not _end_in_zero(broken))

    def _are_plain(self, texts: Sequence[str], decimals: int | None = None) -> bool:
        """Say whether all are digits around one mark, short, with no zeros in front.

        Each text is framed as `[text]`, so that one search finds what begins or ends a text.
        """
        framed = "[" + "][".join(texts) + "]"
        if not framed.isascii() or len(max(texts, key=len)) > _EXACT_DIGITS + 1:
            return False
        shape = framed.encode().translate(_NINES)
        if shape.translate(None, b"9-[]" + self.mark.encode()):
            return False
        if decimals and shape.count(f"{self.mark}{'9' * decimals}]".encode()) != len(texts):
            return False
        return (
            framed.count("[") == framed.count("]") == framed.count(self.mark) == len(texts)
            and framed.count("[0") == framed.count("[0" + self.mark)
            and framed.count("-") == framed.count("[-")
            and not any(part + self.mark in framed for part in ("[", "-"))
            and "[-0" not in framed
            and self.mark + "]" not in framed
        )

    @property
    def _is_typed(self) -> bool:
        """Whether numbers of a workbook, which have no signs of their own, may be of this form."""
        return self.decimals is None and self.mark == "." and not self.group

    def _are_floats(self, cells: Sequence[Value]) -> bool:
        """Say at C speed whether these are numbers of a workbook."""
        floats: Sequence[float] = cells  # type: ignore[assignment]  # asked first
        return (
            self._is_typed and set(map(type, cells)) == {float} and all(map(math.isfinite, floats))
        )

    def _is_exact(self, cell: Value) -> bool:
        if isinstance(cell, str):
            return self._is_shown_as(cell)
        if isinstance(cell, bool) or not isinstance(cell, int | float):
            return False
        return (
            self._is_typed
            and math.isfinite(cell)
            and (isinstance(cell, float) or abs(cell) <= _EXACT_IN_FLOAT)
        )

    def _is_shown_as(self, text: str) -> bool:
        if len(text) > _LONGEST or ("." in text and "." not in (self.mark, self.group)):
            return False
        rest = text.partition(self.mark)[2]
        if self.decimals is not None and len(rest) != self.decimals:
            return False
        try:
            number = float(self._with_point(text))
        except ValueError:
            return False
        shown = show_number(number, self.decimals, self.mark, self.group)
        return math.isfinite(number) and shown == text


def _end_in_zero(texts: Sequence[str]) -> bool:
    return "0" in set(map(itemgetter(-1), texts))
