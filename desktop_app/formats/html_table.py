"""Tables on a web page that was saved; also what some programs call an Excel file and is a page."""

from __future__ import annotations

import re
from typing import ClassVar

from desktop_app.formats.base import WORKBOOKS
from desktop_app.formats.encodings import encoding_of, is_text
from desktop_app.formats.grid_sheet import GridFormat

_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|meta|table|title)\b",
    re.IGNORECASE | re.DOTALL,
)
_BEGINS_WITH_A_TAG = re.compile(r"\s*<[a-z!][^>]*>.*<(?:table|tr)\b", re.IGNORECASE | re.DOTALL)


class HtmlTable(GridFormat):
    """A page; each table on it is a sheet. Nothing on it runs and nothing is fetched."""

    name: ClassVar[str] = "html"
    label: ClassVar[str] = "Tables on a web page"
    suffixes: ClassVar[tuple[str, ...]] = (".html", ".htm", ".xhtml")
    kind: ClassVar[str] = "html"

    def claims(self, beginning: bytes, suffix: str) -> bool:
        """Text that is called so, or begins like a page; as a workbook, like any part of one."""
        if not is_text(beginning):
            return False
        text = beginning.decode(encoding_of(beginning).codec, "replace").lstrip("\ufeff")
        begins = [_PAGE, *([_BEGINS_WITH_A_TAG] if suffix in WORKBOOKS else [])]
        return suffix in self.suffixes or any(one.match(text) for one in begins)
