"""Errors are told, and left empty, also in workbooks that are not Excel's of today."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from desktop_app.domain.sheet import Sheet
from tests.formats.reading import opened, rows
from tests.formats.test_binary_forms import made as made  # noqa: PLC0414 - a fixture
from tests.formats.workbooks import binary_workbook, ods_row, open_document

NOTE = "{} an error in the workbook (first: {}); left empty here."


def ods_error(shown: str, more: str = "") -> str:
    """The XML of a cell that shows an error, as LibreOffice writes it."""
    return (
        f'<table:table-cell table:formula="of:=A2/0" {more} office:value-type="string" '
        f'office:string-value="" calcext:value-type="error"><text:p>{shown}</text:p>'
        "</table:table-cell>"
    )


def ods_cells(*cells: str, repeat: int = 1) -> str:
    inner = "".join(cells)
    return f'<table:table-row table:number-rows-repeated="{repeat}">{inner}</table:table-row>'


@pytest.mark.parametrize("written", ["#DIV/0!", "=#DIV/0!"])
def test_each_error_is_counted_and_the_first_placed(
    made: Callable[..., Sheet], written: str
) -> None:
    sheet = made([], [None, "Name", "Price"], [None, "Ada", True], [None, "Bo", written],
                 ["Er", "#N/A", "=#VALUE!"], [None, "Cy", 3], [None, "Di", "=5"])  # fmt: skip
    assert [row[-1] for row in rows(sheet)] == [True, "", "", 3, 5]
    assert NOTE.format("3 cells show", "C4, #DIV/0!") in sheet.notes
    assert list(sheet.odd_lines) == [4, 5]


def test_a_sheet_without_errors_has_none_to_tell(made: Callable[..., Sheet]) -> None:
    sheet = made(["Name", "Price"], ["#N/A is what it says", True], ["Bo", "=2.5"], ["Cy", 42])
    assert rows(sheet)
    assert not sheet.notes
    assert not sheet.odd_lines


def test_only_the_sheet_that_is_read_has_its_errors_told(tmp_path: Path) -> None:
    sheets = {"A": [["Name"], ["Ada"]], "B": [["Name"], ["#REF!"]]}
    sheet = opened(binary_workbook(tmp_path / "x.xlsb", sheets))
    assert rows(sheet)
    assert not sheet.notes


def test_errors_of_an_open_document_are_counted_where_they_are(tmp_path: Path) -> None:
    first = ods_row("Name", "Price") + ods_row("Ada", 1, repeat=3)
    wide = '<table:covered-table-cell table:number-columns-repeated="1"/>'
    odd = ods_cells(wide, ods_error("Err:502")) + ods_cells(ods_error("#N/A"), repeat=2)
    path = open_document(tmp_path / "x.ods", {"A": first + odd, "B": ods_cells(ods_error("#N/A"))})
    sheet = opened(path)
    assert rows(sheet) == [["Ada", 1]] * 3  # with nothing but errors, a row is blank
    assert NOTE.format("3 cells show", "B5, Err:502") in sheet.notes
    assert list(sheet.odd_lines) == [5, 6, 7]


EXCEL = 'office:value-type="float" office:value="0" table:formula="of:=1/0"'
OLDER = 'table:formula="oooc:=1/0" office:value-type="string" office:string-value=""'


@pytest.mark.parametrize("about", [EXCEL, OLDER])
@pytest.mark.parametrize("shown", ["#N/A", "#DIV/0!", "#NAME?", "Err:502"])
def test_an_error_is_no_zero_also_where_the_file_has_one(
    tmp_path: Path, about: str, shown: str
) -> None:
    cell = f"<table:table-cell {about}><text:p>{shown}</text:p></table:table-cell>"
    text = '<table:table-cell office:value-type="string"><text:p>#N/A</text:p></table:table-cell>'
    body = ods_row("Name", "Price") + ods_cells(text, cell) + ods_row("Ada", 0)
    sheet = opened(open_document(tmp_path / "x.ods", {"A": body}))
    assert rows(sheet) == [["#N/A", ""], ["Ada", 0]]
    assert NOTE.format("1 cell shows", f"B2, {shown}") in sheet.notes
