"""Tables in notes and wikis written in Markdown; each is a sheet."""

from __future__ import annotations

from typing import ClassVar

from desktop_app.formats.encodings import is_text
from desktop_app.formats.grid_sheet import GridFormat


class MarkdownText(GridFormat):
    """A text that is called so; without a name it could be any text with bars."""

    name: ClassVar[str] = "markdown"
    label: ClassVar[str] = "Tables in Markdown"
    suffixes: ClassVar[tuple[str, ...]] = (".md", ".markdown")
    kind: ClassVar[str] = "markdown"

    def claims(self, beginning: bytes, suffix: str) -> bool:
        """Text with such a name."""
        return suffix in self.suffixes and is_text(beginning)
