"""Text: anything, kept to the letter."""

from __future__ import annotations

import math
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime, time
from decimal import Decimal
from typing import Any, ClassVar

import sqlalchemy as sa
from sqlalchemy.types import TypeEngine

from desktop_app.column_types import sqlite_text
from desktop_app.column_types.base import EVERYWHERE, Form, Options, Plain
from desktop_app.domain.sheet import Media, Value


class Text(Plain):
    """Anything, kept to the letter, spaces included."""

    name: ClassVar[str] = "text"
    label: ClassVar[str] = "Text"
    about: ClassVar[str] = "Names, streets, postcodes: anything, kept to the letter."
    icon: ClassVar[str] = "text"
    plural: ClassVar[str] = "text"
    found_again: ClassVar[Media] = EVERYWHERE

    def sql_type(self, options: Options) -> TypeEngine[Any]:  # noqa: ARG002 - the contract
        """Text without a limit."""
        return sa.Text()

    def parse(self, text: str, options: Options) -> Value:  # noqa: ARG002 - the contract
        """Return the text itself; only empty text is nothing."""
        return text or None

    def show(self, value: Value, options: Options) -> str:  # noqa: ARG002 - the contract
        """Return the text itself."""
        return "" if value is None else written(value)

    def shown_in_sqlite(self, cell: str, options: Options) -> sqlite_text.Shown | None:  # noqa: ARG002 - the contract
        """The text itself."""
        return sqlite_text.text(cell)

    def forms(self, cells: Sequence[Value]) -> Sequence[Form]:  # noqa: ARG002 - the contract
        """Text is never looked for: it is what no other type fits."""
        return ()

    def form(self, options: Options) -> Form:  # noqa: ARG002 - the contract
        """The one form there is."""
        return _AsWritten()

    def doubt(self, forms: Sequence[Form]) -> str | None:  # noqa: ARG002 - the contract
        """Text is beyond doubt."""
        return None


def written(cell: Value) -> str:
    """Return a spreadsheet's typed cell the way a person would write it: 3, 2.5, 2019-03-14."""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float) and math.isfinite(cell):
        return format(Decimal(repr(cell)), "f").removesuffix(".0")
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ") if cell.time() != time() else cell.date().isoformat()
    return str(cell)


class _AsWritten:
    options: Options = {}  # noqa: RUF012 - a Mapping, which nobody changes

    def fits(self, cells: Sequence[Value]) -> bool:  # noqa: ARG002 - everything is text
        return True

    def read(self, cells: Sequence[Value]) -> list[Value]:
        with suppress(TypeError):
            "".join(cells)  # type: ignore[arg-type]  # the quickest proof that all are text
            return list(cells)
        return list(map(written, cells))

    def in_sqlite(self, cell: str) -> tuple[str, str]:
        return "1", cell
