"""Excel workbooks, read cell by typed cell in a child process (see reader)."""

from __future__ import annotations

from typing import ClassVar

from desktop_app.formats.grid_sheet import GridFormat

ZIP = b"PK\x03\x04"
"""How a zip file begins; nearly all workbooks are one."""


class Workbook(GridFormat):
    """A file of sheets, whatever program it belongs to."""

    kind: ClassVar[str] = "workbook"


class Xlsx(Workbook):
    """A workbook of Excel 2007 or later, or of any program that writes its format."""

    name: ClassVar[str] = "xlsx"
    label: ClassVar[str] = "Excel workbook"
    suffixes: ClassVar[tuple[str, ...]] = (".xlsx", ".xlsm")

    def claims(self, beginning: bytes, suffix: str) -> bool:  # noqa: ARG002 - the contract
        """A workbook is a zip file; whether it is one shows when it is opened."""
        return beginning.startswith(ZIP)
