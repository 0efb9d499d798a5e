"""Who changed the row last. Filled in by itself."""

from __future__ import annotations

from typing import ClassVar

from desktop_app.column_types.base import FilledBy
from desktop_app.column_types.person import Person


class ChangedBy(Person):
    """Who changed the row last."""

    name: ClassVar[str] = "changed_by"
    label: ClassVar[str] = "Changed by"
    about: ClassVar[str] = "Who changed the row last."
    plural: ClassVar[str] = "people in this file"
    icon: ClassVar[str] = "person-pen"
    filled_by: ClassVar[FilledBy | None] = "changed_by"
