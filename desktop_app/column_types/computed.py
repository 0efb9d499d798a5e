"""What the types have in common whose values are worked out, and never stored."""

from __future__ import annotations

from typing import Any, ClassVar

import sqlalchemy as sa
from sqlalchemy.types import TypeEngine

from desktop_app.column_types.base import Options, Plain
from desktop_app.domain.errors import Invalid
from desktop_app.domain.sheet import Value


class Computed(Plain):
    """Nobody types here; how a value looks is said by the type that it shows."""

    stored: ClassVar[bool] = False
    choosable: ClassVar[bool] = False

    def sql_type(self, options: Options) -> TypeEngine[Any]:  # noqa: ARG002 - the contract
        """Text, where nothing better is known."""
        return sa.Text()

    def parse(self, text: str, options: Options) -> Value:  # noqa: ARG002 - the contract
        """Nothing can be typed here. Raises Invalid, but for nothing at all."""
        if text.strip():
            raise Invalid("This column is worked out from others; it cannot be typed in.")
        return None

    def show(self, value: Value, options: Options) -> str:  # noqa: ARG002 - the contract
        """Return it as text."""
        return "" if value is None else str(value)
