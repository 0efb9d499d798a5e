"""Comments on the cells of a workbook do not come in, and that is told."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment

from desktop_app.formats.odd_cells import _BLOCK
from tests.formats.containers import container
from tests.formats.old_workbooks import EXCEL_5, EXCEL_97, Age, record, stream
from tests.formats.reading import opened, rows
from tests.formats.workbooks import binary_workbook, ods_row, open_document, with_comments

TABLE = [["Name", "N"], ["Ada", 1], ["Bo", 2]]
TOLD = "2 cells have a comment (first: A2), which did not come in."


def noted(path: Path, *cells: str) -> Path:
    """An Excel workbook with comments on these cells of its first sheet; the second has others."""
    book = openpyxl.Workbook()
    other = book.create_sheet("Other")
    for sheet in (book.active, other):
        for line in TABLE:
            sheet.append(line)
    other["B1"].comment = Comment("of the other sheet", "Ada")
    for cell in cells:
        book.active[cell].comment = Comment("Please ask <Bo>", "Ada")
    book.save(path)
    return path


def test_comments_in_a_workbook_are_told(tmp_path: Path) -> None:
    sheet = opened(noted(tmp_path / "x.xlsx", "B3", "A2"))
    assert rows(sheet) == TABLE[1:]
    assert list(sheet.notes) == [TOLD]
    assert sheet.odd_lines == []


def test_comments_on_other_sheets_are_not(tmp_path: Path) -> None:
    sheet = opened(noted(tmp_path / "x.xlsx"))
    assert rows(sheet) == TABLE[1:]
    assert list(sheet.notes) == []


def test_all_of_many_comments_are_counted(tmp_path: Path) -> None:
    cells = [f"{column}{row}" for column in "ABCDE" for row in range(1, _BLOCK // 400)]
    sheet = opened(noted(tmp_path / "x.xlsx", *cells))
    rows(sheet)
    assert [note.split(" have")[0] for note in sheet.notes] == [f"{len(cells):,} cells"]


def test_comments_in_an_open_document_are_told(tmp_path: Path) -> None:
    note = '<office:annotation svg:x="1in"><text:p>Please ask Bo</text:p></office:annotation>'
    lines = ods_row("Name", "N") + ods_row("Ada", 1) + ods_row("Bo", 2)
    mine = lines.replace("<text:p>Ada", note + "<text:p>Ada").replace(
        "<text:p>2", note + "<text:p>2"
    )
    other = lines.replace("<text:p>Name", note + "<text:p>Name")
    sheet = opened(open_document(tmp_path / "x.ods", {"Mine": mine, "Other": other}))
    assert rows(sheet) == TABLE[1:]
    assert list(sheet.notes) == [TOLD]


@pytest.mark.parametrize("age", [EXCEL_5, EXCEL_97])
def test_comments_in_an_old_workbook_are_told(tmp_path: Path, age: Age) -> None:
    def note(row: int, column: int) -> bytes:
        place = row.to_bytes(2, "little") + column.to_bytes(2, "little")
        return record(0x1C, place + b"\0\0\1\0\3\0\0Ada\0")

    end = record(0x0A)
    content = stream({"Sheet": TABLE}, age).removesuffix(end)
    content += note(1, 0) + note(0xFFFF, 0) + note(2, 1) + end
    path = tmp_path / "x.xls"
    path.write_bytes(container(age.stream, content))
    sheet = opened(path)
    assert rows(sheet) == TABLE[1:]
    assert list(sheet.notes) == [TOLD]


def test_comments_in_a_binary_workbook_are_told(tmp_path: Path) -> None:
    path = binary_workbook(tmp_path / "x.xlsb", {"Mine": TABLE, "Other": TABLE})
    sheet = opened(with_comments(path, [(2, 1), (1, 0)], [(0, 1)]))
    assert rows(sheet) == TABLE[1:]
    assert list(sheet.notes) == [TOLD]
