"""Old and binary workbooks say how they show their numbers, as Excel workbooks of today do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, TypeAlias

import pytest

from desktop_app.domain.sheet import Sheet
from desktop_app.formats.readable import format_for
from desktop_app.services.transfer import survey
from tests.formats.old_workbooks import EXCEL_5, FROM_1904, old_workbook
from tests.formats.reading import opened, rows
from tests.formats.test_as_shown import AS_TEXT, SOME
from tests.formats.workbooks import Shown, binary_workbook

EUR = '#,##0.00\\ "€"'
Maker: TypeAlias = Callable[[Path, dict[str, Sequence[Sequence[object]]]], Path]
MAKERS: dict[str, Maker] = {
    "97.xls": old_workbook,
    "5.xls": partial(old_workbook, age=EXCEL_5),
    "1904.xls": partial(old_workbook, age=FROM_1904),
    "binary.xlsb": binary_workbook,
}


@pytest.fixture(params=MAKERS)
def made(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[..., Sheet]:
    """Make a workbook of one sheet of these rows, of one kind after the other."""

    def make(*table: Sequence[object]) -> Sheet:
        return opened(MAKERS[request.param](tmp_path / request.param, {"Sheet": table}))

    return make


def down(*cells: tuple[object, str]) -> list[list[object]]:
    return [["Price"], *([Shown(value, code)] for value, code in cells)]


@pytest.mark.parametrize(
    ("code", "kind", "options"),
    [
        (EUR, "money", {"currency": "EUR", "form": "-1,234.00 €"}),
        ("[$€-407] #,##0.00", "money", {"currency": "EUR", "form": "-€ 1,234.00"}),
        ('"$"#,##0.00', "money", {"currency": "USD", "form": "-$1,234.00"}),
        ("[$$-409]0.00", "money", {"currency": "USD", "form": "-$1234.00"}),
        ("[$$-1009]#,##0.00", "money", {"currency": "CAD", "form": "-1,234.00"}),
        ("0%", "percent", {"form": "-1234%"}),
        ("0.00%", "percent", {"form": "-1234.00%"}),
        ("General", "decimal_number", {}),
        ('0.00 "kg"', "decimal_number", {}),
    ],
)
def test_the_code_of_a_whole_column_says_what_it_is(
    made: Callable[..., Sheet], code: str, kind: str, options: dict[str, str]
) -> None:
    sheet = made(*down((1234.5, code), (-3, code), ("=0.19", code)))
    found = survey.survey(sheet, None).columns[0]
    assert (found.type, found.options) == (kind, options)
    assert ("like “1234.00 kg”" in (found.note or "")) == ("kg" in code)
    assert [row[0] for row in rows(sheet)] == [1234.5, -3, 0.19]
    assert list(sheet.notes) == []


def test_codes_come_in_as_they_look(made: Callable[..., Sheet]) -> None:
    table = [[Shown(n, "00000"), Shown(n, "000-00-0000"), Shown(n, "0")] for n in (501, 89073)]
    sheet = made(["Post", "Number", "Plain"], *table)
    assert rows(sheet) == [["00501", "000-00-0501", 501], ["89073", "000-08-9073", 89073]]
    assert list(sheet.notes) == [AS_TEXT.format("A").replace("1 column shows", "2 columns show")]


def test_codes_may_have_sections(made: Callable[..., Sheet]) -> None:
    table = [[Shown(n, "00000;-00000"), Shown(abs(n), "[<9]000;0000")] for n in (42, -7)]
    assert rows(made(["Below", "Post"], *table)) == [["00042", "0042"], ["-00007", "007"]]


def test_numbers_beside_each_other_have_each_their_own_code(made: Callable[..., Sheet]) -> None:
    cells = [Shown(7, "000"), Shown(1, "0%"), Shown(5, EUR), 3, Shown(4, "0000")]
    sheet = made(list("ABCDE"), *[cells] * 3)
    kinds = [column.type for column in survey.survey(sheet, None).columns]
    assert kinds == ["text", "percent", "money", "whole_number", "text"]


@pytest.mark.parametrize(
    ("codes", "note"),
    [
        (["00000", "General"], SOME.format("A")),
        ([EUR, "0.00"], "1 column shows some numbers with a sign such as % or € and others"),
        (["0.00", "General"], ""),
    ],
)
def test_a_column_shown_in_several_ways_stays_numbers_and_is_told(
    made: Callable[..., Sheet], codes: Sequence[str], note: str
) -> None:
    sheet = made(*down(*[(5, codes[0])] * 3000, (6, codes[1])))
    assert [row[0] for row in rows(sheet)] == [*[5] * 3000, 6]
    assert [one.startswith(note) for one in sheet.notes] == ([True] if note else [])


def test_days_stay_days_and_lengths_of_time_are_no_times_of_day(made: Callable[..., Sheet]) -> None:
    table = [[date(2020, 2, 29), Shown(0.5, "[h]:mm:ss"), Shown(0.19, "0%")]] * 2
    sheet = made(["Day", "Long", "Share"], *table, [date(1999, 12, 31), None, None])
    found = survey.survey(sheet, None)
    assert [column.type for column in found.columns] == ["date", "duration", "percent"]
    assert [row[0] for row in rows(sheet)] == [*[date(2020, 2, 29)] * 2, date(1999, 12, 31)]


def test_traces_of_calculating_make_no_other_amount_and_are_told(
    made: Callable[..., Sheet],
) -> None:
    sheet = made(*down(*[(1.5, EUR)] * 600, (599.9399999999999, EUR)))
    assert survey.survey(sheet, None).columns[0].type == "money"
    assert [note for note in sheet.notes if "A602, 599.9399999999999" in note]


@pytest.mark.parametrize("name", MAKERS)
def test_only_the_sheet_that_is_read_counts(tmp_path: Path, name: str) -> None:
    plain = [["Price"], [1.5], [2.5]]
    sheets = {"Before": plain, "Prices": down((1.5, EUR), (2.5, EUR)), "After": plain}
    path = MAKERS[name](tmp_path / name, sheets)
    kind = format_for(path, path.name)
    found = [survey.survey(kind.open(path, sheet), None).columns[0].type for sheet in sheets]
    assert found == ["decimal_number", "money", "decimal_number"]


def test_columns_are_counted_from_where_the_table_begins(made: Callable[..., Sheet]) -> None:
    table: list[list[Any]] = [[None] * 30 + [Shown(7, "000"), Shown(0.5, "0%")]] * 3
    sheet = made([], [*[None] * 30, "Code", "Share"], *table)
    assert [column.type for column in survey.survey(sheet, None).columns] == ["text", "percent"]
    assert list(sheet.notes) == [AS_TEXT.format("AE")]


@pytest.mark.parametrize("name", ["97.xls", "binary.xlsb"])
def test_a_change_far_down_in_a_large_sheet_is_seen(tmp_path: Path, name: str) -> None:
    table = [[n + 0.25, Shown(n, "00000"), Shown(0.5, "0%")] for n in range(60_000)]
    table.append([5, Shown(5, "0"), Shown(0.5, "0%")])
    path = MAKERS[name](tmp_path / name, {"Sheet": [["A", "B", "C"], *table]})
    sheet = opened(path)
    kinds = [column.type for column in survey.survey(sheet, None).columns]
    assert kinds == ["decimal_number", "whole_number", "percent"]
    assert list(sheet.notes) == [SOME.format("B")]
