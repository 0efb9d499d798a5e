"""A person can say in which row the names are: what stands above it is left out, and told."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import openpyxl
import pytest

from desktop_app.domain.errors import Invalid
from desktop_app.domain.sheet import AS_FOUND, Reading, Sheet
from desktop_app.formats.readable import format_for
from desktop_app.formats.readings import FURTHEST, checked
from tests.formats.reading import opened, rows, written
from tests.formats.workbooks import ods_row, open_document

LIST = [
    ["Ada", "36", "York"],
    ["Bo", "7", "Ulm"],
    ["", "", ""],
    ["Who", "Age", "Town"],
    ["Cy", "9", "Bath"],
    ["Di", "8", "Hull"],
]
TOLD = ["2 lines above the table (“Ada 36 York”) did not become a row."]


def text(sign: str, codec: str) -> Callable[[Path], Path]:
    lines = "".join(sign.join(row) + "\n" for row in LIST)
    return lambda folder: written(folder, lines.encode(codec))


def workbook(folder: Path) -> Path:
    book = openpyxl.Workbook()
    for row in LIST:
        book.active.append([cell or None for cell in row])
    book.save(folder / "list.xlsx")
    return folder / "list.xlsx"


def spreadsheet(folder: Path) -> Path:
    body = "".join(ods_row(*(cell or None for cell in row)) for row in LIST)
    return open_document(folder / "list.ods", {"List": body})


def page(folder: Path) -> Path:
    cells = ("".join(f"<td>{cell}</td>" for cell in row) for row in LIST)
    table = "".join(f"<tr>{row}</tr>" for row in cells)
    return written(folder, f"<table>{table}</table>", "list.html")


MADE = {
    "commas": text(",", "utf-8"),
    "semicolons": text(";", "cp1252"),
    "tabs": text("\t", "utf-16"),
    "workbook": workbook,
    "spreadsheet": spreadsheet,
    "page": page,
}


def told(path: Path, header: int | None) -> Sheet:
    """The first sheet of a file, with its names in that row."""
    kind = format_for(path, path.name)
    return kind.open(path, kind.sheets(path)[0], checked(Reading(header=header)))


@pytest.mark.parametrize("made", MADE.values(), ids=MADE)
def test_the_names_are_in_the_row_that_is_told(
    tmp_path: Path, made: Callable[[Path], Path]
) -> None:
    path = made(tmp_path)
    sheet = told(path, 4)
    assert (list(sheet.header), sheet.reading.header) == (["Who", "Age", "Town"], 4)
    assert rows(sheet) == LIST[4:]
    assert sheet.places([1, 2]) == [5, 6]
    assert list(sheet.notes) == TOLD
    assert list(told(path, 2).header) == ["Bo", "7", "Ulm"]
    assert (told(path, 0).reading.header, opened(path).reading.header) == (0, 0)
    assert rows(told(path, 0)) == [row for row in LIST if any(row)]


@pytest.mark.parametrize("made", MADE.values(), ids=MADE)
@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (3, "Row 3 is empty, so it cannot name the columns."),
        (7, "The names cannot be in row 7: the last is row 6."),
        (FURTHEST, f"The names cannot be in row {FURTHEST}: the last is row 6."),
        (FURTHEST + 1, f"rows 1 to {FURTHEST}, not in row {FURTHEST + 1}."),
        (10**9, "not in row 1,000,000,000. If there are none, say so with 0."),
        (-1, "not in row -1."),
    ],
)
def test_where_no_names_can_be_is_refused_in_a_sentence(
    tmp_path: Path, made: Callable[[Path], Path], row: int, sentence: str
) -> None:
    with pytest.raises(Invalid) as caught:
        told(made(tmp_path), row)
    assert sentence in caught.value.message
    assert caught.value.field == "header"


def test_a_cell_of_several_lines_above_the_names_is_in_one_row(tmp_path: Path) -> None:
    path = written(tmp_path, 'sep=;\n"About\nthis; list"\n\nx;1\nWho;"Age\nnow"\nAda;36\n')
    sheet = told(path, 4)
    assert (list(sheet.header), rows(sheet)) == (["Who", "Age\nnow"], [["Ada", "36"]])
    assert sheet.places([1]) == [5]
    assert list(sheet.notes) == [
        "2 lines above the table (“About\nthis; list”) did not become a row."
    ]


def test_a_stray_quotation_mark_above_the_names_moves_no_row(tmp_path: Path) -> None:
    path = written(tmp_path, 'About,"this\nx,1\ny,2\nWho,Age\nAda,36\nBo,7\n')
    sheet = told(path, 4)
    assert (list(sheet.header), rows(sheet)) == (["Who", "Age"], [["Ada", "36"], ["Bo", "7"]])


def test_the_last_of_the_rows_that_are_looked_at_can_name_the_columns(tmp_path: Path) -> None:
    path = written(tmp_path, "1,2\n" * (FURTHEST - 1) + "a,b\n" + "3,4\n" * FURTHEST)
    sheet = told(path, FURTHEST)
    assert (list(sheet.header), len(rows(sheet))) == (["a", "b"], FURTHEST)


def test_names_that_are_fewer_than_the_cells_below_leave_the_others_without(tmp_path: Path) -> None:
    sheet = told(written(tmp_path, "a,b,c\nWho\nAda,36,York\n"), 2)
    assert (rows(sheet), list(sheet.header)) == ([["Ada", "36", "York"]], ["Who", "", ""])


def test_the_last_row_can_name_an_empty_table(tmp_path: Path) -> None:
    sheet = told(workbook(tmp_path), 6)
    assert (list(sheet.header), rows(sheet)) == (["Di", "8", "Hull"], [])


@pytest.mark.parametrize(
    ("row", "names", "first"),
    [
        (None, ["2024 Q1", "2024 Q2"], ["1", "2"]),
        (2, ["2024 Q1", "2024 Q2"], ["1", "2"]),
        (1, ["2024", "2024"], ["Q1", "Q2"]),
        (3, ["1", "2"], ["3", "4"]),
        (0, ["", ""], ["2024", "2024"]),
    ],
)
def test_what_a_page_marks_as_names_counts_unless_another_row_is_told(
    tmp_path: Path, row: int | None, names: Sequence[str], first: Sequence[str]
) -> None:
    table = "<table><tr><th colspan=2>2024<tr><th>Q1<th>Q2<tr><td>1<td>2<tr><td>3<td>4</table>"
    sheet = told(written(tmp_path, table, "x.html"), row)
    assert (list(sheet.header), rows(sheet)[0]) == (names, first)
    assert sheet.reading.header == (2 if row is None else row)


@pytest.mark.parametrize("made", MADE.values(), ids=MADE)
def test_telling_what_was_found_changes_nothing(
    tmp_path: Path, made: Callable[[Path], Path]
) -> None:
    path = made(tmp_path)
    found = opened(path)
    again = told(path, found.reading.header)
    assert (rows(again), again.header, again.notes) == (rows(found), found.header, found.notes)
    assert found.reading != AS_FOUND
