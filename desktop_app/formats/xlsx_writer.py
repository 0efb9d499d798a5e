"""Writing Excel workbooks as a stream: a sheet per table, its rows one after the other.

The smallest package that Excel, LibreOffice and Numbers open without a word: ECMA-376. Texts stand
in their cells and not in a list apart, which would have to be kept in memory.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import IO, BinaryIO, ClassVar

from desktop_app.domain.sheet import Medium
from desktop_app.formats.outgoing import Batch, Outgoing, Plain, Wishes, by_column, shown
from desktop_app.formats.places import letters
from desktop_app.formats.sheet_names import sheet_name
from desktop_app.formats.xlsx_cells import (
    LINES,
    ColumnCells,
    escape,
    form_of,
    widths,
)
from desktop_app.formats.xml_text import quoted

MOST_ROWS = 1_048_576
"""In one sheet, the heading among them."""

_MOST_BYTES = 1_900_000_000
"""Of XML in one sheet: readers of old take no more than two billion."""

_SAMPLE = 200
_HEADING, _FIRST_FORM = 1, LINES + 1
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_PARTS = "http://schemas.openxmlformats.org/package/2006"
_LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


class XlsxWriter(Plain):
    """Types kept: numbers are numbers, days are days, 007 is text, and so is what did not fit."""

    name: ClassVar[str] = "xlsx"
    label: ClassVar[str] = "Excel workbook"
    ending: ClassVar[str] = ".xlsx"
    mime: ClassVar[str] = f"{_KIND}.sheet"
    medium: ClassVar[Medium] = "workbook"
    many: ClassVar[bool] = True

    def write(self, tables: Sequence[Outgoing], file: BinaryIO, wishes: Wishes) -> Sequence[str]:  # noqa: ARG002 - the contract
        """Write a sheet for each table, and further ones where a table is too long for one."""
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
            book = _Book(package)
            for table in tables:
                book.add(table)
            book.finish()
        return book.notes()


class _Book:
    """A workbook in the making."""

    def __init__(self, package: zipfile.ZipFile) -> None:
        self._package = package
        self._sheets: list[str] = []
        self._codes: list[str] = []
        self._cut = self._changed = 0
        self._further: list[str] = []
        package.writestr("_rels/.rels", _links([("officeDocument", "xl/workbook.xml")]))

    def add(self, table: Outgoing) -> None:
        """Write the sheets of a table."""
        forms = [form_of(column).code for column in table.columns]
        styles = [self._style(code) for code in forms]
        cells = [
            ColumnCells(letters(place), column, style)
            for place, (column, style) in enumerate(zip(table.columns, styles, strict=True))
        ]
        batches = table.batches()
        first = next(batches, ())
        head = _sheet_head(table, styles, first)
        left: Batch | None = self._sheet(table.name, head, cells, first, batches)
        while left:
            self._further.append(table.name)
            left = self._sheet(table.name, head, cells, left, batches)
        self._cut += sum(column.cut for column in cells)
        self._changed += sum(column.changed for column in cells)

    def _sheet(
        self,
        name: str,
        head: str,
        cells: Sequence[ColumnCells],
        first: Batch,
        rest: Iterator[Batch],
    ) -> Batch:
        """Write rows until the sheet is full; return those of the last batch that are left."""
        self._sheets.append(sheet_name(name, self._sheets))
        part = f"xl/worksheets/sheet{len(self._sheets)}.xml"
        with self._package.open(part, "w") as file:
            size = file.write(head.encode())
            row, left = 2, first
            while left:
                fit = left[: MOST_ROWS - row + 1]
                size += _write_rows(file, cells, row, fit)
                row, left = row + len(fit), left[len(fit) :]
                if left or size > _MOST_BYTES:
                    break
                left = next(rest, ())
            file.write(_sheet_foot(len(cells), row - 1).encode())
        return left or (next(rest, ()) if size > _MOST_BYTES else ())

    def _style(self, code: str) -> int:
        if code == "General":
            return 0
        if code not in self._codes:
            self._codes.append(code)
        return _FIRST_FORM + self._codes.index(code)

    def finish(self) -> None:
        """Write what speaks of the sheets."""
        numbers = range(1, len(self._sheets) + 1)
        parts = [("worksheet", f"worksheets/sheet{number}.xml") for number in numbers]
        self._package.writestr("xl/styles.xml", _styles(self._codes))
        self._package.writestr(
            "xl/_rels/workbook.xml.rels", _links([*parts, ("styles", "styles.xml")])
        )
        self._package.writestr("xl/workbook.xml", _workbook(self._sheets))
        self._package.writestr("[Content_Types].xml", _content_types(len(self._sheets)))

    def notes(self) -> list[str]:
        """Say what a person should know."""
        notes = []
        if self._further:
            names = " and ".join(f"“{name}”" for name in dict.fromkeys(self._further))
            notes.append(f"{names} goes on in further sheets: Excel has 1,048,576 rows in one.")
        if self._cut:
            what = "text was" if self._cut == 1 else "texts were"
            notes.append(f"{self._cut:,} {what} cut at 32,767 letters, the most a cell can hold.")
        if self._changed:
            what = "cell has a sign" if self._changed == 1 else "cells have signs"
            notes.append(f"{self._changed:,} {what} that no workbook can hold; � stands for it.")
        return notes


def _write_rows(file: IO[bytes], cells: Sequence[ColumnCells], start: int, batch: Batch) -> int:
    numbers = range(start, start + len(batch))
    columns = [
        column.write(numbers, part) for column, part in zip(cells, by_column(batch), strict=True)
    ]
    rows = map("".join, zip(*columns, strict=True)) if columns else [""] * len(batch)
    xml = "".join(
        f'<row r="{number}">{row}</row>' for number, row in zip(numbers, rows, strict=True)
    )
    return file.write(xml.encode())


def _sheet_head(table: Outgoing, styles: Sequence[int], first: Batch) -> str:
    sample = islice(shown(table.columns, first[:_SAMPLE]), _SAMPLE)
    columns = "".join(
        f'<col min="{place}" max="{place}" width="{width}" style="{style}" customWidth="1"/>'
        for place, (width, style) in enumerate(
            zip(widths(table.columns, sample), styles, strict=True), 1
        )
    )
    headings = "".join(
        f'<c r="{letters(place)}1" s="{_HEADING}" t="inlineStr"><is>'
        f'<t xml:space="preserve">{escape(column.name)}</t></is></c>'
        for place, column in enumerate(table.columns)
    )
    return (
        f'{_XML}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">'
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
        f"</sheetView></sheetViews>{f'<cols>{columns}</cols>' if columns else ''}"
        f'<sheetData><row r="1">{headings}</row>'
    )


def _sheet_foot(columns: int, rows: int) -> str:
    filters = f'<autoFilter ref="A1:{letters(columns - 1)}{rows}"/>' if columns else ""
    return f"</sheetData>{filters}</worksheet>"


def _styles(codes: Sequence[str]) -> str:
    formats = "".join(
        f'<numFmt numFmtId="{number}" formatCode={quoted(code)}/>'
        for number, code in enumerate(codes, 164)
    )
    cells = "".join(
        f'<xf numFmtId="{number}" fontId="0" fillId="0" borderId="0" xfId="0" '
        'applyNumberFormat="1"/>'
        for number, _ in enumerate(codes, 164)
    )
    font = '<sz val="11"/><name val="Calibri"/><family val="2"/>'
    return (
        f'{_XML}<styleSheet xmlns="{_MAIN}">'
        + (f'<numFmts count="{len(codes)}">{formats}</numFmts>' if codes else "")
        + f'<fonts count="2"><font>{font}</font><font><b/>{font}</font></fonts>'
        '<fills count="2"><fill><patternFill patternType="none"/></fill>'
        '<fill><patternFill patternType="gray125"/></fill></fills>'
        '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>'
        f'</cellStyleXfs><cellXfs count="{len(codes) + _FIRST_FORM}">'
        '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
        '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>'
        '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" '
        'applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>'
        f'{cells}</cellXfs><cellStyles count="1">'
        '<cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
    )


def _workbook(sheets: Sequence[str]) -> str:
    listed = "".join(
        f'<sheet name={quoted(name)} sheetId="{number}" r:id="rId{number}"/>'
        for number, name in enumerate(sheets, 1)
    )
    return (
        f'{_XML}<workbook xmlns="{_MAIN}" xmlns:r="{_LINKS}"><sheets>{listed}</sheets></workbook>'
    )


def _links(targets: Sequence[tuple[str, str]]) -> str:
    listed = "".join(
        f'<Relationship Id="rId{number}" Type="{_LINKS}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'{_XML}<Relationships xmlns="{_PARTS}/relationships">{listed}</Relationships>'


def _content_types(sheets: int) -> str:
    parts = [("/xl/workbook.xml", "sheet.main"), ("/xl/styles.xml", "styles")]
    parts += [(f"/xl/worksheets/sheet{n}.xml", "worksheet") for n in range(1, sheets + 1)]
    listed = "".join(
        f'<Override PartName="{part}" ContentType="{_KIND}.{kind}+xml"/>' for part, kind in parts
    )
    return (
        f'{_XML}<Types xmlns="{_PARTS}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{listed}</Types>'
    )
