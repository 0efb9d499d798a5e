"""Text files: whatever the dialect, every cell arrives as it was written, or it is said."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.domain.errors import Invalid
from desktop_app.formats import csv_records
from desktop_app.formats.readable import format_for
from tests.formats.reading import (
    CORPORA,
    SAMPLES,
    needs_corpora,
    opened,
    rows,
    with_header,
    written,
)
from tests.formats.writing import as_csv

# The rows that expected.json of the shared corpora asks for, header included.
EXPECTED = {
    "bom_utf8.csv": [["id", "name"], ["1", "é"]],
    "utf16le_bom.csv": [["id", "name"], ["1", "é"]],
    "utf16be_nobom.csv": [["id", "name"], ["1", "ab"]],
    "cp1252.csv": [["id", "preis"], ["1", "5,50 €"]],
    "latin1_short.csv": [["name"], ["é;ü"]],
    "mixed_newlines.csv": [["a", "b"], ["1", "2"], ["3", "4"], ["5", "6"]],
    "header_only.csv": [["a", "b"]],
    "empty.csv": [],
    "only_newlines.csv": [],
    "leading_zeros.csv": [["plz", "tel", "id"], ["01067", "+49123", "00012345678901234567890"]],
    "nul.csv": [["a", "b"], ["1", "x\0y"]],
    "tab.tsv": [["a", "b"], ["1", "2,3"]],
    "sep_line.csv": [["a", "b"], ["1", "2"]],
    "quotes_in_middle.csv": [["a", "b"], ['he said "hi"', "2"]],
}


@pytest.mark.parametrize("name", EXPECTED)
def test_a_dialect_is_found_by_evidence(name: str) -> None:
    assert with_header(opened(SAMPLES / name)) == EXPECTED[name]


@needs_corpora
def test_the_shared_corpus_is_read_as_it_expects() -> None:
    folder = CORPORA / "own-csv"
    expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    asked = {name: told["rows"] for name, told in expected.items() if told["rows"] is not None}
    assert asked.pop("long_cell.csv") == [["a"], ["x*200000"]]  # shortened there
    assert with_header(opened(folder / "long_cell.csv")) == [["a"], ["x" * 200_000]]
    assert {name: with_header(opened(folder / name)) for name in asked} == asked


@needs_corpora
def test_the_spectrum_is_read_as_it_expects() -> None:
    folder = CORPORA / "csv-spectrum"
    for path in sorted((folder / "csvs").glob("*.csv")):
        expected = json.loads((folder / "json" / f"{path.stem}.json").read_text(encoding="utf-8"))
        if path.stem in ("location_coordinates", "newlines_crlf"):
            continue  # there, the collection's own two files say different things
        sheet = opened(path)
        assert [dict(zip(sheet.header, row, strict=True)) for row in rows(sheet)] == expected


def test_a_mark_that_is_never_closed_swallows_no_row_and_is_told() -> None:
    sheet = opened(SAMPLES / "unbalanced_quote.csv")
    assert with_header(sheet) == [["a", "b"], ["1", '"x'], ["2", "y"], ["3", "z"]]
    assert list(sheet.notes) == [
        "Line 2 has a quotation mark that is never closed; it was kept as an ordinary sign."
    ]


def test_only_the_line_of_the_stray_mark_is_read_literally(tmp_path: Path) -> None:
    body = "a,b\n" + '1,"two\nlines"\n' * 600 + '2,"5 inch\n3,last\n'
    found = rows(opened(written(tmp_path, body)))
    assert found[:600] == [["1", "two\nlines"]] * 600
    assert found[600:] == [["2", '"5 inch'], ["3", "last"]]


def test_a_cell_of_monstrous_length_is_a_stray_mark(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(csv_records, "LONGEST_CELL", 5_000)
    body = 'a,b\n1,x\n2,"oops\n' + "".join(f"{n},y\n" for n in range(3, 3_000)) + 'z,"end"\n'
    sheet = opened(written(tmp_path, body))
    assert len(rows(sheet)) == 3_000
    assert "Line 3 has a quotation mark" in " ".join(sheet.notes)


def test_too_many_stray_marks_are_refused_in_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(csv_records, "_MOST_STRAY_MARKS", 0)
    with pytest.raises(Invalid, match=r"do not belong together \(see line 3\)"):
        rows(opened(written(tmp_path, 'a,b\n1,2\n3,"x\n4,y\n')))


def test_uneven_rows_keep_every_cell_and_are_told() -> None:
    sheet = opened(SAMPLES / "ragged.csv")
    assert rows(sheet) == [["1", "2", "", ""], ["1", "2", "3", "4"], ["5", "6", "7", ""]]
    assert list(sheet.header) == ["a", "b", "c", ""]
    assert list(sheet.notes) == [
        "Line 2 has fewer cells than there are columns; the missing ones stay empty.",
        "Line 3 has more cells than there are headings; they got columns too.",
        "1 blank line (first: line 4) was left out.",
    ]


def test_a_second_reading_tells_the_same(tmp_path: Path) -> None:
    sheet = opened(SAMPLES / "ragged.csv")
    first, notes = rows(sheet), list(sheet.notes)
    assert (rows(sheet), list(sheet.notes)) == (first, notes)


def test_separators_at_the_ends_of_lines_make_no_columns(tmp_path: Path) -> None:
    sheet = opened(written(tmp_path, "a,b\n1,2,\n3,4,,\n"))
    assert rows(sheet) == [["1", "2"], ["3", "4"]]
    assert list(sheet.notes) == []


def test_a_line_number_counts_the_lines_inside_cells(tmp_path: Path) -> None:
    sheet = opened(written(tmp_path, 'a,b\r\n"x\r\ny\nz",1\r\nshort\r\n'))
    rows(sheet)
    assert next(iter(sheet.notes)).startswith("Line 5 has fewer cells")


@pytest.mark.parametrize("lines", [1, 3])
def test_a_file_that_is_too_wide_throughout_is_refused_at_once(tmp_path: Path, lines: int) -> None:
    line = ",".join(f"c{number}" for number in range(3_000)) + "\n"
    with pytest.raises(Invalid, match="The first line of the table has 3,000 cells"):
        opened(written(tmp_path, line * lines))


def test_a_row_of_a_thousand_and_one_cells_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Invalid, match="Line 3 has 1,001 cells"):
        rows(opened(written(tmp_path, "a,b\n1,2\n" + ",".join(["x"] * 1001) + "\n")))


def test_a_very_long_cell_is_read_whole(tmp_path: Path) -> None:
    assert rows(opened(written(tmp_path, "a\n" + "x" * 200_000 + "\n"))) == [["x" * 200_000]]


def test_odd_bytes_far_down_are_read_as_old_letters_and_told(tmp_path: Path) -> None:
    start = "name,age\n" + "abc,1\n" * 200_000 + "Müller,2\n"
    sheet = opened(written(tmp_path, start.encode() + b"M\xfcller,3\n"))
    assert rows(sheet)[-2:] == [["Müller", "2"], ["Müller", "3"]]
    assert "did not fit" in " ".join(sheet.notes)


@pytest.mark.parametrize(
    ("text", "header"),
    [
        ("Name,Age\nAda,36\n", ["Name", "Age"]),
        ("1,2\n3,4\n", ["", ""]),
        ("Ada,36\nBo,7\n", ["", ""]),
        ("Town,2019,2020\nUlm,1,2\n", ["Town", "2019", "2020"]),
        ("2019-03-14,x\n2019-03-15,y\n", ["", ""]),
        ("Name,Town\nAda,Ulm\n", ["Name", "Town"]),
        ("5,50 €;a\n6,00 €;b\n", ["", ""]),
    ],
)
def test_the_first_row_is_the_header_if_it_looks_like_one(
    tmp_path: Path, text: str, header: list[str]
) -> None:
    assert list(opened(written(tmp_path, text)).header) == header


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("a;b\n1,5;2,5\n", ["1,5", "2,5"]),
        ("1,5;2,5\n3,5;4,5\n", ["1,5", "2,5"]),
        ("a|b\n1|x, y\n", ["1", "x, y"]),
        ("a\tb;c\n1\t2;3\n", ["1", "2;3"]),
        ("Comment\nHello, you\nno comma\n", ["Hello, you"]),
        ('a,b\n"x;y",2\n', ["x;y", "2"]),
        ("SEP=|\r\na|b\r\n1|2\r\n", ["1", "2"]),
    ],
)
def test_the_separator_is_found(tmp_path: Path, text: str, first: list[str]) -> None:
    assert rows(opened(written(tmp_path, text)))[0] == first


def test_a_title_above_the_table_is_no_row_and_is_told(tmp_path: Path) -> None:
    sheet = opened(written(tmp_path, "Guests 2024\n\nName,Town,Age\nA,B,1\nC,D,2\nE,F,3\n"))
    assert with_header(sheet)[0] == ["Name", "Town", "Age"]
    assert len(rows(sheet)) == 3
    assert list(sheet.notes) == ["A line above the table (“Guests 2024”) did not become a row."]


@pytest.mark.parametrize("width", [2, 3])
def test_a_title_above_a_small_table_is_known_by_the_blank_line_below_it(
    tmp_path: Path, width: int
) -> None:
    table = [["Name", "Town", "Age"], ["A", "B", "1"], ["C", "D", "2"]]
    lines = [["Report"], [""], *(row[:width] for row in table)]
    for padding in (0, width):
        cells = [[*line, *[""] * (padding - len(line))] for line in lines]
        sheet = opened(written(tmp_path, "".join(",".join(line) + "\n" for line in cells)))
        assert with_header(sheet) == [row[:width] for row in table]
        assert "(“Report”)" in sheet.notes[0]


@pytest.mark.parametrize(
    ("above", "first"),
    [
        ("Name,Town,Age\n", 2),
        ("\nGuests\n\nName,Town,Age\n", 5),
        ("sep=,\nName,Town,Age\n", 2),
        ("", 1),
        ('"Name\nof all",Town,Age\n\n', 3),
    ],
)
def test_a_row_is_found_by_the_number_that_a_spreadsheet_shows(
    tmp_path: Path, above: str, first: int
) -> None:
    lines = ["1,2,3\n"] * 300 + ["\n"] + ["4,5,6\n"] * 300
    sheet = opened(written(tmp_path, above + "".join(lines)))
    assert sheet.places([1, 300, 301]) == [first, first + 299, first + 301]


@settings(deadline=None)
@given(
    table=st.lists(
        st.lists(st.text(st.characters(codec="utf-8")), min_size=3, max_size=3),
        min_size=1,
        max_size=8,
    ),
)
def test_what_we_write_we_read_back(
    table: list[list[str]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    body = [row for row in table if any(row)] or [["x", "", ""]]
    made = as_csv(["Name", "Town", "Notes"], body)
    path = written(tmp_path_factory.mktemp("csv"), made)
    sheet = opened(path)
    assert list(sheet.header) == ["Name", "Town", "Notes"]
    assert rows(sheet) == body


@pytest.mark.parametrize(
    ("cell", "in_the_file"),
    [
        ("=1+1", "'=1+1"),
        ("@SUM(1)", "'@SUM(1)"),
        ("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"),
        ("-2+3", "'-2+3"),
        ("+49 170 1", "'+49 170 1"),
        ("'=1", "''=1"),
        ("-5", "-5"),
        ("+4.5", "+4.5"),
        ("'tis", "'tis"),
        ("O'Brien", "O'Brien"),
        ("a=b", "a=b"),
    ],
)
def test_a_formula_leaves_disarmed_and_comes_back_as_it_was(
    tmp_path: Path, cell: str, in_the_file: str
) -> None:
    made = as_csv(["Name"], [[cell]], mark=False)
    assert made == f"Name\r\n{in_the_file}\r\n".encode()
    assert rows(opened(written(tmp_path, made))) == [[cell]]


def test_formulas_in_a_file_come_in_as_they_are() -> None:
    found = [row[0] for row in rows(opened(SAMPLES / "formula.csv"))]
    assert found == ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(1)", "\t=1", "\r=1"]


def test_csv_is_written_so_that_excel_knows_its_letters() -> None:
    made = as_csv(["a", "b"], [["é", 'x "y", z']])
    assert made.decode() == '\ufeffa,b\r\né,"x ""y"", z"\r\n'


def test_the_one_sheet_is_called_as_the_person_calls_the_file(tmp_path: Path) -> None:
    path = written(tmp_path, "a\n1\n", "8f3a.csv")
    kind = format_for(path, "My guests.csv")
    assert (kind.sheets(path), kind.sheets(path, "My guests.csv")) == (["8f3a"], ["My guests"])
    assert kind.open(path, "My guests").name == "My guests"
