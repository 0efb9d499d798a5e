"""What the types have in common that hold text of a certain kind: a link, an address."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

import sqlalchemy as sa
from sqlalchemy.types import TypeEngine

from desktop_app.column_types import sqlite_text
from desktop_app.column_types.base import Form, Options, Plain
from desktop_app.column_types.text import written
from desktop_app.domain.sheet import Value


class Worded(Plain):
    """Text without a limit; a type of this kind adds what it lets through."""

    def sql_type(self, options: Options) -> TypeEngine[Any]:  # noqa: ARG002 - the contract
        """Text without a limit."""
        return sa.Text()

    def show(self, value: Value, options: Options) -> str:  # noqa: ARG002 - the contract
        """Return the text itself."""
        return "" if value is None else written(value)

    def shown_in_sqlite(self, cell: str, options: Options) -> sqlite_text.Shown | None:  # noqa: ARG002 - the contract
        """The text itself."""
        return sqlite_text.text(cell)

    def doubt(self, forms: Sequence[Form]) -> str | None:  # noqa: ARG002 - the contract
        """Text stays as it was written, whatever it is taken for."""
        return None


@dataclass(frozen=True)
class WordedForm:
    """Texts that are taken as they are written, if all of them are of the kind."""

    kept_as_written: ClassVar[bool] = True

    are_good: Callable[[Sequence[str]], bool]
    """Looks at texts only; a TypeError means no."""

    are_surely_good: Callable[[str], str] | None = None
    """Says the same of a cell in SQL, perhaps not of all good ones; None if SQL cannot."""

    @property
    def options(self) -> Options:
        """There is but one way of writing them."""
        return {}

    def fits(self, cells: Sequence[Value]) -> bool:
        """Ask the kind."""
        try:
            return self.are_good(cells)  # type: ignore[arg-type]  # TypeError is the answer
        except TypeError:
            return False

    def read(self, cells: Sequence[Value]) -> list[Value]:
        """Return the texts themselves."""
        if not self.fits(cells):
            raise ValueError(cells)
        return list(cells)

    def in_sqlite(self, cell: str) -> tuple[str, str] | None:
        """Say whether the kind lets it through; it stays as it is."""
        return (self.are_surely_good(cell), cell) if self.are_surely_good else None
