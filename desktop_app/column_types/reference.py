"""What the types have in common whose cells are ids of something kept elsewhere."""

from __future__ import annotations

import re
from typing import Any, ClassVar

import sqlalchemy as sa
from sqlalchemy.types import TypeEngine

from desktop_app.column_types.base import Comparison, Options, Plain
from desktop_app.column_types.words import quoted
from desktop_app.domain.errors import Invalid
from desktop_app.domain.sheet import Value

_ID = re.compile(r"#?(\d{1,10})", re.ASCII)
_LARGEST = 2**31 - 1


class Reference(Plain):
    """An id, shown by the label of what it stands for; who knows the labels reads them first."""

    compared_as: ClassVar[Comparison] = "reference"
    unknown: ClassVar[str]
    """Ends the sentence about a text that is no id: what it is not, and what to do."""

    def sql_type(self, options: Options) -> TypeEngine[Any]:  # noqa: ARG002 - the contract
        """A whole number."""
        return sa.Integer()

    def parse(self, text: str, options: Options) -> Value:  # noqa: ARG002 - the contract
        """Read an id, 12 or #12. Raises Invalid."""
        bare = text.strip()
        if not bare:
            return None
        found = _ID.fullmatch(bare)
        if not found or int(found[1]) > _LARGEST:
            raise Invalid(f"{quoted(text)} {self.unknown}")
        return int(found[1])

    def show(self, value: Value, options: Options) -> str:  # noqa: ARG002 - the contract
        """Return the id; the label is for whoever can look it up."""
        return "" if value is None else str(value)
