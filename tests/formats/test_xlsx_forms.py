"""A workbook says of whole columns what their numbers are: shares, or amounts in a currency."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.styles import PatternFill
from openpyxl.styles.numbers import BUILTIN_FORMATS

from desktop_app.domain.sheet import ColumnPlan, SheetPlan
from desktop_app.services.transfer import survey
from tests.formats.reading import opened, rows
from tests.support.converted import converted

EUR = '#,##0.00\\ "€"'
ACCOUNTING = '_-* #,##0.00\\ "€"_-;\\-* #,##0.00\\ "€"_-;_-* "-"??\\ "€"_-;_-@_-'


def workbook(
    folder: Path, cells: Sequence[tuple[Any, str]], heading: str = "Price", corner: str = "A1"
) -> Path:
    """A workbook of one column, each cell shown by a code of its own."""
    book = openpyxl.Workbook()
    sheet = book.active
    start = sheet[corner]
    start.value = heading
    for down, (value, code) in enumerate(cells, 1):
        cell = start.offset(down)
        cell.value, cell.number_format = value, code
    book.save(folder / "book.xlsx")
    return folder / "book.xlsx"


def plan(path: Path) -> SheetPlan:
    return survey.survey(opened(path), None)


def column(folder: Path, *cells: tuple[Any, str]) -> ColumnPlan:
    return plan(workbook(folder, cells)).columns[0]


def values(path: Path) -> list[Any]:
    sheet = opened(path)
    found = converted(sheet, survey.glance(sheet))
    return [value for columns in found for value in columns[0]]


@pytest.mark.parametrize(
    ("code", "kind", "options"),
    [
        (EUR, "money", {"currency": "EUR", "form": "-1,234.00 €"}),
        (ACCOUNTING, "money", {"currency": "EUR", "form": "-1,234.00 €"}),
        ("[$€-407] #,##0.00", "money", {"currency": "EUR", "form": "-€ 1,234.00"}),
        ("$#,##0.00_);[Red]($#,##0.00)", "money", {"currency": "USD", "form": "-$1,234.00"}),
        ("[$CHF] 0.00", "money", {"currency": "CHF", "form": "-CHF 1234.00"}),
        ("[$¥-411]#,##0", "money", {"currency": "JPY", "form": "-¥1,234"}),
        ("0%", "percent", {"form": "-1234%"}),
        ("0.00%", "percent", {"form": "-1234.00%"}),
        ("[Red]0.0\\ %", "percent", {"form": "-1234.0 %"}),
        # Where several countries share a sign, the one that is named decides.
        ("[$$-409]0.00", "money", {"currency": "USD", "form": "-$1234.00"}),
        ("[$$-1009]#,##0.00", "money", {"currency": "CAD", "form": "-1,234.00"}),
        ("[$$-en-CA]#,##0.00", "money", {"currency": "CAD", "form": "-1,234.00"}),
        ("[$¥-804]0.00", "money", {"currency": "CNY", "form": "-1234.00"}),
        ("0.00\\ [$kr-41D]", "money", {"currency": "SEK", "form": "-1234.00"}),
        ("[$kr.-406]\\ 0.00", "money", {"currency": "DKK", "form": "-1234.00"}),
        # Without, the sign itself is kept.
        ('0.00 "kr"', "money", {"form": "-1234.00 kr"}),
        ("#,##0.00\\ [$kr-425]", "money", {"form": "-1,234.00 kr"}),
    ],
)
def test_the_code_of_a_whole_column_says_what_it_is(
    tmp_path: Path, code: str, kind: str, options: dict[str, str]
) -> None:
    found = column(tmp_path, (1234.5, code), (-0.01, code), (None, "General"), (0.19, code))
    assert (found.type, found.options, found.note) == (kind, options, None)


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("[$$-FFF]#,##0.00", "$1,234.00"),
        ('General "kr"', "1234 kr"),
        ('0.00 "kg"', "1234.00 kg"),
        ('0.00,"€"', '0.00,"€"'),
        ("[>=100]0 €;0.00 €", "[>=100]0 €;0.00 €"),
        ('"€%"0.00', "€%1234.00"),
        ("+0.00", "+1234.00"),
        ('"+"#', "+1234"),
    ],
)
def test_a_sign_that_no_kind_keeps_is_told(tmp_path: Path, code: str, shown: str) -> None:
    found = column(tmp_path, (1234.5, code), (None, "General"), (0.19, code))
    assert (found.type, found.options) == ("decimal_number", {})
    assert found.note == (
        f"The workbook shows the numbers in “Price” like “{shown}”; the numbers alone come in."
    )


@pytest.mark.parametrize("code", ['""0.00', "+0.00;-0.00", "0.00_€", "0.00\\ ", '0.00"!"'])
def test_where_no_sign_is_shown_nothing_is_told(tmp_path: Path, code: str) -> None:
    found = column(tmp_path, (1234.5, code), (0.19, code))
    assert (found.type, found.note) == ("decimal_number", None)


@pytest.mark.parametrize(("number", "shown"), [(5, "¤1,234"), (7, "¤1,234.00"), (44, "¤1,234.00")])
def test_a_currency_that_is_not_named_is_told(tmp_path: Path, number: int, shown: str) -> None:
    code = BUILTIN_FORMATS[number]  # of which only the number is written
    found = column(tmp_path, (1234.5, code), (0.19, code))
    assert (found.type, found.options) == ("decimal_number", {})
    assert f"like “{shown}”; the numbers alone come in." in str(found.note)


def test_values_are_exact(tmp_path: Path) -> None:
    money = workbook(tmp_path, [(0.1, EUR), (-1234567.89, EUR), (3, EUR), (9999999999999.99, EUR)])
    assert values(money) == [Decimal(t) for t in ("0.1", "-1234567.89", "3.0", "9999999999999.99")]
    assert all(isinstance(value, Decimal) for value in values(money))
    percent = workbook(tmp_path, [(0.195, "0%"), (1, "0%"), (-0.001, "0%")])
    assert values(percent) == [0.195, 1.0, -0.001]


@pytest.mark.parametrize("odd", [1e14 + 0.125, 1e15 + 0.5, 0.00001, 0.12345000000000001, 1e-300])
def test_an_amount_that_is_none_leaves_all_of_them_numbers(tmp_path: Path, odd: float) -> None:
    path = workbook(tmp_path, [(1.5, EUR), (odd, EUR)])
    # The library writes no more than 16 digits.
    mend(path, f"<v>{odd:.16g}</v>".encode(), f"<v>{odd!r}</v>".encode())
    assert plan(path).columns[0].type == "decimal_number"
    assert values(path) == [1.5, odd]


@pytest.mark.parametrize("other", ["General", "0.00", "0%", '0.00 "$"', "#,##0.00 [$CHF]"])
def test_a_column_that_is_shown_in_several_ways_stays_numbers(tmp_path: Path, other: str) -> None:
    cells = [(1.5, EUR)] * 3000 + [(2.5, other)]
    assert column(tmp_path, *cells).type == "decimal_number"


def test_colours_and_borders_make_no_difference(tmp_path: Path) -> None:
    path = workbook(tmp_path, [(1.5, EUR), (2.5, EUR), (3.25, EUR)])
    book = openpyxl.load_workbook(path)
    book.active["A3"].fill = PatternFill("solid", fgColor="FFFF00")
    book.save(path)
    assert plan(path).columns[0].type == "money"


def test_a_text_among_amounts_keeps_the_column_text_and_says_so(tmp_path: Path) -> None:
    found = column(tmp_path, *[(number + 0.5, EUR) for number in range(40)], ("a lot", EUR))
    assert found.type == "text"
    assert found.note is not None
    assert "amounts of money; “a lot” is not" in found.note
    assert found.near is not None
    assert (found.near.type, found.near.misfits) == ("money", 1)


def test_columns_are_counted_from_where_the_table_begins(tmp_path: Path) -> None:
    path = workbook(tmp_path, [(0.5, "0%"), (0.25, "0%")], corner="AB7")
    book = openpyxl.load_workbook(path)
    for row, text in ((7, "Who"), (8, "Ada"), (9, "Bo")):
        book.active.cell(row, 27).value = text
    book.save(path)
    assert [each.type for each in plan(path).columns] == ["text", "percent"]


def test_a_surprise_far_down_is_found_before_anything_is_lost(tmp_path: Path) -> None:
    path = workbook(tmp_path, [(number + 0.25, EUR) for number in range(6000)] + [(0.123456, EUR)])
    sheet = opened(path)
    glanced = survey.glance(sheet)
    assert glanced.columns[0].type == "money"
    with pytest.raises(survey.Surprise):
        list(converted(sheet, glanced))
    assert plan(path).columns[0].type == "decimal_number"


@pytest.mark.parametrize(
    ("usual", "other"),
    [
        (b'<c r="A2" s="1" t="n">', b'<c s="1" t="n" r="A2">'),
        (b'formatCode="', b'other="'),
        (b"<cellXfs", b"<others"),
        (b'<numFmt numFmtId="164"', b'<numFmt numFmtId="99999999999999999999"'),
    ],
)
def test_what_cannot_be_made_out_is_a_number(tmp_path: Path, usual: bytes, other: bytes) -> None:
    path = workbook(tmp_path, [(1.5, EUR), (2.5, EUR)])
    mend(path, usual, other)
    assert plan(path).columns[0].type == "decimal_number"


def mend(path: Path, old: bytes, new: bytes) -> None:
    """Replace something in all parts of a workbook."""
    with zipfile.ZipFile(path) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    assert any(old in part for part in parts.values())
    with zipfile.ZipFile(path, "w") as book:
        for name, part in parts.items():
            book.writestr(name, part.replace(old, new))


@pytest.mark.parametrize(
    ("codes", "told"),
    [
        ([EUR, "General"], True),
        ([EUR, "[$$-409]#,##0.00", "[$$-409]#,##0.00"], True),
        (["0%", "0.00"], True),
        ([EUR, EUR], False),
        (["0.00", "General"], False),
        (['d" de "mmmm', "yyyy-mm-dd"], False),
    ],
)
def test_signs_that_some_numbers_alone_have_are_told(
    tmp_path: Path, codes: Sequence[str], told: bool
) -> None:
    sheet = opened(workbook(tmp_path, [(1.5, code) for code in codes], corner="C2"))
    survey.survey(sheet, None)
    note = (
        "1 column shows some numbers with a sign such as % or € and others without or with another "
        "(first: C); the numbers alone came in."
    )
    assert list(sheet.notes) == ([note] if told else [])


def test_backslashes_in_the_names_of_parts_are_slashes(tmp_path: Path) -> None:
    path = workbook(tmp_path, [(0.5, "0%"), (0.25, "0%")])
    with zipfile.ZipFile(path) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    with zipfile.ZipFile(path, "w") as book:
        for name, part in parts.items():
            book.writestr(name.replace("/", "\\"), part)
    assert plan(path).columns[0].type == "percent"
    assert rows(opened(path)) == [[0.5], [0.25]]
