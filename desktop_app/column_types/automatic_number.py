"""Numbers given in turn, never twice. Filled in by themselves."""

from __future__ import annotations

from typing import Any, ClassVar

import sqlalchemy as sa
from sqlalchemy.types import TypeEngine

from desktop_app.column_types import sqlite_text
from desktop_app.column_types.base import Comparison, FilledBy, Options, Plain
from desktop_app.column_types.whole_number import WholeNumber
from desktop_app.domain.sheet import Value

_NUMBERS = WholeNumber()


class AutomaticNumber(Plain):
    """A member's, an invoice's, a case's number."""

    name: ClassVar[str] = "automatic_number"
    label: ClassVar[str] = "Automatic number"
    about: ClassVar[str] = "1, 2, 3: given in turn, to every new row."
    plural: ClassVar[str] = "whole numbers"
    icon: ClassVar[str] = "numbered"
    align: ClassVar[str] = "end"
    filled_by: ClassVar[FilledBy | None] = "number"
    compared_as: ClassVar[Comparison] = "number"

    def sql_type(self, options: Options) -> TypeEngine[Any]:  # noqa: ARG002 - the contract
        """64 bits."""
        return sa.BigInteger()

    def shown_in_sqlite(self, cell: str, options: Options) -> sqlite_text.Shown | None:  # noqa: ARG002 - the contract
        """Digits."""
        return sqlite_text.whole_number(cell)

    def parse(self, text: str, options: Options) -> Value:
        """Read a number, as a search for it needs. Raises Invalid."""
        return _NUMBERS.parse(text, options)

    def show(self, value: Value, options: Options) -> str:
        """Return the digits."""
        return _NUMBERS.show(value, options)
