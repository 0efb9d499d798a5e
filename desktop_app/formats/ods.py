"""OpenDocument spreadsheets, of LibreOffice and others."""

from __future__ import annotations

from typing import ClassVar

from desktop_app.formats.xlsx import ZIP, Workbook

_TYPE = b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet"
_TYPE_AT = 30
"""The standard wants the type as the first part of the zip, behind a header of this many bytes."""


class Ods(Workbook):
    """A spreadsheet of LibreOffice Calc or any program that writes OpenDocument."""

    name: ClassVar[str] = "ods"
    label: ClassVar[str] = "OpenDocument spreadsheet"
    suffixes: ClassVar[tuple[str, ...]] = (".ods", ".ots")

    def claims(self, beginning: bytes, suffix: str) -> bool:
        """It says what it is at its very beginning, or by its name."""
        says_so = beginning[_TYPE_AT:].startswith(_TYPE)
        return beginning.startswith(ZIP) and (says_so or suffix in self.suffixes)
