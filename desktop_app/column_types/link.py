"""A row of another table: its id, with a real foreign key.

Options: `table`, the other table's id; `back`, the column there that shows this link from its side.
"""

from __future__ import annotations

from typing import Any, ClassVar

import sqlalchemy as sa
from sqlalchemy.types import TypeEngine

from desktop_app.column_types.base import Options, RefersTo
from desktop_app.column_types.reference import Reference


class Link(Reference):
    """One row there for each row here: the member of a payment, the room of a class."""

    name: ClassVar[str] = "link"
    label: ClassVar[str] = "Link"
    about: ClassVar[str] = "One row of another table: the member who paid."
    plural: ClassVar[str] = "rows of the linked table"
    icon: ClassVar[str] = "link"
    choosable: ClassVar[bool] = False
    refers_to: ClassVar[RefersTo | None] = "table"
    unknown: ClassVar[str] = "is no row of the linked table. Choose one from its list."

    def sql_type(self, options: Options) -> TypeEngine[Any]:  # noqa: ARG002 - the contract
        """The same as the ids of rows."""
        return sa.BigInteger().with_variant(sa.Integer(), "sqlite")
