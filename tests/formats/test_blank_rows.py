"""Rows with nothing in them are left out of every sheet, and counted; records are kept."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from desktop_app.domain.sheet import Row
from desktop_app.formats.passages import InPassages
from desktop_app.services.transfer import survey
from desktop_app.services.transfer.filling import fill
from tests.formats.reading import opened, rows, written

TOLD = "2 blank lines (first: line 3) were left out."


def cells(path: Path) -> list[Row]:
    """What an import makes of a file."""
    side = path.with_suffix(".side")
    fill(opened(path), None, side, lambda _: None)
    with closing(sqlite3.connect(side)) as database:
        return [row[1:] for row in database.execute("SELECT * FROM side ORDER BY id")]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("between", [",", ";", "\t"])
@pytest.mark.parametrize("blank", [",,", '"","",""', '"",,', ",", ",,,,", ""])
def test_lines_of_nothing_but_separators_are_blank(
    tmp_path: Path, blank: str, between: str, end: str
) -> None:
    lines = ["Name,Age,Town", "Ada,36,Ulm", blank, "Bo,,", blank, ",,Bonn", ""]
    path = written(tmp_path, end.join(lines).replace(",", between))
    sheet = opened(path)
    kept = [["Ada", "36", "Ulm"], ["Bo", "", ""], ["", "", "Bonn"]]
    assert rows(sheet) == kept
    assert list(sheet.notes) == [TOLD]
    assert sheet.places([1, 2, 3]) == [2, 4, 6]
    assert cells(path) == [("Ada", 36, "Ulm"), ("Bo", None, None), (None, None, "Bonn")]


@pytest.mark.parametrize("blank", [",\n", '"",""\n', ",\r\n"])
@pytest.mark.parametrize("at", [1, 20_000, 40_000])
def test_a_blank_line_deep_in_a_long_file_is_found(tmp_path: Path, blank: str, at: int) -> None:
    lines = ["Name,Age\n", *["Ada,36\n"] * 40_000]
    path = written(tmp_path, "".join([*lines[: at + 1], blank, *lines[at + 1 :]]))
    assert len(cells(path)) == 40_000
    sheet = opened(path)
    survey.survey(sheet, None)
    assert list(sheet.notes) == [f"1 blank line (first: line {at + 2}) was left out."]


def test_blank_lines_around_the_heading_are_no_names(tmp_path: Path) -> None:
    path = written(tmp_path, ",,\nName,Age,Town\n,,\nAda,36,Ulm\n")
    sheet = opened(path)
    assert list(sheet.header) == ["Name", "Age", "Town"]
    assert rows(sheet) == [["Ada", "36", "Ulm"]]
    assert sheet.places([1]) == [4]


def test_an_empty_cell_in_the_only_column_is_a_row(tmp_path: Path) -> None:
    sheet = opened(written(tmp_path, 'Name\nAda\n""\n\nBo\n'))
    assert rows(sheet) == [["Ada"], [""], ["Bo"]]
    assert list(sheet.notes) == ["1 blank line (first: line 4) was left out."]


def test_a_web_page_says_how_many_rows_were_blank(tmp_path: Path) -> None:
    page = "<table><tr><th>Name<th>Age<tr><td>Ada<td>36<tr><td><td><tr><td>Bo<td></table>"
    sheet = opened(written(tmp_path, page, "page.html"))
    assert rows(sheet) == [["Ada", "36"], ["Bo", ""]]
    assert list(sheet.notes) == ["1 blank row did not become a row."]


def test_records_of_programs_are_rows_even_if_empty(tmp_path: Path) -> None:
    sheet = opened(written(tmp_path, '[{"a": 1, "b": "x"}, {"a": null, "b": ""}]', "x.json"))
    assert len(rows(sheet)) == 2


@pytest.mark.parametrize("last", ['"red\nblue\n"', '"red\n\n","x\n"', '"a\n"",b"'])
def test_a_cell_that_ends_in_a_line_end_is_no_blank_line_for_the_plain_reader(
    tmp_path: Path, last: str
) -> None:
    path = written(tmp_path, f"Name,Colours{',More' * last.count('x')}\n" + f"Ada,{last}\n" * 3)
    sheet = opened(path)
    assert isinstance(sheet, InPassages)
    assert all(passage.text is not None for passage in sheet.passages())
