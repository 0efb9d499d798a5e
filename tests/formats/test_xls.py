"""Workbooks of Excel 97 to 2003, told from all else that lies in the same container."""

from __future__ import annotations

import shutil
from datetime import date, datetime
from pathlib import Path

import pytest

from desktop_app.domain.errors import Invalid
from desktop_app.formats.readable import format_for
from tests.formats.reading import SAMPLES, opened, rows, written

CONTAINER = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.mark.parametrize("name", ["old.xls", "old_1904.xls"])
def test_cells_keep_the_types_they_have_in_the_workbook(name: str) -> None:
    sheet = opened(SAMPLES / name)
    assert list(sheet.header) == ["Name", "Visits", "Paid", "Here", "Joined", "Seen", "Code"]
    first, second, merged = rows(sheet)
    assert first == ["Zoë", 3, 2.5, True, date(2019, 3, 14), datetime(2019, 3, 14, 18, 30), "007"]
    assert second[5:] == [datetime(2020, 1, 1, 0, 0, 1), "1/2"]
    assert merged == ["merged", *[""] * 6]


def test_what_does_not_come_in_as_it_looks_is_told() -> None:
    sheet = opened(SAMPLES / "old.xls")
    rows(sheet)
    assert list(sheet.notes) == [
        "1 blank row did not become a row.",
        "1 group of merged cells (first: A5): what is in one came into its first cell only.",
        "1 hidden sheet (first: “Secret”) was left out. To import one, show it in its own "
        "program first.",
    ]


def test_sheets_that_are_shown_are_offered() -> None:
    path = SAMPLES / "old.xls"
    assert format_for(path, path.name).sheets(path) == ["Gäste", "Plots"]


@pytest.mark.parametrize("name", ["old.xlsx", "old.csv", "old.ods", "old"])
def test_an_old_workbook_by_another_name_is_still_one(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    shutil.copyfile(SAMPLES / "old.xls", path)
    assert len(rows(opened(path))) == 3


@pytest.mark.parametrize(
    ("inside", "sentence"),
    [
        ("EncryptedPackage", "protected by a password"),
        ("WordDocument", "a text document, not a table"),
        ("PowerPoint", "holds no workbook"),
        ("Workbook", "may be damaged"),
    ],
)
def test_what_else_is_in_such_a_container_is_told_apart(
    tmp_path: Path, inside: str, sentence: str
) -> None:
    data = CONTAINER + b"\0" * 1000 + inside.encode("utf-16-le") + b"\0" * 3000
    with pytest.raises(Invalid, match=sentence):
        rows(opened(written(tmp_path, data, "x.xls")))


@pytest.mark.parametrize("keep", [600, 1500, 3000, 5000])
def test_a_truncated_workbook_is_said_in_words(tmp_path: Path, keep: int) -> None:
    whole = (SAMPLES / "old.xls").read_bytes()
    with pytest.raises(Invalid, match=r"damaged|old program"):
        rows(opened(written(tmp_path, whole[:keep], "cut.xls")))


def test_a_text_file_that_is_called_a_workbook_is_read_as_what_it_is(tmp_path: Path) -> None:
    assert rows(opened(written(tmp_path, "Name\tAge\nAda\t36\n", "export.xls"))) == [["Ada", "36"]]
