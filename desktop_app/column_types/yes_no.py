"""Yes or no.  Options: `yes` and `no`, the words for them in this column."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar

import sqlalchemy as sa
from sqlalchemy.types import TypeEngine

from desktop_app.column_types import sqlite_text
from desktop_app.column_types.base import EVERYWHERE, Comparison, Form, Options, Plain
from desktop_app.column_types.sqlite_plain import PlainTruth
from desktop_app.column_types.words import literal, quoted
from desktop_app.domain.errors import Invalid
from desktop_app.domain.sheet import Media, Value

_YES = frozenset(
    [
        "yes",
        "y",
        "true",
        "t",
        "1",
        "x",
        "on",
        "✓",
        "✔",
        "☑",
        "✅",
        "ja",
        "j",
        "oui",
        "sí",
        "si",
        "wahr",
    ]
)
_NO = frozenset((
    "no", "n", "false", "f", "0", "off", "✗", "✘", "☐", "nein", "non", "falsch",
))  # fmt: skip
_PAIRS = (
    ("yes", "no"), ("true", "false"), ("ja", "nein"), ("oui", "non"), ("sí", "no"), ("y", "n"),
)  # fmt: skip
_ALSO_CODES = frozenset(("n", "N", "NO"))


class YesNo(Plain):
    """A tick or none."""

    name: ClassVar[str] = "yes_no"
    label: ClassVar[str] = "Yes or no"
    about: ClassVar[str] = "A tick or none."
    icon: ClassVar[str] = "check"
    align: ClassVar[str] = "center"
    plural: ClassVar[str] = "yes or no"
    compared_as: ClassVar[Comparison] = "truth"
    found_again: ClassVar[Media] = EVERYWHERE

    def sql_type(self, options: Options) -> TypeEngine[Any]:  # noqa: ARG002 - the contract
        """1 and 0 where there is nothing better."""
        return sa.Boolean().with_variant(PlainTruth(), "sqlite")

    def parse(self, text: str, options: Options) -> Value:
        """Read yes, no, true, false, x, ✓ and the column's own words. Raises Invalid."""
        word = text.strip().casefold()
        if not word:
            return None
        if word in _YES or word == _words(options)[0].casefold():
            return True
        if word in _NO or word == _words(options)[1].casefold():
            return False
        raise Invalid(f"{quoted(text)} is neither yes nor no. Write yes or no.")

    def show(self, value: Value, options: Options) -> str:
        """Return the column's word."""
        yes, no = _words(options)
        if value is None:
            return ""
        return yes if value is True else no if value is False else str(value)

    def shown_in_sqlite(self, cell: str, options: Options) -> sqlite_text.Shown | None:
        """The column's words."""
        return sqlite_text.truth(cell, *_words(options))

    def forms(self, cells: Sequence[Value]) -> Sequence[Form]:
        """Give the pairs of words, as they are capitalised, that one of the cells belongs to."""
        if any(isinstance(cell, bool) for cell in cells):
            return (_Words("yes", "no"),)
        present = {cell for cell in cells if isinstance(cell, str)}
        return [pair for pair in _SPELLED if {pair.yes, pair.no} & present]

    def form(self, options: Options) -> Form:
        """The form with the words of the options."""
        return _Words(*_words(options))

    def doubt(self, forms: Sequence[Form]) -> str | None:  # noqa: ARG002 - the contract
        """A column of nothing but “no” means the same in any language."""
        return None


def _words(options: Options) -> tuple[str, str]:
    return options.get("yes", "yes"), options.get("no", "no")


@dataclass(frozen=True)
class _Words:
    yes: str
    no: str

    @cached_property
    def options(self) -> Options:
        return {"yes": self.yes, "no": self.no}

    @property
    def proofs(self) -> Collection[Value]:
        return (self.yes, self.no) if self.no in _ALSO_CODES else ()

    @cached_property
    def _values(self) -> dict[Value, Value]:
        return {self.yes: True, self.no: False}

    def fits(self, cells: Sequence[Value]) -> bool:
        return set(cells) <= self._values.keys() or set(map(type, cells)) == {bool}

    def read(self, cells: Sequence[Value]) -> list[Value]:
        try:
            return list(map(self._values.__getitem__, cells))
        except KeyError as error:
            if set(map(type, cells)) == {bool}:
                return list(cells)
            raise ValueError(cells) from error

    def in_sqlite(self, cell: str) -> tuple[str, str]:
        yes, no = literal(self.yes), literal(self.no)
        return f"{cell} IN ({yes}, {no})", f"({cell} = {yes})"


_SPELLED = tuple(
    _Words(spelled(yes), spelled(no))
    for yes, no in _PAIRS
    for spelled in (str.lower, str.title, str.upper)
)
