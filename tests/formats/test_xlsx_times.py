"""What an Excel workbook shows as a date or a time and is none comes in as what it is, or is told.

The library that reads the rows makes times of day of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from desktop_app.services.transfer import survey
from tests.formats.reading import opened, rows
from tests.formats.test_xlsx_forms import mend, plan, values, workbook

BY_LIBREOFFICE = [
    date(1582, 10, 15),
    date(1899, 12, 28),
    date(1899, 12, 30),
    datetime(1899, 12, 30, 12),
    date(1899, 12, 31),
    date(1900, 2, 27),
    date(1900, 2, 28),
    datetime(1900, 2, 28, 6),
    date(1900, 3, 1),
    date(2023, 3, 15),
]
"""What LibreOffice shows for -115858, -2, 0, 0.5, 1, 59, 60, 60.25, 61 and 45000."""

NOTE = "{} a number as a date that is none (first: {}); left empty here."


def from_1904(path: Path) -> Path:
    """The same workbook, whose days are counted from 1904."""
    mend(path, b"<workbookPr", b'<workbookPr date1904="1"')
    return path


def by_libreoffice(path: Path) -> Path:
    """The same workbook as LibreOffice saves it."""
    mend(path, b"<workbookPr", b'<fileVersion appName="Calc"/><workbookPr')
    return path


def days(folder: Path, code: str, *numbers: float) -> Path:
    """A workbook with these numbers, shown so, in its second column."""
    book = openpyxl.Workbook()
    book.active.append(["Who", "When"])
    for number in numbers:
        book.active.append(["Ada", number])
        book.active.cell(book.active.max_row, 2).number_format = code
    book.save(folder / "days.xlsx")
    return folder / "days.xlsx"


@pytest.mark.parametrize("code", ["hh:mm", "[$-409]h:mm:ss AM/PM;@", "mm:ss", "h:mm"])
@pytest.mark.parametrize("corner", ["A1", "C5"])
@pytest.mark.parametrize("count", [lambda path: path, from_1904])
def test_hours_that_are_no_time_of_day_are_lengths_of_time(
    tmp_path: Path, code: str, corner: str, count: Any
) -> None:
    hours = [18, -1.5, 36, 9.25, 24, 7.5, -12, 240.25]
    path = count(workbook(tmp_path, [(each / 24, code) for each in hours], corner=corner))
    assert [column.type for column in plan(path).columns] == ["duration"]
    assert values(path) == [each * 3600 for each in hours]
    assert list(opened(path).notes) == []


def test_times_of_day_and_moments_of_which_the_hours_are_shown_stay_such(tmp_path: Path) -> None:
    assert plan(workbook(tmp_path, [(0.75, "hh:mm"), (0, "hh:mm")])).columns[0].type == "time"
    path = workbook(tmp_path, [(45000.5, "hh:mm"), (45001.75, "hh:mm")])
    assert plan(path).columns[0].type == "date_time"


@pytest.mark.parametrize("code", ["dd/mm/yyyy", "mmm yy", "mm-dd-yy", "yyyy-mm-dd hh:mm"])
@pytest.mark.parametrize("number", [-5, 0, 60, 0.5, -0.25, 1e-9, 60.5])
def test_a_number_that_is_no_date_is_left_empty_and_told(
    tmp_path: Path, code: str, number: float
) -> None:
    sheet = opened(days(tmp_path, code, 45000, number, 45001, number))
    assert [row[1] for row in rows(sheet)] == [date(2023, 3, 15), "", date(2023, 3, 16), ""]
    assert list(sheet.notes) == [NOTE.format("2 cells show", f"B3, {number:g}")]
    assert sheet.odd_lines == [3, 5]
    assert survey.survey(sheet, None).columns[1].type == "date"


@pytest.mark.parametrize(
    ("cells", "found"),
    [
        ([(-5, "0"), (0, "General"), (60, "0.00")], [-5, 0, 60]),
        ([(59, "yyyy-mm-dd"), (61, "yyyy-mm-dd")], [date(1900, 2, 28), date(1900, 3, 1)]),
        ([(0.5, "hh:mm"), (-1e9, "hh:mm"), (-1e-12, "hh:mm")], ["12:00:00", -1e9, "00:00:00"]),
        ([("0", "yyyy-mm-dd"), ("-5", "hh:mm")], ["0", "-5"]),
    ],
)
def test_other_cells_are_left_alone(
    tmp_path: Path, cells: Sequence[tuple[Any, str]], found: Sequence[Any]
) -> None:
    sheet = opened(workbook(tmp_path, cells))
    assert [cell for (cell,) in rows(sheet)] == found
    assert list(sheet.notes) == []


def test_where_days_are_counted_from_1904_day_60_is_one(tmp_path: Path) -> None:
    sheet = opened(from_1904(days(tmp_path, "yyyy-mm-dd", 60, -5)))
    assert [row[1] for row in rows(sheet)] == [date(1904, 3, 1), ""]
    assert list(sheet.notes) == [NOTE.format("1 cell shows", "B3, -5")]


def test_days_before_march_1900_are_counted_as_the_program_did_that_saved_them(
    tmp_path: Path,
) -> None:
    numbers = -115858, -2, 0, 0.5, 1, 59, 60, 60.25, 61, 45000
    sheet = opened(by_libreoffice(days(tmp_path, "yyyy-mm-dd hh:mm", *numbers)))
    assert [row[1] for row in rows(sheet)] == BY_LIBREOFFICE
    assert list(sheet.notes) == []


def test_days_that_libreoffice_shows_by_another_calendar_are_told(tmp_path: Path) -> None:
    sheet = opened(by_libreoffice(days(tmp_path, "yyyy-mm-dd", 45000, -115859)))
    assert [row[1] for row in rows(sheet)] == [date(2023, 3, 15), ""]
    assert list(sheet.notes) == [NOTE.format("1 cell shows", "B3, -115859")]


def test_libreoffice_counts_from_1904_as_excel_does(tmp_path: Path) -> None:
    sheet = opened(from_1904(by_libreoffice(days(tmp_path, "yyyy-mm-dd", 59, 60, -5))))
    assert [row[1] for row in rows(sheet)] == [date(1904, 2, 29), date(1904, 3, 1), ""]
