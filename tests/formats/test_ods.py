"""OpenDocument spreadsheets are read like workbooks."""

from __future__ import annotations

import re
import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest

from desktop_app.domain.errors import Invalid
from desktop_app.domain.sheet import ColumnPlan
from desktop_app.formats.readable import format_for
from tests.formats.reading import opened, rows, with_header, written
from tests.formats.workbooks import ods_row, open_document
from tests.formats.writing import outgoing, written_as


def test_cells_keep_the_types_they_have_in_the_file(tmp_path: Path) -> None:
    body = (
        ods_row("Name", "Visits", "Here", "Joined", "Seen")
        + ods_row("007", 3, True, date(2019, 3, 14), datetime(2019, 3, 14, 18, 30))
        + ods_row(repeat=2)
        + ods_row("two\nlines & <b>", 2.5, False, None, None)
        + ods_row(None, repeat=1_000_000)
    )
    sheet = opened(open_document(tmp_path / "x.ods", {"Guests": body}))
    assert list(sheet.header) == ["Name", "Visits", "Here", "Joined", "Seen"]
    assert rows(sheet) == [
        ["007", 3, True, date(2019, 3, 14), datetime(2019, 3, 14, 18, 30)],
        ["two\nlines & <b>", 2.5, False, "", ""],
    ]


def test_hidden_sheets_are_left_out_and_told(tmp_path: Path) -> None:
    sheets = {"Shown": ods_row("a", "b") + ods_row(1, 2), "Off": ods_row("x")}
    path = open_document(tmp_path / "x.ods", sheets, ["Off"])
    assert format_for(path, path.name).sheets(path) == ["Shown"]
    sheet = opened(path)
    rows(sheet)
    assert "1 hidden sheet (first: “Off”) was left out." in next(iter(sheet.notes))


@pytest.mark.parametrize("name", ["x.xlsx", "x.csv", "x"])
def test_it_is_known_by_what_it_says_not_by_its_name(tmp_path: Path, name: str) -> None:
    path = open_document(tmp_path / name, {"S": ods_row("a") + ods_row(1)})
    assert format_for(path, name).name == "ods"
    assert rows(opened(path)) == [[1]]


def test_a_password_is_said_in_words(tmp_path: Path) -> None:
    path = open_document(tmp_path / "x.ods", {"S": ods_row("a")})
    with zipfile.ZipFile(path) as book:
        parts = {name: book.read(name).decode() for name in book.namelist()}
    secret = (
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml">'
        '<manifest:encryption-data manifest:checksum="x"/></manifest:file-entry>'
    )
    manifest = "META-INF/manifest.xml"
    parts[manifest] = parts[manifest].replace("</manifest:m", f"{secret}</manifest:m")
    with zipfile.ZipFile(path, "w") as book:
        for name, part in parts.items():
            book.writestr(name, part)
    with pytest.raises(Invalid, match="protected by a password"):
        opened(path)


def test_a_text_document_is_no_table(tmp_path: Path) -> None:
    path = tmp_path / "x.docx"
    with zipfile.ZipFile(path, "w") as letter:
        letter.writestr("word/document.xml", "<x/>")
    with pytest.raises(Invalid, match="a text document, not a table"):
        opened(path)


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        ("a<text:tab/>b", "a\tb"),
        ("a<text:tab></text:tab>b", "a\tb"),
        ('<text:span>a<text:tab text:tab-ref="2" /></text:span>b', "a\tb"),
        ("a<text:line-break/>b", "a\nb"),
        ('a<text:s text:c="3"/>b<text:tab/><text:tab/>c', "a   b\t\tc"),
    ],
)
@pytest.mark.parametrize("name", ["x.ods", "x"])
def test_tabs_and_line_breaks_part_words(tmp_path: Path, inside: str, text: str, name: str) -> None:
    body = ods_row("Text") + ods_row("TEXT").replace("TEXT", inside) + ods_row("x<text:tab/>")
    assert rows(opened(open_document(tmp_path / name, {"S": body}))) == [
        [text],
        ["x<text:tab/>"],
    ]


def test_a_broken_part_that_no_cell_needs_keeps_no_breaks_from_coming_in(tmp_path: Path) -> None:
    body = ods_row("a", "b").replace(">b<", ">b<text:tab/>c<")
    path = open_document(tmp_path / "x.ods", {"S": body + ods_row("x", "y")})
    with zipfile.ZipFile(path, "a") as book:
        book.writestr("settings.xml", "letters that stand nowhere else in this file")
    content = path.read_bytes()
    path.write_bytes(content.replace(b"letters that stand", b"LETTERS that stand"))
    assert with_header(opened(path)) == [["a", "b\tc"], ["x", "y"]]


def test_white_space_inside_a_text_comes_back(tmp_path: Path) -> None:
    texts = ["tab\tend", "many   blanks", "two\n\nlines", " at\tboth ends\t"]
    made = written_as("ods", outgoing([ColumnPlan("Text", "text")], [[text] for text in texts]))
    found = rows(opened(written(tmp_path, made, "things.ods")))
    assert [text for (text,) in found] == texts


def test_elements_that_are_indented_are_no_cells(tmp_path: Path) -> None:
    table = ods_row("Name", "Note") + ods_row("Ada", "two > one\n <table") + ods_row("Bo", 0.5)
    path = open_document(tmp_path / "plain.ods", {"A": table, "B": ods_row("x", "y")})
    indented = tmp_path / "indented.ods"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(indented, "w") as new:
        for name in old.namelist():
            spaced = re.sub(rb"(?=</?table:|<text:p)", b"\n  ", old.read(name))
            new.writestr(name, spaced)
    assert rows(opened(indented)) == rows(opened(path))
    assert rows(opened(path))[0] == ["Ada", "two > one\n <table"]


def test_true_and_false_that_libreoffice_keeps_as_numbers_are_such(tmp_path: Path) -> None:
    number = (
        '<table:table-row><table:table-cell table:formula="of:={}" office:value-type="float" '
        'office:value="{}" calcext:value-type="float"><text:p>{}</text:p></table:table-cell>'
        "</table:table-row>"
    )
    cells = [("TRUE()", 1, "WAHR"), ("[.B1]&gt;3", 0, "FALSE"), ("FALSE()", 0, "FAUX")]
    body = ods_row("Here") + "".join(number.format(*cell) for cell in cells)
    path = open_document(tmp_path / "x.ods", {"A": body + number.format("2-1", 1, "1")})
    assert [type(row[0]) for row in rows(opened(path))] == [bool, bool, bool, float]
    assert rows(opened(path)) == [[True], [False], [False], [1]]
