"""What a workbook shows alike throughout a column comes in as it is shown, and that is told."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from desktop_app.domain.sheet import Sheet
from desktop_app.services.transfer import survey
from tests.formats.reading import opened, rows
from tests.formats.test_xlsx_forms import EUR, mend, values, workbook
from tests.formats.workbooks import open_document

WHOLE = "1 column shows all numbers with zeros or signs in front or between digits (first: {}); "
AS_TEXT = WHOLE + "they came in as they look there, as text."
SOME = (
    "1 column shows some numbers with zeros or signs in front or between digits (first: {}), and "
    "others otherwise; the numbers alone came in. Store codes as text there."
)


def first(sheet: Sheet) -> list[object]:
    """The first cells of all rows."""
    return [row[0] for row in rows(sheet)]


@pytest.mark.parametrize(
    ("code", "number", "shown"),
    [
        ("00000", 501, "00501"),
        ("00000", 0, "00000"),
        ("000", 1234, "1234"),
        ("000", -7, "-007"),
        ("000-00-0000", 12345678, "012-34-5678"),
        ("000-00-0000", 12345678901, "12345-67-8901"),
        ("[$-409]00000-0000", 5010001, "00501-0001"),
        ('"D-"00000;@', 1067, "D-01067"),
        ("\\(000\\)\\ 000\\-0000", 5551234567, "(555) 123-4567"),
        ("{000}", 7, "{007}"),
        ("+0", 491711234569, "+491711234569"),
        ('"+"0', 491711234569, "+491711234569"),
        ("\\+0", 491711234569, "+491711234569"),
        ("\\+00\\ 000\\ 0000000", 491711234567, "+49 171 1234567"),
        ('"+49 "0', 1711234569, "+49 1711234569"),
        ("00000;-00000", 42, "00042"),
        ("00000;-00000", -42, "-00042"),
        ("00000;[Red]\\-00000;00000;@", 0, "00000"),
        ("00000;(00000)", -42, "(00042)"),
        ('"A;"000;"B"000', 7, "A;007"),
        ("[<=99999]00000;00000-0000", 42, "00042"),
        ("[<=99999]00000;00000-0000", 123456789, "12345-6789"),
        ("[Red][<5]000;[Blue][>8]0000;00000", 7, "00007"),
    ],
)
def test_codes_made_of_digits_come_in_as_text(
    tmp_path: Path, code: str, number: int, shown: str
) -> None:
    path = workbook(tmp_path, [(number, code), (None, "General"), (None, code), ("none", "0")])
    sheet = opened(path)
    assert first(sheet) == [shown, "none"]
    assert AS_TEXT.format("A") in sheet.notes
    assert survey.survey(sheet, None).columns[0].type == "text"


@pytest.mark.parametrize(
    "code",
    ["0", "00.0", "0,000", "#,##0", "00%", "00 €", '00 "€"', "0#", "00E+00", "+0;-0", "+0;\\-0;0"],
)
def test_other_numbers_stay_numbers(tmp_path: Path, code: str) -> None:
    assert first(opened(workbook(tmp_path, [(5, code), (7, code)]))) == [5, 7]


@pytest.mark.parametrize("code", ["00000;00000", "[<100]000;0000"])
def test_a_number_does_not_lose_its_minus(tmp_path: Path, code: str) -> None:
    assert first(opened(workbook(tmp_path, [(42, code), (-42, code)])))[1:] == [-42]


@pytest.mark.parametrize("code", ["00000;", "00000;;;", "[<100]000;0", "0.00;00000", "+00;-00"])
def test_zeros_that_a_format_shows_of_some_numbers_only_are_told(tmp_path: Path, code: str) -> None:
    sheet = opened(workbook(tmp_path, [(501, code), (502, code)], corner="C4"))
    assert first(sheet) == [501, 502]
    assert list(sheet.notes) == [SOME.format("C")]


def test_a_number_that_is_no_whole_one_is_not_rounded(tmp_path: Path) -> None:
    sheet = opened(workbook(tmp_path, [(5, "000"), (5.5, "000"), (1e15, "000")]))
    assert first(sheet) == ["005", 5.5, 1e15]


@pytest.mark.parametrize("other", ["0.00", "General", "0000", EUR])
def test_zeros_that_only_some_numbers_have_are_told(tmp_path: Path, other: str) -> None:
    sheet = opened(workbook(tmp_path, [(501, "00000"), (502, other)], corner="C4"))
    assert first(sheet) == [501, 502]
    assert list(sheet.notes) == [SOME.format("C")]


def test_columns_and_rows_are_counted_from_where_the_table_begins(tmp_path: Path) -> None:
    path = workbook(tmp_path, [(0.1, EUR)] * 600 + [(0.3, EUR)], corner="AB7")
    mend(path, b"<v>0.3</v>", b"<v>0.30000000000000004</v>")
    sheet = opened(path)
    survey.survey(sheet, None)
    assert [note for note in sheet.notes if "AB608, 0.3" in note]


def test_traces_of_calculating_make_no_other_amount_and_are_told(tmp_path: Path) -> None:
    path = workbook(tmp_path, [(1.5, EUR)] * 600 + [(599.95, EUR), (-0.31, EUR)])
    mend(path, b"<v>599.95</v>", b"<v>599.9399999999999</v>")
    mend(path, b"<v>-0.31</v>", b"<v>-0.30000000000000004</v>")
    assert values(path)[600:] == [Decimal("599.94"), Decimal("-0.3")]
    sheet = opened(path)
    assert survey.survey(sheet, None).columns[0].type == "money"
    assert list(sheet.notes) == [
        "2 amounts have more digits than the 15 that such programs show (first: A602, "
        "599.9399999999999), as calculating leaves them; rounded here to what is shown there."
    ]


@pytest.mark.parametrize("code", ["General", "0.00", "0.0%"])
def test_other_numbers_keep_all_their_digits(tmp_path: Path, code: str) -> None:
    path = workbook(tmp_path, [(0.75, code), (0.5, code)])
    mend(path, b"<v>0.75</v>", b"<v>0.30000000000000004</v>")
    assert values(path) == [0.1 + 0.2, 0.5]


def shown(*cells: tuple[float, str]) -> str:
    """Rows of OpenDocument of a number each, with what is shown of it."""
    return "".join(
        f'<table:table-row><table:table-cell office:value-type="float" office:value="{number}">'
        f"<text:p>{text}</text:p></table:table-cell></table:table-row>"
        for number, text in cells
    )


@pytest.mark.parametrize(
    ("cells", "found", "note"),
    [
        ([(501, "00501"), (89073, "89073"), (123456, "123456")], ["00501", "89073", "123456"], 1),
        ([(0, "000"), (1, "001")], ["000", "001"], 1),
        ([(501, "00501"), (7, "007")], [501, 7], 2),
        ([(501, "00501"), (7, "7")], [501, 7], 2),
        ([(501, "00501"), (7, "7.00")], [501, 7], 2),
        ([(0, "0"), (10, "10")], [0, 10], 0),
        ([(0.5, "0.5"), (12, "12")], [0.5, 12], 0),
    ],
)
def test_an_open_document_shows_zeros_too(
    tmp_path: Path, cells: list[tuple[float, str]], found: list[object], note: int
) -> None:
    head = '<table:table-row><table:table-cell office:value-type="string"><text:p>Code</text:p>'
    head += "</table:table-cell></table:table-row>"
    sheet = opened(open_document(tmp_path / "x.ods", {"Codes": head + shown(*cells)}))
    assert first(sheet) == found
    assert list(sheet.notes) == [[], [AS_TEXT.format("A")], [SOME.format("A")]][note]


@pytest.mark.parametrize("code", ["[<9]00000;0", '[<=9]"Nr "00;0" kg"', "[>9]000;0.0"])
def test_codes_that_a_format_shows_on_a_condition_only_are_told_once(
    tmp_path: Path, code: str
) -> None:
    sheet = opened(workbook(tmp_path, [(7, code), (1200, code)]))
    plan = survey.survey(sheet, None)
    assert plan.columns[0].type == "whole_number"
    assert [*sheet.notes, plan.columns[0].note] == [SOME.format("A"), None]
