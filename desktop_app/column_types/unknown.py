"""What a column of a newer Tidybase holds: shown as text, whatever it is."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy import Dialect
from sqlalchemy.types import TypeEngine

from desktop_app.column_types.base import Options
from desktop_app.column_types.text import Text, written


class _AsText(sa.TypeDecorator[str]):
    """Whatever lies there, as a person would write it."""

    impl = sa.Text
    cache_ok = True

    def process_result_value(self, value: Any, dialect: Dialect) -> str | None:  # noqa: ARG002
        """Return it as text."""
        return None if value is None else written(value)


class Unknown(Text):
    """A kind of column that this version does not know. It is called text, too."""

    def sql_type(self, options: Options) -> TypeEngine[Any]:  # noqa: ARG002 - the contract
        """Text, whatever the column says itself."""
        return _AsText()


UNKNOWN = Unknown()
