"""A workbook opens as a person would have made it: types, forms, widths, headings in sight."""

from __future__ import annotations

import io
from datetime import date, datetime, time
from decimal import Decimal

import openpyxl

from desktop_app.domain.sheet import ColumnPlan
from desktop_app.formats import xlsx_writer
from desktop_app.formats.outgoing import Misfit
from tests.formats.writing import made_by, outgoing, written_as

PLANS = [
    ColumnPlan("Code", "text"),
    ColumnPlan("Price", "money", {"currency": "EUR", "form": "-1,234.00 €"}),
    ColumnPlan("Share", "percent", {"form": "-1234.0 %"}),
    ColumnPlan("Day", "date", {"form": "DD.MM.YYYY"}),
    ColumnPlan("At", "date_time"),
    ColumnPlan("Begins", "time"),
    ColumnPlan("Lasts", "duration"),
    ColumnPlan("Here", "yes_no"),
]
ROW = [
    *("007", Decimal("1234.50"), 0.195, date(2019, 3, 14)),
    *(datetime(2019, 3, 14, 18, 30), time(9, 15), 5400, True),
]


def read(data: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(data))


def test_values_are_typed_and_shown_in_the_columns_own_form() -> None:
    sheet = read(written_as("xlsx", outgoing(PLANS, [ROW])))["Things"]
    cells = list(sheet[2])
    assert [cell.value for cell in cells[:6]] == [
        *("007", 1234.5, 0.195, datetime(2019, 3, 14)),
        *(datetime(2019, 3, 14, 18, 30), time(9, 15)),
    ]
    assert cells[7].value is True
    assert [cell.number_format for cell in cells[:7]] == [
        *("@", "#,##0.00 \\€", "0.0 %", "dd\\.mm\\.yyyy", "yyyy-mm-dd hh:mm", "hh:mm", "[h]:mm"),
    ]


def test_the_heading_is_bold_frozen_and_filters() -> None:
    sheet = read(written_as("xlsx", outgoing(PLANS, [ROW])))["Things"]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:H2")
    assert all(cell.font.b for cell in sheet[1])
    assert sheet.column_dimensions["E"].width > sheet.column_dimensions["A"].width


def test_what_did_not_fit_and_what_excel_cannot_count_is_text() -> None:
    plans = [ColumnPlan("Number", "whole_number"), ColumnPlan("Day", "date")]
    rows = [[Misfit("about 7"), date(1850, 1, 1)], [2**62, None], [5, None]]
    sheet = read(written_as("xlsx", outgoing(plans, rows)))["Things"]
    found = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    assert found == [["about 7", "1850-01-01"], [str(2**62), None], [5, None]]


def test_a_formula_is_text_and_a_text_too_long_is_cut_and_said() -> None:
    table = outgoing([ColumnPlan("T", "text")], [["=1+1"], ["x" * 40_000]])
    data, notes = made_by("xlsx", table)
    sheet = read(data)["Things"]
    assert (sheet["A2"].value, sheet["A2"].data_type) == ("=1+1", "s")
    assert len(sheet["A3"].value) == 32_767
    assert notes == ["1 text was cut at 32,767 letters, the most a cell can hold."]


def test_a_table_too_long_for_a_sheet_goes_on_in_further_ones(monkeypatch: object) -> None:
    monkeypatch.setattr(xlsx_writer, "MOST_ROWS", 5)  # type: ignore[attr-defined]
    table = outgoing([ColumnPlan("N", "whole_number")], [[number] for number in range(9)])
    data, notes = made_by("xlsx", table)
    book = read(data)
    assert book.sheetnames == ["Things", "Things 2", "Things 3"]
    found = [row[0].value for sheet in book for row in sheet.iter_rows(min_row=2)]
    assert found == list(range(9))
    assert "further sheets" in notes[0]


def test_sheets_have_names_that_excel_takes() -> None:
    tables = [
        outgoing([ColumnPlan("A", "text")], [["x"]], name)
        for name in ("a/b", "A-B", "History", "x" * 50)
    ]
    names = read(written_as("xlsx", *tables)).sheetnames
    assert names == ["a-b", "A-B 2", "History 1", "x" * 31]
