"""Excel workbooks as they were until 2003."""

from __future__ import annotations

from typing import ClassVar

from desktop_app.formats.xlsx import Workbook

_CONTAINER = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


class Xls(Workbook):
    """A workbook of Excel 97 to 2003; today's Excel uses the same container for passwords."""

    name: ClassVar[str] = "xls"
    label: ClassVar[str] = "Old Excel workbook"
    suffixes: ClassVar[tuple[str, ...]] = (".xls", ".xlt")

    def claims(self, beginning: bytes, suffix: str) -> bool:  # noqa: ARG002 - the contract
        """Whatever else may be in the container shows when it is opened."""
        return beginning.startswith(_CONTAINER)
