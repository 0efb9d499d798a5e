"""What another program wrote into a column of SQLite is never taken for what it is not."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.formulas.table import Sheet, opened


@pytest.fixture
def sheet() -> Iterator[Sheet]:
    with opened("sqlite://") as table:
        table.fill([{}])
        yield table


@pytest.mark.parametrize(
    ("column", "value", "formula", "code"),
    [
        ("n", "'about 5'", "[n] + 1", "number"),
        ("n", "x'00ff'", "[n] + 1", "number"),
        ("n", "9e999", "[n] + 1", "number"),
        ("n", "'about 5'", "SUM([n], 1)", "number"),
        ("n", "'about 5'", "MAX([n], 1)", "number"),
        ("i", "'many'", '[i] & "!"', "number"),
        ("d", "'30.2.2024'", "[d] + 1", "date"),
        ("d", "'2024-02-30'", "YEAR([d])", "date"),
        ("d", "'2024-02-30'", "IF([d] < TODAY(), 1, 2)", "date"),
        ("d", "20240230", "[d] = [e]", "date"),
        ("w", "'2024-02-28'", "[w] + 1", "date"),
        ("w", "'2024-02-28 25:00:00'", "HOUR([w])", "date"),
        ("b", "7", "IF([b], 1, 2)", "truth"),
        ("b", "'maybe'", "NOT([b])", "truth"),
    ],
)
def test_it_fails_in_its_row(
    sheet: Sheet, column: str, value: str, formula: str, code: str
) -> None:
    sheet.connection.exec_driver_sql(f'UPDATE "formula sheet" SET "{column}" = {value}')
    assert sheet.ask(formula) == (None, code)


def test_a_whole_number_in_a_column_of_fractions_is_a_number(sheet: Sheet) -> None:
    sheet.connection.exec_driver_sql('UPDATE "formula sheet" SET i = 3, n = 7')
    assert sheet.ask("[n] / [i]") == (7 / 3, None)


def test_a_number_in_a_column_of_text_is_its_text(sheet: Sheet) -> None:
    sheet.connection.exec_driver_sql('UPDATE "formula sheet" SET s = 5')
    assert sheet.ask('[s] & "!"') == ("5!", None)
