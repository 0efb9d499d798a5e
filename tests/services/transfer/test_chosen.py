"""A kind chosen by hand is read as if typed, and what that would change is kept as written."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

import pytest

from desktop_app.domain.sheet import ColumnPlan, SheetPlan, Value
from desktop_app.services.transfer import survey
from tests.services.transfer.test_survey import Given, column, values


@pytest.mark.parametrize(
    ("kind", "cell"),
    [
        ("whole_number", "007"),
        ("whole_number", "+49 170 1234"),
        ("whole_number", "12 34"),
        ("whole_number", "1.234"),
        ("whole_number", 1.234),
        ("whole_number", "''"),
        ("decimal_number", "00.5"),
        ("decimal_number", "1,234"),
        ("decimal_number", "0.931,45"),
        ("money", "€007"),
        ("money", "1.000"),
        ("money", "$5.00"),
        ("money", "5 kr"),
        ("percent", "123456789012345678 %"),
        ("date", "today"),
        ("date", "03/04/2019"),
        ("date_time", "heute 9:15"),
        ("date_time", "2019-03-14T18:30:05Z"),
        ("time", "0:11 pm"),
        ("time", "14:00 am"),
    ],
)
def test_what_a_chosen_type_would_change_is_kept_as_it_is_written(kind: str, cell: Value) -> None:
    chosen = ColumnPlan("n", kind, chosen=True)
    kept: list[tuple[int, str]] = []
    reader = survey.Reader(chosen, int, lambda row, text: kept.append((row, text)))
    assert reader.read([cell], 6) == [None]
    assert kept == [(7, str(cell))]


def test_an_empty_cell_beside_one_that_does_not_fit_stays_empty() -> None:
    kept: list[tuple[int, str]] = []
    plan = ColumnPlan("n", "whole_number", chosen=True)
    reader = survey.Reader(plan, int, lambda row, text: kept.append((row, text)))
    assert reader.read(["many", "", None, "5"], 0) == [None, None, None, 5]
    assert kept == [(1, "many")]


@pytest.mark.parametrize(
    ("cells", "kind", "options"),
    [
        (["1,234", "2,500"], "whole_number", {"group": ","}),
        ([*["14.03.2019"] * 40, "soon"], "date", {"form": "DD.MM.YYYY"}),
        ([*["€1.50"] * 40, "$2.00"], "money", {"currency": "EUR", "form": "-€1,234.00"}),
        (["01/02/2024", "03/04/2024"], "date", None),
        (["1,234", "2,500"], "decimal_number", None),
    ],
)
def test_a_type_that_a_person_chooses_is_written_as_nearly_all_cells_are(
    cells: list[Value], kind: str, options: dict[str, Any] | None
) -> None:
    assert column(*cells).forms.get(kind) == options


def test_a_percentage_of_a_workbook_stays_the_same_number() -> None:
    chosen = SheetPlan([ColumnPlan("n", "percent", chosen=True)], 2)
    assert values(Given(["n"], [[0.19], ["7 %"]]), chosen) == [(0.19,), (0.07,)]


@pytest.mark.parametrize(
    ("kind", "options", "cell", "value"),
    [
        ("decimal_number", {"mark": ",", "group": "."}, 1.234, 1.234),
        ("decimal_number", {"mark": ",", "decimals": 2}, 1234, 1234.0),
        ("whole_number", {"group": "."}, 1234.0, 1234),
        ("money", {"currency": "EUR", "form": "-1.234,00 €"}, 1.234, Decimal("1.234")),
        ("rating", {"most": 10}, 7.0, 7),
        ("date", {"form": "MM/DD/YYYY"}, date(2025, 4, 5), date(2025, 4, 5)),
        ("date_time", {"form": "MM/DD/YYYY HH:MM"}, date(2025, 4, 5), datetime(2025, 4, 5)),
        ("time", {"form": "h:MM AM"}, time(18, 30), time(18, 30)),
        ("yes_no", {"yes": "ja", "no": "nein"}, True, True),
        ("choice", {"choices": [{"name": "1.5"}]}, 1.5, "1.5"),
    ],
)
def test_what_a_file_keeps_as_a_value_is_read_by_no_custom(
    kind: str, options: dict[str, Any], cell: Value, value: Value
) -> None:
    reader = survey.Reader(ColumnPlan("n", kind, options, chosen=True), int)
    assert reader.read([cell], 0) == [value]


@pytest.mark.parametrize(
    ("kind", "options", "cell", "text"),
    [
        ("whole_number", {"group": "."}, 1.234, "1,234"),
        ("whole_number", {"group": ","}, 1.234, "1.234"),
        ("rating", {"most": 3}, 4.0, "4"),
        ("rating", {}, 4.5, "4.5"),
        ("time", {}, 12.45, "12.45"),
        ("duration", {}, 1.5, "1.5"),
        ("date", {}, datetime(2025, 4, 5, 1), "2025-04-05 01:00:00"),
    ],
)
def test_a_value_of_another_kind_is_kept_so_that_nobody_takes_it_for_another(
    kind: str, options: dict[str, Any], cell: Value, text: str
) -> None:
    kept: list[tuple[int, str]] = []
    plan = ColumnPlan("n", kind, options, chosen=True)
    reader = survey.Reader(plan, int, lambda row, text: kept.append((row, text)))
    assert reader.read([cell], 0) == [None]
    assert kept == [(1, text)]
