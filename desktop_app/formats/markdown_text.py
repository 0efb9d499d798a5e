"""Tables in notes and wikis written in Markdown; each is a sheet."""

from __future__ import annotations

import re
from typing import ClassVar

from desktop_app.formats.base import WORKBOOKS
from desktop_app.formats.encodings import encoding_of, is_text
from desktop_app.formats.grid_sheet import GridFormat

_TABLE = re.compile(r"^[^\n]*\|[^\n]*\n(?=[^\n]*\|)[ \t|:-]*-[ \t|:-]*\r?$", re.MULTILINE)


class MarkdownText(GridFormat):
    """A text that is called so, or a workbook; else it could be any text with bars."""

    name: ClassVar[str] = "markdown"
    label: ClassVar[str] = "Tables in Markdown"
    suffixes: ClassVar[tuple[str, ...]] = (".md", ".markdown")
    kind: ClassVar[str] = "markdown"

    def claims(self, beginning: bytes, suffix: str) -> bool:
        """Text with such a name; of what is called a workbook, text with such a table."""
        if suffix not in (*self.suffixes, *WORKBOOKS) or not is_text(beginning):
            return False
        text = beginning.decode(encoding_of(beginning).codec, "replace")
        return suffix in self.suffixes or _TABLE.search(text) is not None
