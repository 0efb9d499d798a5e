"""When the row was added, by the clock of the computer Tidybase runs on. Filled in by itself."""

from __future__ import annotations

from typing import ClassVar

from desktop_app.column_types.base import FilledBy
from desktop_app.column_types.date_time import Moments


class CreatedTime(Moments):
    """When the row was added."""

    name: ClassVar[str] = "created_time"
    label: ClassVar[str] = "Created time"
    about: ClassVar[str] = "When the row was added."
    plural: ClassVar[str] = "dates with a time"
    icon: ClassVar[str] = "calendar-plus"
    filled_by: ClassVar[FilledBy | None] = "created_at"
