"""Workbooks: typed cells, hostile files, and a child process that never outlives its reading."""

from __future__ import annotations

import subprocess
import sys
import time
import zipfile
from datetime import date, datetime
from datetime import time as clock
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from desktop_app.domain.errors import Invalid
from desktop_app.formats import child, reader
from tests.formats.reading import CORPORA, SAMPLES, needs_corpora, opened, rows, written


def workbook(folder: Path, *lines: list[Any], title: str = "Guests") -> Path:
    """A workbook of one sheet with these rows."""
    book = openpyxl.Workbook()
    book.active.title = title
    for line in lines:
        book.active.append(line)
    path = folder / "my ü.xlsx"
    book.save(path)
    return path


def children() -> set[str]:
    """The processes that this one has started and not yet ended."""
    found = Path(f"/proc/self/task/{Path('/proc/self').resolve().name}/children")
    return set(found.read_text().split())


def test_cells_keep_the_types_they_have_in_the_workbook(tmp_path: Path) -> None:
    path = workbook(
        tmp_path,
        ["Name", "Visits", "Paid", "Here", "Joined", "Seen", "At"],
        ["007", 3, 2.5, True, date(2019, 3, 14), datetime(2019, 3, 14, 18, 30), clock(9, 15)],
        [None, None, None, None, None, None, None],
        ["Zoë", 4, 3, False, date(2020, 1, 1), datetime(2020, 1, 1, 0, 0, 1), clock(10, 0)],
    )
    sheet = opened(path)
    assert sheet.name == "Guests"
    assert list(sheet.header) == ["Name", "Visits", "Paid", "Here", "Joined", "Seen", "At"]
    first, second = rows(sheet)
    assert first[:5] == ["007", 3, 2.5, True, date(2019, 3, 14)]
    assert first[5:] == [datetime(2019, 3, 14, 18, 30), "09:15:00"]
    assert second[5] == datetime(2020, 1, 1, 0, 0, 1)
    assert list(sheet.notes) == ["1 blank row did not become a row."]


def test_every_sheet_that_is_shown_is_offered(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.title = "One"
    book.create_sheet("Two & <b>")
    book.create_sheet("Secret").sheet_state = "hidden"
    book.save(tmp_path / "book.xlsx")
    kind = reader_of(tmp_path / "book.xlsx")
    assert kind.sheets(tmp_path / "book.xlsx") == ["One", "Two & <b>"]


def reader_of(path: Path) -> Any:
    """The format of a file."""
    from desktop_app.formats.readable import format_for

    return format_for(path, path.name)


def test_a_title_above_the_table_is_no_row_and_is_told(tmp_path: Path) -> None:
    path = workbook(
        tmp_path, ["Our guests"], [], ["Name", "Town", "Age"], ["A", "B", 1], ["C", "D", 2]
    )
    sheet = opened(path)
    assert list(sheet.header) == ["Name", "Town", "Age"]
    assert rows(sheet) == [["A", "B", 1], ["C", "D", 2]]
    assert list(sheet.notes) == ["A line above the table (“Our guests”) did not become a row."]


def test_a_row_is_found_by_the_number_that_a_spreadsheet_shows(tmp_path: Path) -> None:
    top: list[list[Any]] = [[], ["Our guests"], [], ["Name", "Town", "Age"]]
    body = [["A", "B", 1]] * 600
    sheet = opened(workbook(tmp_path, *top, *body, [], *body))
    assert sheet.places([1, 600, 601]) == [5, 604, 606]


@pytest.mark.parametrize("width", [2, 3])
def test_a_title_above_a_small_table_is_known_by_the_blank_row_below_it(
    tmp_path: Path, width: int
) -> None:
    table: list[list[Any]] = [["Name", "Age", "Town"], ["A", 1, "B"], ["C", 2, "D"]]
    lines = [["Report"], [], *(row[:width] for row in table)]
    sheet = opened(workbook(tmp_path, *lines))
    assert [list(sheet.header), *rows(sheet)] == [row[:width] for row in table]
    assert list(sheet.notes) == ["A line above the table (“Report”) did not become a row."]


@pytest.mark.parametrize("blank", [1, 12])
def test_blank_rows_at_the_top_are_no_heading(tmp_path: Path, blank: int) -> None:
    for line in (["Name"], ["Name", "Town"]):
        sheet = opened(workbook(tmp_path, *[[]] * blank, line, ["x"] * len(line)))
        assert list(sheet.header) == line
        assert rows(sheet) == [["x"] * len(line)]


def test_a_workbook_is_taken_apart_once_however_often_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = workbook(tmp_path, ["n"], *[[number] for number in range(3000)])
    sheet = opened(path)
    beginning = next(iter(sheet.batches()))
    assert len(beginning) == 499
    path.unlink()
    assert rows(sheet) == rows(sheet) == [[number] for number in range(3000)]


def test_two_readings_at_once_see_the_same(tmp_path: Path) -> None:
    sheet = opened(workbook(tmp_path, ["n"], *[[number] for number in range(2000)]))
    pairs = zip(sheet.batches(), sheet.batches(), strict=True)
    assert all(one == other for one, other in pairs)


@pytest.mark.skipif(sys.platform != "linux", reason="counts processes as Linux shows them")
def test_a_reading_that_is_given_up_leaves_no_process(tmp_path: Path) -> None:
    before = children()
    sheet = opened(workbook(tmp_path, ["n"], *[[number, "x" * 500] for number in range(20_000)]))
    next(iter(sheet.batches()))
    assert len(children() - before) == 1
    del sheet
    assert children() - before == set()


HOSTILE = {
    "far.xlsx": "within the memory and time",
    "lol.xlsx": "may be damaged",
    "xxe.xlsx": "may be damaged",
    "rep.ods": "may be damaged",
    "dim.xlsx": None,
    "mrg.xlsx": None,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_ends_in_one_sentence_or_a_harmless_reading(name: str) -> None:
    began = time.monotonic()
    sentence = HOSTILE[name]
    if sentence is None:
        assert len(rows(opened(SAMPLES / name))) <= 2
    else:
        with pytest.raises(Invalid, match=sentence) as refusal:
            rows(opened(SAMPLES / name))
        assert "/etc" not in refusal.value.message
    assert time.monotonic() - began < 60


@needs_corpora
def test_a_bomb_is_seen_before_it_goes_off() -> None:
    with pytest.raises(Invalid, match="unpacks to more"):
        opened(CORPORA / "own-hostile" / "bomb.xlsx")


def test_a_bomb_of_our_own_is_seen_too(tmp_path: Path) -> None:
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("xl/worksheets/sheet1.xml", b"A" * (120 << 20))
    with pytest.raises(Invalid, match="unpacks to more"):
        opened(path)


@pytest.mark.parametrize("keep", [100, 1000, 4000])
def test_a_truncated_workbook_is_said_in_words(tmp_path: Path, keep: int) -> None:
    whole = workbook(tmp_path, ["a", "b"], [1, 2]).read_bytes()
    with pytest.raises(Invalid, match="may be damaged"):
        rows(opened(written(tmp_path, whole[:keep], "cut.xlsx")))


def test_a_workbook_with_a_password_is_said_in_words(tmp_path: Path) -> None:
    secret = "EncryptedPackage".encode("utf-16-le")
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 2000 + secret
    with pytest.raises(Invalid, match="password"):
        opened(written(tmp_path, data, "secret.xlsx"))


def test_text_that_is_called_a_workbook_is_said_to_be_none(tmp_path: Path) -> None:
    with pytest.raises(Invalid, match=r"“x\.xlsx” could not be read as a table"):
        opened(written(tmp_path, b"hello", "x.xlsx"))


def test_a_workbook_by_another_name_is_still_one(tmp_path: Path) -> None:
    path = workbook(tmp_path, ["a"], [1])
    assert rows(opened(path.rename(tmp_path / "upload"), "table.csv")) == [[1]]


def test_a_silent_child_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child, "PATIENCE", 0.2)
    monkeypatch.setattr(child, "_program", lambda: [sys.executable, "-c", SLEEPER])
    with pytest.raises(Invalid, match="memory and time"):
        list(child.ask("workbook", "rows", tmp_path, "sheet"))


SLEEPER = "import time; time.sleep(60)"


@pytest.mark.parametrize(
    ("ending", "sentence"),
    [("raise KeyError", "may be damaged"), ("import os; os.abort()", "memory and time")],
)
def test_a_child_that_stumbles_is_told_from_one_that_was_cut_off(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ending: str, sentence: str
) -> None:
    monkeypatch.setattr(child, "_program", lambda: [sys.executable, "-c", ending])
    with pytest.raises(Invalid, match=sentence):
        list(child.ask("workbook", "rows", tmp_path, "sheet"))


def test_the_frozen_program_is_asked_by_its_own_door(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert child._program() == [sys.executable, "--read-sheet"]


def test_the_child_answers_on_one_line_each_and_ends_with_the_end(tmp_path: Path) -> None:
    path = workbook(tmp_path, ["a"], [date(2019, 3, 14)])
    asked = [str(tmp_path / "aside"), "workbook", "rows", str(path), "Guests"]
    command = [sys.executable, "-m", reader.__name__, *asked]
    told = subprocess.run(command, capture_output=True, text=True, check=True)
    assert told.stdout.splitlines() == [
        '{"rows":[["a"],["2019-03-14"]],"days":{"0":[1]},"moments":{}}',
        '{"end":true}',
    ]


def test_moments_lose_the_crumbs_of_floating_days(tmp_path: Path) -> None:
    moments = [
        datetime(2024, 5, 17, hour, minute, 7) for hour in range(24) for minute in (0, 20, 59)
    ]
    found = rows(opened(workbook(tmp_path, ["at"], *[[moment] for moment in moments])))
    assert [row[0] for row in found] == moments


def test_a_sheet_far_too_wide_is_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(Invalid, match="is 1,001 columns wide"):
        opened(workbook(tmp_path, ["x"] * 1001))


def test_a_sheet_of_nothing_has_no_rows(tmp_path: Path) -> None:
    sheet = opened(workbook(tmp_path))
    assert (list(sheet.header), rows(sheet)) == ([], [])
