"""Long text: as many lines as it takes, kept to the letter."""

from __future__ import annotations

from collections.abc import Collection
from typing import ClassVar

from desktop_app.column_types.base import Medium, Options
from desktop_app.column_types.text import Text


class LongText(Text):
    """Stories, notes, recipes: text that wants room."""

    name: ClassVar[str] = "long_text"
    label: ClassVar[str] = "Long text"
    about: ClassVar[str] = "Notes, stories, recipes: text with several lines."
    plural: ClassVar[str] = "long text"
    icon: ClassVar[str] = "paragraph"

    def found_in(self, options: Options) -> Collection[Medium]:  # noqa: ARG002 - the contract
        """Nowhere: it comes back as text, which holds as much."""
        return ()
