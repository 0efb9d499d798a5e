"""When the row was changed last, by the clock of Tidybase's computer. Filled in by itself."""

from __future__ import annotations

from typing import ClassVar

from desktop_app.column_types.base import FilledBy
from desktop_app.column_types.date_time import Moments


class ChangedTime(Moments):
    """When the row was changed last."""

    name: ClassVar[str] = "changed_time"
    label: ClassVar[str] = "Changed time"
    about: ClassVar[str] = "When the row was changed last."
    plural: ClassVar[str] = "dates with a time"
    icon: ClassVar[str] = "calendar-pen"
    filled_by: ClassVar[FilledBy | None] = "changed_at"
