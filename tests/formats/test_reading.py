"""What a person says about how a file is read counts for more than what is found."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from desktop_app.domain.errors import Invalid
from desktop_app.domain.sheet import AS_FOUND, Reading, Row, Sheet
from desktop_app.formats.readable import format_for
from desktop_app.formats.readings import ENCODINGS, checked
from tests.formats.reading import opened, rows, with_header, written

TOWNS = {
    "cp1250": "Łódź",
    "cp1251": "Ялта",
    "cp1253": "Αθήνα",
    "cp1254": "Muğla",
    "cp1257": "Šiauliai",
    "iso8859-15": "Nœux",
    "iso8859-2": "Plzeň",
    "koi8-r": "Тверь",
    "mac-roman": "Zürich",
    "mac-latin2": "Győr",
    "cp850": "Århus",
    "cp852": "Brzeście Łódź",
    "cp866": "Омск",
    "cp932": "東京",
    "gb18030": "北京",
    "big5": "臺北",
    "cp949": "서울",
    "cp1252": "Málaga",
    "utf-8": "Kraków",
    "utf-16": "Pärnu",
}


def told(path: Path, reading: Reading) -> Sheet:
    """The first sheet of a file, read in this way."""
    kind = format_for(path, path.name)
    return kind.open(path, kind.sheets(path)[0], reading)


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_letters_are_those_of_the_encoding_that_was_told(tmp_path: Path, encoding: str) -> None:
    path = written(tmp_path, f"Town,Rows\n{TOWNS[encoding]},1\n".encode(encoding))
    sheet = told(path, Reading(encoding=encoding))
    assert rows(sheet) == [[TOWNS[encoding], "1"]]
    assert (sheet.reading.encoding, sheet.notes) == (encoding, [])


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_the_varieties_of_unicode_have_one_name(tmp_path: Path, codec: str) -> None:
    text = "Town,Rows\nNuuk,1\n" * 20
    path = written(tmp_path, text.encode(codec))
    found = opened(path)
    assert found.reading.encoding == codec[:6].removesuffix("-")
    assert rows(told(path, Reading(encoding=found.reading.encoding))) == rows(found)


def test_what_is_told_is_followed_even_where_it_spoils_the_letters(tmp_path: Path) -> None:
    path = written(tmp_path, "Town,Rows\nKöln,1\n")
    assert rows(told(path, Reading(encoding="cp1252"))) == [["KÃ¶ln", "1"]]
    assert told(path, Reading(encoding="utf-16")).reading.encoding == "utf-16"


@pytest.mark.parametrize(
    ("separator", "cells"),
    [
        ("comma", ["a;b|c\td", "e"]),
        ("semicolon", ["a", "b|c\td,e"]),
        ("tab", ["a;b|c", "d,e"]),
        ("bar", ["a;b", "c\td,e"]),
        ("none", ["a;b|c\td,e"]),
    ],
)
def test_rows_are_cut_where_a_person_says(tmp_path: Path, separator: str, cells: Row) -> None:
    sheet = told(written(tmp_path, "a;b|c\td,e\n"), Reading(separator=separator, header=0))
    assert rows(sheet) == [cells]
    assert sheet.reading.separator == separator


def test_a_sign_that_the_file_names_itself_is_passed_over_if_told_otherwise(tmp_path: Path) -> None:
    path = written(tmp_path, "sep=#\nName#Town,Age\nAda#York,36\n")
    assert opened(path).reading.separator == "other"
    assert with_header(told(path, Reading(separator="comma"))) == [
        ["Name#Town", "Age"],
        ["Ada#York", "36"],
    ]


def workbook(folder: Path, *cells: Row) -> Path:
    book = openpyxl.Workbook()
    for row in cells:
        book.active.append(row)
    book.save(folder / "book.xlsx")
    return folder / "book.xlsx"


def page(folder: Path, *cells: Row, head: str = "td") -> Path:
    lines = [
        "<tr>" + "".join(f"<{tag}>{cell}</{tag}>" for cell in row) + "</tr>"
        for tag, row in zip([head, *["td"] * len(cells)], cells, strict=False)
    ]
    return written(folder, f"<table>{''.join(lines)}</table>", "page.html")


def text(folder: Path, *cells: Row) -> Path:
    return written(folder, "".join(",".join(map(str, row)) + "\n" for row in cells))


@pytest.mark.parametrize("made", [workbook, page, text])
@pytest.mark.parametrize("first", [["Name", "Town"], [1, 2]])
def test_the_first_row_names_the_columns_or_not_as_told(
    tmp_path: Path, made: object, first: Row
) -> None:
    assert callable(made)
    path = made(tmp_path, first, [1, 2])
    found = opened(path).reading.header
    assert found == int(first != [1, 2])
    named = told(path, Reading(header=1))
    assert (list(named.header), named.reading.header) == ([str(cell) for cell in first], 1)
    assert len(rows(named)) == 1
    bare = told(path, Reading(header=0))
    assert (list(bare.header), bare.reading.header) == (["", ""], 0)
    assert len(rows(bare)) == 2
    assert bare.places([1, 2]) == [1, 2]


def test_what_a_page_marks_as_names_can_be_a_row_all_the_same(tmp_path: Path) -> None:
    path = page(tmp_path, ["Name", "Town"], ["Ada", "York"], head="th")
    assert opened(path).reading.header == 1
    assert rows(told(path, Reading(header=0))) == [["Name", "Town"], ["Ada", "York"]]


@pytest.mark.parametrize("name", ["empty.csv", "blank.csv"])
def test_names_are_not_found_in_nothing(tmp_path: Path, name: str) -> None:
    path = written(tmp_path, "" if name == "empty.csv" else "\n\n", name)
    assert list(told(path, Reading(header=1)).header) == []


def test_a_file_that_says_itself_how_it_is_read_has_no_such_questions(tmp_path: Path) -> None:
    path = written(tmp_path, '[{"a": 1}, {"a": 2}]', "list.json")
    asked = Reading("cp1250", "bar", header=0, decimal="comma", dates="day")
    assert told(path, asked).reading == Reading(decimal="comma", dates="day")


@pytest.mark.parametrize("part", ["encoding", "separator", "decimal", "dates"])
def test_a_word_that_nobody_knows_is_refused_by_name(part: str) -> None:
    with pytest.raises(Invalid, match="cannot be read as “x”") as caught:
        checked(replace(AS_FOUND, **{part: "x"}))
    assert caught.value.field == part
