"""Who added the row. Filled in by itself."""

from __future__ import annotations

from typing import ClassVar

from desktop_app.column_types.base import FilledBy
from desktop_app.column_types.person import Person


class CreatedBy(Person):
    """Who added the row."""

    name: ClassVar[str] = "created_by"
    label: ClassVar[str] = "Created by"
    about: ClassVar[str] = "Who added the row."
    plural: ClassVar[str] = "people in this file"
    icon: ClassVar[str] = "person-plus"
    filled_by: ClassVar[FilledBy | None] = "created_by"
