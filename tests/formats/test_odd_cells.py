"""What a workbook shows and an import cannot bring in is said, with its place."""

from __future__ import annotations

import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from desktop_app.formats import odd_cells as looking
from desktop_app.formats.odd_cells import OddCells
from tests.formats.reading import opened, rows


def odd_cells(path: Path, sheet: str) -> list[OddCells]:
    """What is odd in that sheet."""
    with zipfile.ZipFile(path) as book:
        return looking.odd_cells(book, sheet).cells


def workbook(folder: Path, *lines: list[object], sheets: int = 1) -> Path:
    """A workbook whose last sheet, with an odd name, has these rows."""
    book = openpyxl.Workbook()
    for number in range(1, sheets):
        book.create_sheet(f"Other {number}", 0)
    book.active = book.worksheets[-1]
    book.active.title = 'A & "B"'
    for line in lines:
        book.active.append(line)
    path = folder / "odd.xlsx"
    book.save(path)
    return path


def rewritten(path: Path, changes: dict[bytes, bytes]) -> Path:
    """The same workbook, in whose only sheet something else is written."""
    part = "xl/worksheets/sheet1.xml"
    with zipfile.ZipFile(path) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    for old, new in changes.items():
        assert old in parts[part]
        parts[part] = parts[part].replace(old, new)
    changed = path.with_name("changed.xlsx")
    with zipfile.ZipFile(changed, "w") as book:
        for name, contents in parts.items():
            book.writestr(name, contents)
    return changed


def test_errors_and_formulas_without_a_result_are_counted_and_placed(tmp_path: Path) -> None:
    path = workbook(
        tmp_path,
        ["Name", "Paid", "Sum"],
        ["Ada", 5, "=B2*2"],
        ["Bo", "#N/A", "=B3*2"],
        ["Cy", "#DIV/0!", None],
    )
    sheet = opened(path)
    assert [row[:2] for row in rows(sheet)] == [["Ada", 5], ["Bo", ""], ["Cy", ""]]
    assert list(sheet.notes) == [
        "2 cells show an error in the workbook (first: B3, #N/A); left empty here.",
        "2 cells hold a formula without a stored result (first: C2); left empty here. To have the "
        "results, open the workbook in its own program, save it and import anew.",
    ]
    assert sorted(odd_cells(path, 'A & "B"')) == [
        ("error", 2, "B3", "#N/A"),
        ("unstored", 2, "C2", ""),
    ]
    assert sheet.odd_lines == [2, 3, 4]


@pytest.mark.parametrize("error", ["#SPILL!", "#CALC!", "#GETTING_DATA", "#ERROR!", "#what?"])
def test_an_error_of_any_name_is_no_reason_to_refuse_a_sheet(tmp_path: Path, error: str) -> None:
    path = workbook(tmp_path, ["Name", "Seen"], ["Ada", 7], ["Bo", "#N/A"], ["Cy", "#REF!"])
    sheet = opened(rewritten(path, {b"#N/A": error.encode()}))
    assert rows(sheet) == [["Ada", 7], ["Bo", ""], ["Cy", ""]]
    assert list(sheet.notes) == [
        f"2 cells show an error in the workbook (first: B3, {error}); left empty here."
    ]


def test_a_refused_sheet_keeps_its_dates_texts_and_merged_cells(tmp_path: Path) -> None:
    path = workbook(tmp_path, ["Name", "Day"], ["Ada", date(2024, 2, 29)], ["#N/A", "7"])
    book = openpyxl.load_workbook(path)
    book.active.merge_cells("A4:B4")
    book.save(path)
    sheet = opened(rewritten(path, {b"#N/A": b"#SPILL!"}))
    assert rows(sheet) == [["Ada", date(2024, 2, 29)], ["", "7"]]
    assert [note[:7] for note in sheet.notes] == ["1 cell ", "1 group"]


def test_the_right_sheet_is_looked_at(tmp_path: Path) -> None:
    path = workbook(tmp_path, ["x"], ["#REF!"], sheets=3)
    assert odd_cells(path, 'A & "B"') == [("error", 1, "A2", "#REF!")]
    assert odd_cells(path, "Other 1") == odd_cells(path, "nowhere") == []


@pytest.mark.parametrize("size", [64, 1 << 20])
def test_no_cell_is_missed_between_two_blocks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    monkeypatch.setattr(looking, "_BLOCK", size)
    path = workbook(tmp_path, *[["#N/A", "x", number] for number in range(3_000)])
    assert odd_cells(path, 'A & "B"') == [("error", 3_000, "A1", "#N/A")]
    with zipfile.ZipFile(path) as book:
        assert list(looking.odd_cells(book, 'A & "B"').rows) == list(range(1, 3_001))


def test_a_formula_with_an_empty_text_for_a_result_is_not_odd(tmp_path: Path) -> None:
    path = workbook(tmp_path, ["x"], ["=1"])
    for result in (b't="str"><f>1</f><v></v>', b"><f>1</f><v>3</v>"):
        cell = b'<c r="A2" ' + result + b"</c>"
        changed = rewritten(path, {b'<c r="A2"><f>1</f><v /></c>': cell})
        assert odd_cells(changed, 'A & "B"') == []


def test_a_number_that_a_workbook_would_round_is_told(tmp_path: Path) -> None:
    path = workbook(tmp_path, ["Id", "Name"], [1, "x"], [2**60, "y"], [1234567890123456, "z"])
    sheet = opened(rewritten(path, {b"<v>1</v>": b"<v>12345678901234567890</v>"}))
    rows(sheet)
    assert list(sheet.notes) == [
        "1 cell has more digits than numbers of a workbook keep (first: A2, 12345678901234567890); "
        "rounded here, as Excel does. Store them as text there."
    ]


def test_numbers_too_large_for_numbers_come_in_empty_and_are_told(tmp_path: Path) -> None:
    stars = [["Ada", 1.5], ["Bo", 2.5], ["Cy", 1e308], ["Di", 1e308]]
    path = workbook(tmp_path, ["Name", "Stars"], *stars)
    huge = rewritten(path, {b"<v>1.5</v>": b"<v>1e999</v>", b"<v>2.5</v>": b"<v>-1e400</v>"})
    sheet = opened(huge)
    assert rows(sheet) == [["Ada", ""], ["Bo", ""], ["Cy", 1e308], ["Di", 1e308]]
    assert list(sheet.notes) == [
        "2 cells hold a number that no program can calculate with (first: B2); left empty here."
    ]
    assert sheet.odd_lines == [2, 3]
