"""Long text: as many lines as it takes, kept to the letter."""

from __future__ import annotations

from typing import ClassVar

from desktop_app.column_types.text import Text
from desktop_app.domain.sheet import Media


class LongText(Text):
    """Stories, notes, recipes: text that wants room."""

    name: ClassVar[str] = "long_text"
    label: ClassVar[str] = "Long text"
    about: ClassVar[str] = "Notes, stories, recipes: text with several lines."
    plural: ClassVar[str] = "long text"
    icon: ClassVar[str] = "paragraph"
    found_again: ClassVar[Media] = ()
    """Nowhere: it comes back as text, which holds as much."""
