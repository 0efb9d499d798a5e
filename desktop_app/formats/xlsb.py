"""Excel workbooks in the binary form that some offices keep large ones in."""

from __future__ import annotations

from typing import ClassVar

from desktop_app.formats.xlsx import ZIP, Workbook


class Xlsb(Workbook):
    """A binary workbook of Excel 2007 or later."""

    name: ClassVar[str] = "xlsb"
    label: ClassVar[str] = "Binary Excel workbook"
    suffixes: ClassVar[tuple[str, ...]] = (".xlsb",)

    def claims(self, beginning: bytes, suffix: str) -> bool:
        """A zip file of that name; by another name it is claimed and read as any workbook is."""
        return beginning.startswith(ZIP) and suffix in self.suffixes
