"""Writing ODS spreadsheets, for LibreOffice and its relatives, as a stream.

OpenDocument 1.3: https://docs.oasis-open.org/office/OpenDocument/v1.3/.
"""

from __future__ import annotations

import math
import re
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import IO, Any, BinaryIO, ClassVar

from desktop_app.domain.errors import Invalid
from desktop_app.domain.sheet import Medium
from desktop_app.formats.ods_styles import automatic_styles
from desktop_app.formats.outgoing import (
    Batch,
    OutColumn,
    Outgoing,
    Plain,
    Wishes,
    by_column,
    shown,
)
from desktop_app.formats.sheet_names import sheet_name
from desktop_app.formats.xlsx_cells import form_of, widths
from desktop_app.formats.xml_text import escape, quoted

MOST_ROWS = 1_048_576
_MOST_BYTES = 2_000_000_000
_SAMPLE = 200
_LARGEST = 10**15
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_ODD = re.compile("[&<>\x00-\x1f\ufffe\uffff]|  |^ | $")
_SPACES = re.compile("(?<= ) +|^ +| +$")
_KIND = "application/vnd.oasis.opendocument.spreadsheet"
_NAMESPACES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
    for short, long in [
        ("office", "office"),
        ("table", "table"),
        ("text", "text"),
        ("style", "style"),
        ("number", "datastyle"),
        ("fo", "xsl-fo-compatible"),
        ("config", "config"),
        ("manifest", "manifest"),
    ]
)
_XML = '<?xml version="1.0" encoding="UTF-8"?>\n'
_EMPTY = "<table:table-cell/>"


class OdsWriter(Plain):
    """Types kept: numbers are numbers, days are days, 007 is text, and so is what did not fit."""

    name: ClassVar[str] = "ods"
    label: ClassVar[str] = "OpenDocument spreadsheet (ODS)"
    ending: ClassVar[str] = ".ods"
    mime: ClassVar[str] = _KIND
    medium: ClassVar[Medium] = "workbook"
    many: ClassVar[bool] = True

    def write(self, tables: Sequence[Outgoing], file: BinaryIO, wishes: Wishes) -> Sequence[str]:  # noqa: ARG002 - the contract
        """Write a sheet for each table. Raises Invalid when that is too much for such a file."""
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
            package.writestr("mimetype", _KIND, zipfile.ZIP_STORED)
            package.writestr("META-INF/manifest.xml", _manifest())
            with package.open("content.xml", "w") as content:
                book = _Book(content, tables)
                book.write()
            package.writestr("settings.xml", _settings(book.sheets))
        return book.notes()


class _Book:
    """The one part of the file in which everything stands."""

    def __init__(self, file: IO[bytes], tables: Sequence[Outgoing]) -> None:
        self.sheets: list[str] = []
        self._file = file
        self._size = 0
        self._left_out = 0
        self._further: list[str] = []
        self._reading = [(table, table.batches()) for table in tables]

    def write(self) -> None:
        """Write the styles, then sheet after sheet."""
        opened = [(table, next(rest, ()), rest) for table, rest in self._reading]
        sizes = [
            widths(table.columns, shown(table.columns, first[:_SAMPLE]))
            for table, first, _ in opened
        ]
        columns = [column for table, _, _ in opened for column in table.columns]
        forms = [(column.measure, form_of(column).code) for column in columns]
        styles = automatic_styles(forms, [width for size in sizes for width in size])
        self._put(
            f'{_XML}<office:document-content {_NAMESPACES} office:version="1.3">'
            f"<office:automatic-styles>{styles}</office:automatic-styles>"
            "<office:body><office:spreadsheet>"
        )
        number = 0
        for (table, first, rest), size in zip(opened, sizes, strict=True):
            self._table(_Sheet(table, size, number), first, rest)
            number += len(table.columns)
        self._put("</office:spreadsheet></office:body></office:document-content>")

    def _table(self, sheet: _Sheet, first: Batch, rest: Iterator[Batch]) -> None:
        left, begun = first, False
        while left or not begun:
            if begun:
                self._further.append(sheet.table.name)
            begun = True
            self.sheets.append(sheet_name(sheet.table.name, self.sheets))
            self._put(sheet.head(self.sheets[-1]))
            room = MOST_ROWS - 1
            while left and room:
                fit, left = left[:room], left[room:]
                self._put(sheet.rows(fit))
                room -= len(fit)
                left = left or next(rest, ())
            self._put("</table:table>")
        self._left_out += sheet.left_out

    def _put(self, xml: str) -> None:
        self._size += self._file.write(xml.encode())
        if self._size > _MOST_BYTES:
            raise Invalid(
                "That is more than an ODS file can hold. Choose an Excel workbook or CSV instead."
            )

    def notes(self) -> list[str]:
        """Say what a person should know."""
        notes = []
        if self._further:
            names = " and ".join(f"“{name}”" for name in dict.fromkeys(self._further))
            notes.append(f"{names} goes on in further sheets: one has room for 1,048,576 rows.")
        if self._left_out:
            cells = "cell" if self._left_out == 1 else "cells"
            notes.append(
                f"{self._left_out:,} {cells} had control characters, which ODS cannot hold; "
                "they were left out."
            )
        return notes


class _Sheet:
    """One table: its heading, and its rows as XML."""

    def __init__(self, table: Outgoing, sizes: Sequence[int], number: int) -> None:
        self.table = table
        self.left_out = 0
        self._sizes = sizes
        self._styles = [
            f' table:style-name="c{place}"' for place, _ in enumerate(table.columns, number)
        ]

    def head(self, name: str) -> str:
        """Return what stands above the rows."""
        columns = "".join(
            f'<table:table-column table:style-name="w{size}"/>' for size in self._sizes
        )
        headings = "".join(
            '<table:table-cell table:style-name="heading" office:value-type="string">'
            f"{self._paragraphs(column.name)}</table:table-cell>"
            for column in self.table.columns
        )
        return (
            f"<table:table table:name={quoted(name)}>{columns}<table:table-header-rows>"
            f"<table:table-row>{headings or _EMPTY}</table:table-row></table:table-header-rows>"
        )

    def rows(self, batch: Batch) -> str:
        """Return the rows of a batch."""
        columns = [
            [_EMPTY if cell is None else self._cell(column, style, cell) for cell in cells]
            for column, style, cells in zip(
                self.table.columns, self._styles, by_column(batch), strict=True
            )
        ]
        rows = map("".join, zip(*columns, strict=True)) if columns else [_EMPTY] * len(batch)
        return "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)

    def _cell(self, column: OutColumn, style: str, cell: Any) -> str:
        typed = _typed(column, cell)
        if typed is None:
            text = cell if isinstance(cell, str) else column.show(cell)
            value, shown_text = 'office:value-type="string"', self._paragraphs(text)
        else:
            value, shown_text = typed, f"<text:p>{escape(column.show(cell))}</text:p>"
        return f"<table:table-cell{style} {value}>{shown_text}</table:table-cell>"

    def _paragraphs(self, text: str) -> str:
        if not _ODD.search(text):
            return f"<text:p>{text}</text:p>"
        if _UNWRITABLE.search(text):
            self.left_out += 1
            text = _UNWRITABLE.sub("", text)
        lines = escape(text).split("\n")
        return "".join(f"<text:p>{_spaced(line)}</text:p>" for line in lines)


def _typed(column: OutColumn, cell: Any) -> str | None:
    """Return the value as ODS says it, or None for what is text."""
    if isinstance(cell, bool):
        return f'office:value-type="boolean" office:boolean-value="{str(cell).lower()}"'
    if isinstance(cell, int | float | Decimal):
        return _number(column, cell)
    if isinstance(cell, datetime):
        return f'office:value-type="date" office:date-value="{cell.isoformat()}"'
    if isinstance(cell, date):
        return f'office:value-type="date" office:date-value="{cell.isoformat()}"'
    if isinstance(cell, time):
        return _clock(cell.hour * 3600 + cell.minute * 60 + cell.second)
    return None


def _number(column: OutColumn, cell: float | Decimal) -> str | None:
    if not math.isfinite(cell) or (isinstance(cell, int) and abs(cell) >= _LARGEST):
        return None
    code = column.form.code
    if "[h]" in code:
        return _clock(int(cell))
    if column.form.currency:
        currency = f"office:currency={quoted(column.form.currency)}"
        return f'office:value-type="currency" {currency} office:value="{cell}"'
    kind = "percentage" if "%" in code else "float"
    return f'office:value-type="{kind}" office:value="{cell}"'


def _clock(seconds: int) -> str:
    sign, whole = ("-" if seconds < 0 else ""), abs(seconds)
    clock = f"{sign}PT{whole // 3600:02}H{whole // 60 % 60:02}M{whole % 60:02}S"
    return f'office:value-type="time" office:time-value="{clock}"'


def _spaced(line: str) -> str:
    """Spaces that XML would lose are counted, and tabs named."""
    spaced = _SPACES.sub(lambda found: f'<text:s text:c="{len(found[0])}"/>', line)
    return spaced.replace("\t", "<text:tab/>")


def _manifest() -> str:
    parts = [("/", _KIND), ("content.xml", "text/xml"), ("settings.xml", "text/xml")]
    listed = "".join(
        f'<manifest:file-entry manifest:full-path="{path}" manifest:media-type="{kind}"/>'
        for path, kind in parts
    )
    start = f'<manifest:manifest {_NAMESPACES} manifest:version="1.3">'
    return f"{_XML}{start}{listed}</manifest:manifest>"


def _settings(sheets: Sequence[str]) -> str:
    """Keep the headings of every sheet in sight."""
    frozen = "".join(
        f'<config:config-item config:name="{name}" config:type="{kind}">'
        f"{value}</config:config-item>"
        for name, kind, value in [
            ("VerticalSplitMode", "short", 2),
            ("VerticalSplitPosition", "int", 1),
            ("ActiveSplitRange", "short", 2),
            ("PositionBottom", "int", 1),
        ]
    )
    tables = "".join(
        f"<config:config-item-map-entry config:name={quoted(sheet)}>{frozen}"
        "</config:config-item-map-entry>"
        for sheet in sheets
    )
    return (
        f'{_XML}<office:document-settings {_NAMESPACES} office:version="1.3"><office:settings>'
        '<config:config-item-set config:name="ooo:view-settings">'
        '<config:config-item-map-indexed config:name="Views"><config:config-item-map-entry>'
        f'<config:config-item-map-named config:name="Tables">{tables}'
        "</config:config-item-map-named>"
        "</config:config-item-map-entry></config:config-item-map-indexed></config:config-item-set>"
        "</office:settings></office:document-settings>"
    )
