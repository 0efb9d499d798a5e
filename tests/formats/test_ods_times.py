"""Lengths of time come in from workbooks as such, told from times of day by how they are shown."""

from __future__ import annotations

from datetime import time, timedelta
from pathlib import Path

import pytest

from desktop_app.domain.sheet import ColumnPlan
from desktop_app.services.transfer import survey
from tests.formats.reading import opened, rows, written
from tests.formats.test_xlsx_forms import values, workbook
from tests.formats.workbooks import ods_row, open_document
from tests.formats.writing import outgoing, written_as


def test_a_length_of_a_day_and_more_is_no_riddle(tmp_path: Path) -> None:
    plans = [ColumnPlan("Lasts", "duration"), ColumnPlan("Note", "text")]
    cells = [[93_780, "PT99H00M00S"], [-97_381, "x"], [5_400, "PT30H"], [86_400, "y"]]
    made = written_as("ods", outgoing(plans, cells))
    found = rows(opened(written(tmp_path, made, "things.ods")))
    assert [cell for cell, _ in found] == ["26:03:00", "-27:03:01", "1:30:00", "24:00:00"]
    assert [text for _, text in found] == ["PT99H00M00S", "x", "PT30H", "y"]


STYLES = (
    '<number:time-style style:name="N1" number:truncate-on-overflow="false"/>'
    '<number:time-style style:name="N2"/>'
    '<style:style style:name="lasts" style:family="table-cell" style:data-style-name="N1"/>'
    '<style:style style:name="begins" style:family="table-cell" style:data-style-name="N2"/>'
)
HOUR = 'office:value-type="time" office:time-value="PT01H30M00S"'
LASTS, BEGINS = (f'table:style-name="{name}" {HOUR}' for name in ("lasts", "begins"))
SEVERAL = 'table:number-columns-repeated="2"'


def kinds(path: Path) -> list[str]:
    return [column.type for column in survey.survey(opened(path), None).columns]


@pytest.mark.parametrize(
    ("columns", "cells", "found"),
    [
        ("", (LASTS, BEGINS), ["duration", "time"]),
        ("", (f"{LASTS} {SEVERAL}",), ["duration", "duration"]),
        (f'{SEVERAL} table:default-cell-style-name="lasts"', (HOUR, BEGINS), ["duration", "time"]),
        ('table:style-name="lasts"', (HOUR, HOUR), ["time", "time"]),
    ],
)
def test_an_open_document_tells_lengths_by_their_style(
    tmp_path: Path, columns: str, cells: tuple[str, ...], found: list[str]
) -> None:
    row = "".join(f"<table:table-cell {cell}/>" for cell in cells)
    rows_of_it = ods_row("Lasts", "Begins") + f"<table:table-row>{row}</table:table-row>" * 3
    sheet = f"<table:table-column {columns}/>{rows_of_it}"
    assert kinds(open_document(tmp_path / "x.ods", {"S": sheet}, styles=STYLES)) == found


@pytest.mark.parametrize("code", ["[h]:mm", "[hh]:mm:ss", "[m]:ss", "[H]:mm:ss;@"])
def test_an_excel_workbook_tells_lengths_by_their_code(tmp_path: Path, code: str) -> None:
    cells = [timedelta(minutes=90), timedelta(hours=100), timedelta(seconds=1)]
    path = workbook(tmp_path, [(cell, code) for cell in cells])
    assert kinds(path) == ["duration"]
    assert values(path) == [5400, 360_000, 1]


def test_times_of_day_and_mixed_columns_are_no_lengths(tmp_path: Path) -> None:
    assert kinds(workbook(tmp_path, [(time(1, 30), "hh:mm"), (time(9, 5), "hh:mm")])) == ["time"]
    mixed = workbook(tmp_path, [(timedelta(minutes=90), "[h]:mm"), (time(9, 5), "hh:mm")])
    assert kinds(mixed) == ["text"]
    assert not [note for note in opened(mixed).notes if "sign" in note]


def test_a_part_of_a_second_is_not_rounded_away(tmp_path: Path) -> None:
    path = workbook(tmp_path, [(timedelta(seconds=90.5), "[m]:ss"), (timedelta(0), "[m]:ss")])
    assert [cell for (cell,) in rows(opened(path))] == ["0:01:30.500", "0:00:00"]
