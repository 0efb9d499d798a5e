"""Small workbooks in the forms that no library we have can write, made byte by byte."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from xml.sax.saxutils import escape

import openpyxl

_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}'
    "</Relationships>"
)
_RELATION = (
    '<Relationship Id="rId{0}" Target="worksheets/sheet{0}.bin" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"/>'
)
_COMMENTS = (
    '<Relationship Id="rId1" Target="../comments{0}.bin" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"/>'
)
_MANY = ("office", "table", "text", "style", "number")
_ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
_MANIFEST = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{_ODS_TYPE}"/>'
    "</manifest:manifest>"
)
_DAY_STYLE, _DAY_FORMAT = 1, 14
_FIRST_CODE = 164
ERRORS = {"#NULL!": 0, "#DIV/0!": 7, "#VALUE!": 15, "#REF!": 23, "#N/A": 42}
"""Some of those that binary workbooks keep as numbers."""


@dataclass(frozen=True)
class Shown:
    """A number that a workbook shows by a code."""

    value: object
    code: str


def codes_of(sheets: dict[str, Sequence[Sequence[object]]]) -> list[str]:
    """The codes in these sheets, each once."""
    cells = (cell for rows in sheets.values() for row in rows for cell in row)
    return list(dict.fromkeys(cell.code for cell in cells if isinstance(cell, Shown)))


def binary_workbook(
    path: Path, sheets: dict[str, Sequence[Sequence[object]]], hidden: Sequence[str] = ()
) -> Path:
    """An XLSB file of these sheets (MS-XLSB, 2.1.4: type, length and content of each record)."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        relations = "".join(_RELATION.format(number + 1) for number in range(len(sheets)))
        book.writestr("xl/_rels/workbook.bin.rels", _RELATIONS.format(relations))
        bundles = b"".join(
            _record(0x9C, struct.pack("<II", name in hidden, number) + _text(f"rId{number}", name))
            for number, name in enumerate(sheets, 1)
        )
        book.writestr("xl/workbook.bin", _record(0x8F) + bundles + _record(0x90) + _record(0x84))
        codes = codes_of(sheets)
        book.writestr("xl/styles.bin", b"".join(_styles(codes)))
        for number, rows in enumerate(sheets.values(), 1):
            book.writestr(f"xl/worksheets/sheet{number}.bin", b"".join(_sheet(rows, codes)))
    return path


def with_comments(path: Path, *places: Sequence[tuple[int, int]]) -> Path:
    """The same XLSB file, with comments on these cells of each sheet: row and column, from 0 on."""
    with zipfile.ZipFile(path, "a") as book:
        for number, cells in enumerate(places, 1):
            relation = _COMMENTS.format(number)
            book.writestr(
                f"xl/worksheets/_rels/sheet{number}.bin.rels", _RELATIONS.format(relation)
            )
            listed = (struct.pack("<5I16x", 0, row, row, place, place) for row, place in cells)
            comments = (_record(0x27B, each) + _record(0x27C) for each in listed)
            book.writestr(f"xl/comments{number}.bin", b"".join(comments))
    return path


def _styles(codes: Sequence[str]) -> Iterator[bytes]:
    yield _record(0x267, struct.pack("<I", len(codes)))
    for number, code in enumerate(codes, _FIRST_CODE):
        yield _record(0x2C, struct.pack("<H", number) + _text(code))
    yield _record(0x268)
    forms = [0, _DAY_FORMAT, *range(_FIRST_CODE, _FIRST_CODE + len(codes))]
    # As in each of them, one of the styles that no cell has is percent.
    for begin, used in ((0x272, [0, 9]), (0x269, forms)):
        yield _record(begin, struct.pack("<I", len(used)))
        yield from (_record(0x2F, struct.pack("<HH12x", 0, one)) for one in used)
        yield _record(begin + 1)


def _sheet(rows: Sequence[Sequence[object]], codes: Sequence[str]) -> Iterator[bytes]:
    yield _record(0x94, struct.pack("<IIII", 0, len(rows) - 1, 0, max(map(len, rows)) - 1))
    yield _record(0x91)
    for number, row in enumerate(rows):
        yield _record(0, struct.pack("<I21x", number))
        for place, cell in enumerate(row):
            style = 2 + codes.index(cell.code) if isinstance(cell, Shown) else 0
            yield from _cell(place, cell.value if isinstance(cell, Shown) else cell, style)
    yield _record(0x92)


def _cell(place: int, cell: object, style: int) -> Iterator[bytes]:
    head = struct.pack("<II", place, _DAY_STYLE if isinstance(cell, date) else style)
    if isinstance(cell, bool):
        yield _record(4, head + bytes([cell]))
    elif isinstance(cell, date):
        yield _record(5, head + struct.pack("<d", (cell - date(1899, 12, 30)).days))
    elif isinstance(cell, int) and abs(cell) < 1 << 29:
        yield _record(2, head + struct.pack("<i", cell << 2 | 2))
    elif isinstance(cell, int | float):
        yield _record(5, head + struct.pack("<d", cell))
    elif cell in ERRORS:
        yield _record(3, head + bytes([ERRORS[str(cell)]]))
    elif isinstance(cell, str) and cell.removeprefix("=") in ERRORS:
        yield _record(11, head + bytes([ERRORS[cell[1:]]]) + bytes(10))
    elif isinstance(cell, str) and cell.startswith("="):  # a formula with that result
        yield _record(9, head + struct.pack("<d2xII", float(cell[1:]), 0, 0))
    elif cell is not None:
        yield _record(6, head + _text(str(cell)))


def _record(kind: int, content: bytes = b"") -> bytes:
    name = bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])
    size, length = len(content), b""
    while size >= 0x80:
        length, size = length + bytes([size & 0x7F | 0x80]), size >> 7
    return name + length + bytes([size]) + content


def _text(*texts: str) -> bytes:
    return b"".join(struct.pack("<I", len(text)) + text.encode("utf-16-le") for text in texts)


def open_document(
    path: Path,
    sheets: dict[str, str],
    hidden: Sequence[str] = (),
    styles: str = "",
    named: str = "",
) -> Path:
    """An ODS file; each sheet is given as the XML of its rows, see `ods_row`.

    `named` are styles in the part that LibreOffice has for those with names.
    """
    spaces = " ".join(
        f'xmlns:{one}="urn:oasis:names:tc:opendocument:xmlns:{one}:1.0"' for one in _MANY
    )
    tables = "".join(
        f'<table:table table:name="{escape(name)}" '
        f'table:style-name="{"off" if name in hidden else "on"}">{rows}</table:table>'
        for name, rows in sheets.items()
    )
    styles += "".join(
        f'<style:style style:name="{name}" style:family="table">'
        f'<style:table-properties table:display="{shown}"/></style:style>'
        for name, shown in (("on", "true"), ("off", "false"))
    )
    content = (
        f"<office:document-content {spaces}>"
        f"<office:automatic-styles>{styles}</office:automatic-styles><office:body>"
        f"<office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    )
    with zipfile.ZipFile(path, "w") as book:
        book.writestr("mimetype", _ODS_TYPE)
        book.writestr("content.xml", content)
        if named:
            book.writestr(
                "styles.xml",
                f"<office:document-styles {spaces}><office:styles>{named}</office:styles>"
                "</office:document-styles>",
            )
        book.writestr("META-INF/manifest.xml", _MANIFEST)
    return path


def ods_row(*cells: object, repeat: int = 1) -> str:
    """The XML of a row."""
    inner = "".join(map(_ods_cell, cells))
    return f'<table:table-row table:number-rows-repeated="{repeat}">{inner}</table:table-row>'


def _ods_cell(cell: object) -> str:
    if cell is None:
        return "<table:table-cell/>"
    if isinstance(cell, bool):
        value = f'office:value-type="boolean" office:boolean-value="{str(cell).lower()}"'
    elif isinstance(cell, int | float):
        value = f'office:value-type="float" office:value="{cell}"'
    elif isinstance(cell, date):
        value = f'office:value-type="date" office:date-value="{cell.isoformat()}"'
    else:
        value = 'office:value-type="string"'
    lines = "".join(f"<text:p>{escape(line)}</text:p>" for line in str(cell).split("\n"))
    return f"<table:table-cell {value}>{lines}</table:table-cell>"


def workbook(path: Path, sheets: Mapping[str, Sequence[Sequence[object]]]) -> Path:
    """An Excel workbook of these sheets."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path
