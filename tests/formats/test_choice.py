"""A file is what is in it, whatever it is called; what is no table is told in plain words."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from desktop_app.domain.errors import Invalid
from desktop_app.formats.readable import ENDINGS, FORMATS, format_for
from tests.formats.reading import opened, rows, written


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"\0\1\0\0Standard ACE DB\0\2" + b"\0" * 99, "is an Access database"),
        (b"\0\1\0\0Standard Jet DB\0\0" + b"\0" * 99, "is an Access database"),
        (b"%PDF-1.7 hello", "is a PDF"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 99, "is a picture"),
        (b"\xff\xd8\xff\xe0" + b"\0" * 99, "is a picture"),
        (b"RIFF\1\2\3\4WEBPVP8 ", "is a picture"),
        (rb"{\rtf1\ansi hello}", "is a text document"),
        (b"\x1f\x8b\x08" + b"\0" * 99, "is packed"),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related", "is a web page with all its"),
        (b'<?xml version="1.0"?>\n<Workbook><Cell/></Workbook>', "is an XML file"),
        (b"\0\1\2\3" * 99, "could not be read as a table"),
    ],
)
@pytest.mark.parametrize("name", ["x.csv", "x.xlsx", "x.mdb"])
def test_what_is_no_table_is_told_by_what_it_is(
    tmp_path: Path, data: bytes, sentence: str, name: str
) -> None:
    with pytest.raises(Invalid, match=f"“{name}” {sentence}"):
        format_for(written(tmp_path, data, name), name)


@pytest.mark.parametrize(
    ("data", "name"),
    [
        ("Name,Age\nAda,36\n", "csv"),
        ("Name\tAge\nAda\t36\n", "csv"),
        ('<?xml version="1.0"?>\n<!DOCTYPE html><html><table>', "html"),
        ("  <TABLE border=1><tr>", "html"),
        ('[{"a": 1}]', "json"),
        ('{"a": [1]}\n{"a": [2]}\n', "ndjson"),
        ("BMW,Audi\n1,2\n", "csv"),
        ("a < b,c\n1,2\n", "csv"),
    ],
)
@pytest.mark.parametrize("ending", ["csv", "txt", "xls", "xlsx", "ods", ""])
def test_what_is_in_a_file_counts_for_more_than_its_name(
    tmp_path: Path, data: str, name: str, ending: str
) -> None:
    called = f"file.{ending}"
    assert format_for(written(tmp_path, data, called), called).name == name


PAGE = "<table><tr><th>Day<th>Paid<tr><td>1.2.2025<td>3</table>"
LINES = "Day\tPaid\n1.2.2025\t3\n"
THING = '{"Day": "1.2.2025", "Paid": "3"}'
NOTES = "# Paid\r\n| Day | Paid |\r\n|-----|-----:|\r\n| 1.2.2025 | 3 |\r\n"


@pytest.mark.parametrize(
    ("data", "name", "what"),
    [
        (PAGE, "x.xls", "a web page"),
        (f"<style>td {{}}</style><b>Account</b>{PAGE}", "x.xls", "a web page"),
        (PAGE, "x.xlsx", "a web page"),
        (LINES, "x.xls", "text with separators"),
        (LINES.replace("\t", ";"), "x.XLSX", "text with separators"),
        (LINES.encode("utf-16"), "x.xlsx", "text with separators"),
        (f"[{THING}]", "x.xls", "JSON"),
        (f'{{"paid": [{THING}]}}', "x.xlsx", "JSON"),
        (NOTES, "x.xlsx", "text with tables in Markdown"),
    ],
)
def test_what_is_called_a_workbook_and_is_none_is_read_and_told(
    tmp_path: Path, data: str | bytes, name: str, what: str
) -> None:
    sheet = opened(written(tmp_path, data, name))
    assert (list(sheet.header), rows(sheet)) == (["Day", "Paid"], [["1.2.2025", "3"]])
    ending = name[1:].lower()
    assert list(sheet.notes) == [
        f"The file is named like a workbook ({ending}), but it is {what} and was read as that."
    ]


def test_lines_of_json_and_a_database_that_are_called_so_are_told_too(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "x.xls")) as database:
        database.execute("CREATE TABLE paid AS SELECT 3 AS amount")
        database.commit()
    said = "The file is named like a workbook ({}), but it is {} and was read as that."
    assert list(opened(tmp_path / "x.xls").notes) == [said.format(".xls", "a SQLite database")]
    lines = opened(written(tmp_path, f"{THING}\n{THING}\n", "x.ods"))
    assert len(rows(lines)) == 2
    assert list(lines.notes) == [said.format(".ods", "JSON")]


@pytest.mark.parametrize("data", ["Not found\n", "Sorry, it is gone, ask again", "a\nb, c\nd\n"])
def test_text_without_columns_is_no_workbook(tmp_path: Path, data: str) -> None:
    with pytest.raises(Invalid, match="could not be read as a table"):
        format_for(written(tmp_path, data, "x.xlsx"), "x.xlsx")


def test_the_endings_of_all_formats_are_listed_in_one_place() -> None:
    assert {".xlsx", ".xls", ".xlsb", ".ods", ".csv", ".tsv", ".json", ".html"} <= set(ENDINGS)
    assert set(ENDINGS) >= {suffix for kind in FORMATS for suffix in kind.suffixes}
    assert len(ENDINGS) == len(set(ENDINGS))


def test_a_file_that_is_gone_is_said_in_words(tmp_path: Path) -> None:
    with pytest.raises(Invalid, match="could not be opened"):
        format_for(tmp_path / "gone.csv", "gone.csv")
