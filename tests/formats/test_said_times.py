"""Moments of workbooks come in to the second, and what is cut from them is told."""

from __future__ import annotations

from datetime import datetime, time
from pathlib import Path

import pytest

from desktop_app.services.transfer import survey
from tests.formats.reading import opened, rows
from tests.formats.test_xlsx_forms import workbook
from tests.formats.workbooks import ods_row, open_document

NOON = datetime(2023, 3, 15, 12)
NOTE = "1 moment has parts of a second (first: {}, {}); rounded here to the second."


@pytest.mark.parametrize("code", ["dd/mm/yyyy hh:mm", "dd/mm/yyyy", "m/d/yy h:mm", "hh:mm:ss"])
def test_parts_of_a_second_are_cut_and_told(tmp_path: Path, code: str) -> None:
    sheet = opened(workbook(tmp_path, [(45000.5, code), (45000.51234567, code)], corner="C3"))
    assert rows(sheet) == [[NOON], [datetime(2023, 3, 15, 12, 17, 47)]]
    told = NOTE.format("C5", "2023-03-15 12:17:46.666")
    assert [note for note in sheet.notes if "moment" in note] == [told]
    assert survey.survey(sheet, None).columns[0].type == "date_time"


def test_what_calculating_leaves_is_not_told(tmp_path: Path) -> None:
    numbers = [45000 + hour / 24 + 1e-9 for hour in range(1, 24)]
    path = workbook(tmp_path, [(number, "yyyy-mm-dd hh:mm") for number in numbers])
    assert rows(opened(path)) == [[NOON.replace(hour=hour)] for hour in range(1, 24)]
    assert list(opened(path).notes) == []


def test_the_last_moment_of_all_is_not_rounded_up(tmp_path: Path) -> None:
    path = workbook(tmp_path, [(2958465.99999997, "yyyy-mm-dd hh:mm")])
    assert rows(opened(path)) == [[datetime(9999, 12, 31, 23, 59, 59)]]


def test_where_parts_of_a_second_are_shown_nothing_is_cut(tmp_path: Path) -> None:
    exact = datetime(2023, 3, 15, 12, 17, 46, 666000)
    path = workbook(tmp_path, [(45000.51234567, "yyyy-mm-dd hh:mm:ss.000")])
    assert rows(opened(path)) == [[exact]]
    assert list(opened(path).notes) == []


@pytest.mark.parametrize(("style", "cut"), [("", True), ('number:decimal-places="3"', False)])
def test_an_open_document_is_read_alike(tmp_path: Path, style: str, cut: bool) -> None:
    exact = datetime(2023, 3, 15, 23, 59, 59, 666000)
    body = ods_row("At") + ods_row(NOON) + ods_row(exact)
    seconds = f"<number:seconds {style}/>"
    styles = f'<number:date-style style:name="N1">{seconds}</number:date-style>'
    sheet = opened(open_document(tmp_path / "x.ods", {"S": body}, styles=styles))
    assert rows(sheet) == [[NOON], [datetime(2023, 3, 16) if cut else exact]]
    told = NOTE.format("A3", "2023-03-15 23:59:59.666")
    assert list(sheet.notes) == ([told] if cut else [])


@pytest.mark.parametrize("code", ["hh:mm", "h:mm:ss AM/PM"])
def test_parts_of_a_second_are_cut_from_times_of_day_too(tmp_path: Path, code: str) -> None:
    number = (9 * 3600 + 15 * 60 + 30.4) / 86400
    sheet = opened(workbook(tmp_path, [(0.5, code), (number, code), (0.25 + 1e-10, code)]))
    assert rows(sheet) == [["12:00:00"], ["09:15:30"], ["06:00:00"]]
    assert list(sheet.notes) == [NOTE.format("A3", "09:15:30.400")]
    assert survey.survey(sheet, None).columns[0].type == "time"


def test_parts_that_are_shown_stay_in_times_of_day(tmp_path: Path) -> None:
    sheet = opened(workbook(tmp_path, [(time(9, 15, 30, 400_000), "mm:ss.0")]))
    assert rows(sheet) == [["09:15:30.400000"]]
    assert list(sheet.notes) == []
