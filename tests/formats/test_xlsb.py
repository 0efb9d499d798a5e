"""Binary Excel workbooks are read like the others."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from desktop_app.formats.readable import format_for
from tests.formats.reading import opened, rows
from tests.formats.workbooks import binary_workbook

GUESTS = [
    ["Name", "Visits", "Here", "Joined"],
    ["Zoë", 3, True, date(2019, 3, 14)],
    ["007", 2.5, False, date(1900, 3, 1)],
]


def test_cells_keep_the_types_they_have_in_the_workbook(tmp_path: Path) -> None:
    sheet = opened(binary_workbook(tmp_path / "x.xlsb", {"Guests": GUESTS}))
    assert list(sheet.header) == GUESTS[0]
    assert rows(sheet) == GUESTS[1:]


def test_hidden_sheets_are_left_out_and_told(tmp_path: Path) -> None:
    path = binary_workbook(tmp_path / "x.xlsb", {"Guests": GUESTS, "Off": [["x"]]}, ["Off"])
    assert format_for(path, path.name).sheets(path) == ["Guests"]
    sheet = opened(path)
    rows(sheet)
    assert "1 hidden sheet (first: “Off”) was left out." in next(iter(sheet.notes))


@pytest.mark.parametrize("name", ["x.xlsx", "x.ods", "x.zip", "x"])
def test_a_binary_workbook_by_another_name_is_still_one(tmp_path: Path, name: str) -> None:
    assert rows(opened(binary_workbook(tmp_path / name, {"G": GUESTS}))) == GUESTS[1:]
