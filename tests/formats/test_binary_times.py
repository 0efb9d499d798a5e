"""What old and binary workbooks show as a date or a time and is none, as in those of today."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest

from desktop_app.domain.sheet import Sheet
from desktop_app.services.transfer import survey
from tests.formats import old_workbooks
from tests.formats.old_workbooks import old_workbook
from tests.formats.reading import SAMPLES, opened, rows
from tests.formats.test_binary_forms import MAKERS, down
from tests.formats.test_binary_forms import made as made  # noqa: PLC0414 - a fixture
from tests.formats.test_xlsx_times import BY_LIBREOFFICE, NOTE
from tests.formats.workbooks import Shown


@pytest.mark.parametrize("code", ["hh:mm", "[$-409]h:mm:ss AM/PM;@", "mm:ss"])
def test_hours_that_are_no_time_of_day_are_lengths_of_time(
    made: Callable[..., Sheet], code: str
) -> None:
    hours = [18.25, -1.5, 36.75, 9.25, 25.5, 7.5, -12.25, 240.25]
    sheet = made([None, "Worked"], *([None, Shown(each / 24, code)] for each in hours))
    shown = ["18:15:00", "-1:30:00", "36:45:00", "9:15:00", "25:30:00", "7:30:00", "-12:15:00"]
    assert [row[-1] for row in rows(sheet)] == [*shown, "240:15:00"]
    assert [column.type for column in survey.survey(sheet, None).columns] == ["duration"]
    assert not sheet.notes


def test_times_of_day_and_moments_of_which_the_hours_are_shown_stay_such(
    made: Callable[..., Sheet],
) -> None:
    sheet = made(*down((0.75, "hh:mm"), (0.0, "hh:mm"), (0.5, "hh:mm")))
    assert survey.survey(sheet, None).columns[0].type == "time"
    sheet = made(*down((45000.5, "hh:mm"), (45001.75, "hh:mm")))
    assert survey.survey(sheet, None).columns[0].type == "date_time"


@pytest.mark.parametrize("number", [-5.5, -0.25, 0.5, 1e-9])
def test_a_number_that_is_no_date_is_left_empty_and_told(
    made: Callable[..., Sheet], number: float
) -> None:
    code = "yyyy-mm-dd"
    days = [45000.0, number, 45001.5, number]
    sheet = made(["Who", "When"], *(["Ada", Shown(each, code)] for each in days))
    assert [row[1] for row in rows(sheet)][1::2] == ["", ""]
    assert list(sheet.notes) == [NOTE.format("2 cells show", f"B3, {number:g}")]
    assert sheet.odd_lines == [3, 5]


@pytest.mark.parametrize("name", MAKERS)
def test_the_day_that_never_was_is_none_unless_days_are_counted_from_1904(
    tmp_path: Path, name: str
) -> None:
    code = "yyyy-mm-dd hh:mm"
    table = [["Who", "When"], ["Ada", Shown(60.5, code)], ["Bo", Shown(61.5, code)]]
    first, _ = rows(opened(MAKERS[name](tmp_path / name, {"Sheet": table})))
    assert first[1] == (datetime(1904, 3, 1, 12) if "1904" in name else "")


def test_days_before_march_1900_are_counted_as_the_program_did_that_saved_them(
    tmp_path: Path,
) -> None:
    sheet = opened(SAMPLES / "libreoffice.xls")
    assert [row[1] for row in rows(sheet)] == ["", *BY_LIBREOFFICE]
    assert list(sheet.notes) == [NOTE.format("1 cell shows", "B2, -115859")]
    book = (SAMPLES / "libreoffice.xls").read_bytes()
    (tmp_path / "x.xls").write_bytes(book.replace(b"\x22\0\2\0\0\0", b"\x22\0\2\0\1\0"))
    days = [row[1] for row in rows(opened(tmp_path / "x.xls"))]
    assert days[4:8] == ["", date(1904, 1, 2), date(1904, 2, 29), date(1904, 3, 1)]


def test_parts_of_a_second_that_are_shown_are_kept(made: Callable[..., Sheet]) -> None:
    number = 45000 + 1.25 / 86400
    sheet = made(*down((number, "yyyy-mm-dd hh:mm:ss.00"), (45000.5, "yyyy-mm-dd hh:mm:ss.00")))
    seconds = [row[0].second + row[0].microsecond / 1e6 for row in rows(sheet)]  # type: ignore[union-attr]
    assert seconds == [1.25, 0]
    assert not sheet.notes


@pytest.mark.parametrize("number", [14, 30, 50, 58])
def test_a_number_format_that_says_itself_what_it_is_makes_no_date_by_its_number(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    monkeypatch.setattr(old_workbooks, "_FIRST_CODE", number)
    table = down((14.0625, "0.0"), (-3.5, "0.0"), (45000.25, "0.0"))
    sheet = opened(old_workbook(tmp_path / "x.xls", {"Sheet": table}))
    assert [row[0] for row in rows(sheet)] == [14.0625, -3.5, 45000.25]
    table = down((45000.0, "dd.mm.yyyy"), (45001.0, "dd.mm.yyyy"))
    sheet = opened(old_workbook(tmp_path / "y.xls", {"Sheet": table}))
    assert [row[0] for row in rows(sheet)] == [date(2023, 3, 15), date(2023, 3, 16)]
