"""Writing a table in Markdown, for notes, wikis and messages.

The form is that of https://github.github.com/gfm/#tables-extension-.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import BinaryIO, ClassVar

from desktop_app.formats.outgoing import Outgoing, Plain, Wishes, shown

_SPECIAL = re.compile(r"[\\|`*_\[\]<>#~&]")
_BREAK = re.compile(r"\r\n|\r|\n")
_ABOUT_SPACES = "Some cells begin or end with spaces, which Markdown does not keep."
_LINE = {"start": "---", "center": ":-:", "end": "--:"}


class MarkdownWriter(Plain):
    """Bars between the cells; signs that mean something are made to mean themselves."""

    name: ClassVar[str] = "markdown"
    label: ClassVar[str] = "Markdown"
    ending: ClassVar[str] = ".md"
    mime: ClassVar[str] = "text/markdown"

    def write(self, tables: Sequence[Outgoing], file: BinaryIO, wishes: Wishes) -> Sequence[str]:  # noqa: ARG002 - the contract
        """Write the one table."""
        table = tables[0]
        names = tuple(column.name for column in table.columns)
        lines = tuple(_LINE.get(column.align, "---") for column in table.columns)
        file.write(_row(tuple(map(_cell, names))) + _row(lines))
        spaced = False
        for batch in table.batches():
            rows = list(shown(table.columns, batch))
            spaced = spaced or any(text != text.strip() for row in rows for text in row)
            file.write(b"".join(_row(tuple(map(_cell, row))) for row in rows))
        return [_ABOUT_SPACES] if spaced else []


def _row(cells: Sequence[str]) -> bytes:
    return f"| {' | '.join(cells)} |\n".encode()


def _cell(text: str) -> str:
    return _BREAK.sub("<br>", _SPECIAL.sub(r"\\\g<0>", text))
