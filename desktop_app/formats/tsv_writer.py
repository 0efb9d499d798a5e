"""Writing text with tabs between the cells, as other programs paste it."""

from __future__ import annotations

from typing import ClassVar

from desktop_app.formats.csv_writer import CsvWriter


class TsvWriter(CsvWriter):
    """Tabs between the cells; quotation marks around a cell that has one itself."""

    name: ClassVar[str] = "tsv"
    label: ClassVar[str] = "Text with tabs (TSV)"
    ending: ClassVar[str] = ".tsv"
    mime: ClassVar[str] = "text/tab-separated-values"
    between: ClassVar[bytes] = b"\t"
