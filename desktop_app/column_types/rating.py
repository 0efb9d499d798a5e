"""Ratings: so many stars.  Option: `most`, the number of stars there are (5 unless told)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar

import sqlalchemy as sa
from sqlalchemy.types import TypeEngine

from desktop_app.column_types import sqlite_text
from desktop_app.column_types.base import Comparison, Form, Options, Plain
from desktop_app.column_types.words import quoted
from desktop_app.domain.errors import Invalid
from desktop_app.domain.sheet import Value

MOST = 5
MOST_STARS = 10
_DIGITS = re.compile(r"(\d{1,2})(?:[.,]0*)?(?:\s*/\s*(\d{1,2})|\s*(?:stars?|\N{BLACK STAR}))?")
_STARS = re.compile("[\N{BLACK STAR}\N{WHITE MEDIUM STAR}*]+\N{WHITE STAR}*")


class Rating(Plain):
    """One to five stars."""

    name: ClassVar[str] = "rating"
    label: ClassVar[str] = "Rating"
    about: ClassVar[str] = "One to five stars."
    plural: ClassVar[str] = "ratings"
    icon: ClassVar[str] = "star"
    compared_as: ClassVar[Comparison] = "number"

    settings: ClassVar[Sequence[str]] = ("most",)

    def adjusted(self, options: Options) -> Options:
        """Return the options with how many stars there are. Raises Invalid."""
        most = options.get("most") or MOST
        if not isinstance(most, int) or not 1 <= most <= MOST_STARS:
            raise Invalid(f"A rating has 1 to {MOST_STARS} stars.", field="most")
        return {**options, "most": most}

    def sql_type(self, options: Options) -> TypeEngine[Any]:  # noqa: ARG002 - the contract
        """A small whole number."""
        return sa.SmallInteger()

    def parse(self, text: str, options: Options) -> Value:
        """Read 4, ★★★★, 4/5 and 4 stars. Raises Invalid."""
        bare, most = text.strip().casefold(), most_of(options)
        if not bare:
            return None
        value = _stars(bare, most)
        if value is None:
            raise Invalid(
                f"{quoted(text)} is not a rating. Write a number from 1 to {most}, or nothing."
            )
        return value

    def show(self, value: Value, options: Options) -> str:  # noqa: ARG002 - the contract
        """Return the number of stars, in digits."""
        return "" if value is None else str(value)

    def shown_in_sqlite(self, cell: str, options: Options) -> sqlite_text.Shown | None:  # noqa: ARG002 - the contract
        """Digits."""
        return sqlite_text.whole_number(cell)

    def forms(self, cells: Sequence[Value]) -> Sequence[Form]:  # noqa: ARG002 - the contract
        """Never looked for: small numbers may count anything."""
        return ()

    def form(self, options: Options) -> Form:
        """Digits."""
        return _Digits(most_of(options))

    def doubt(self, forms: Sequence[Form]) -> str | None:  # noqa: ARG002 - the contract
        """Nobody asks, as it is never looked for."""
        return None


def most_of(options: Options) -> int:
    """Return how many stars there are, whatever the options say."""
    most = options.get("most", MOST)
    return most if isinstance(most, int) and 1 <= most <= MOST_STARS else MOST


def _stars(bare: str, most: int) -> int | None:
    if _STARS.fullmatch(bare):
        value = len(bare.rstrip("\N{WHITE STAR}"))
    else:
        found = _DIGITS.fullmatch(bare)
        if not found or (found[2] and int(found[2]) != most):
            return None
        value = int(found[1])
    return value if 1 <= value <= most else None


@dataclass(frozen=True)
class _Digits:
    most: int

    @cached_property
    def options(self) -> Options:
        return {} if self.most == MOST else {"most": self.most}

    @cached_property
    def _values(self) -> dict[Value, Value]:
        return {str(stars): stars for stars in range(1, self.most + 1)}

    def fits(self, cells: Sequence[Value]) -> bool:
        return all(cell.__hash__ and cell in self._values for cell in cells)

    def read(self, cells: Sequence[Value]) -> list[Value]:
        if not self.fits(cells):
            raise ValueError(cells)
        return list(map(self._values.__getitem__, cells))
