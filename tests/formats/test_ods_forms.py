"""An OpenDocument spreadsheet says of its numbers that they are shares, or in a currency."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from desktop_app.domain.sheet import ColumnPlan
from desktop_app.formats.readable import format_for
from desktop_app.services.transfer import survey
from tests.formats.reading import opened
from tests.formats.workbooks import ods_row, open_document
from tests.support.converted import converted

EUR = 'office:value-type="currency" office:currency="EUR"'
SHARE = 'office:value-type="percentage"'
PLAIN = 'office:value-type="float"'


def row(*cells: str) -> str:
    """A row of cells with these attributes."""
    written = "".join(f"<table:table-cell {cell}/>" for cell in cells)
    return f"<table:table-row>{written}</table:table-row>"


def number(about: str, value: float, more: str = "") -> str:
    return f'table:style-name="ce1" {about} office:value="{value}" {more}'


def columns(folder: Path, *rows: str, **others: str) -> list[tuple[str, Any]]:
    path = open_document(folder / "x.ods", {**others, "Prices": "".join(rows)})
    plan = survey.survey(format_for(path, path.name).open(path, "Prices"), None)
    return [(each.type, each.options) for each in plan.columns]


def test_whole_columns_are_what_their_cells_say(tmp_path: Path) -> None:
    rows = [
        row(number(EUR, 12.5 + n), number(SHARE, 0.195), number(PLAIN, n + 0.5)) for n in range(3)
    ]
    found = columns(tmp_path, ods_row("Price", "VAT", "Weight"), *rows)
    assert found == [("money", {"currency": "EUR"}), ("percent", {}), ("decimal_number", {})]


@pytest.mark.parametrize(
    "other", [PLAIN, SHARE, EUR.replace("EUR", "CHF"), 'office:value-type="currency"']
)
def test_a_column_of_several_kinds_stays_numbers(tmp_path: Path, other: str) -> None:
    rows = [row(number(EUR, 12.5))] * 700 + [row(number(other, 0.5))]
    assert columns(tmp_path, ods_row("Price"), *rows) == [("decimal_number", {})]
    sheet = opened(tmp_path / "x.ods")
    survey.survey(sheet, None)
    assert any("1 column shows some numbers with a sign" in note for note in sheet.notes)


def test_cells_that_stand_for_several_are_counted_so(tmp_path: Path) -> None:
    rows = [
        row(
            'table:number-columns-repeated="2"',
            number(EUR, 2.5, 'table:number-columns-repeated="2"'),
            number(SHARE, 0.5),
        )
    ] * 3
    heading = row(*['table:number-columns-repeated="2"'], *["office:value-type='string'"] * 3)
    found = columns(tmp_path, heading, *rows)
    assert [kind for kind, _ in found] == ["money", "money", "percent"]


def test_attributes_may_stand_in_any_order(tmp_path: Path) -> None:
    swapped = 'office:value="{}" office:currency="{}" office:value-type="currency"'
    rows = [row(swapped.format(1.5, "EUR"), swapped.format(2.5, "EUR"))] * 3
    rows.append(row(swapped.format(1.5, "EUR"), swapped.format(2.5, "USD")))
    found = columns(tmp_path, ods_row("Price", "Mixed"), *rows)
    assert [kind for kind, _ in found] == ["money", "decimal_number"]


def test_only_the_sheet_that_is_read_counts(tmp_path: Path) -> None:
    before = ods_row("Price") + row(number(PLAIN, 0.5)) * 3
    rows = [row(number(EUR, 12.5))] * 3
    found = columns(tmp_path, ods_row("Price"), *rows, Before=before, After=before)
    assert found == [("money", {"currency": "EUR"})]


def test_amounts_are_exact(tmp_path: Path) -> None:
    rows = [row(number(EUR, value)) for value in (0.1, -1234567.89, 3)]
    path = open_document(tmp_path / "x.ods", {"Prices": ods_row("Price") + "".join(rows)})
    sheet = opened(path)
    plan = survey.survey(sheet, None)
    assert plan.columns == [ColumnPlan("Price", "money", {"currency": "EUR"})]
    values = [value for batch in converted(sheet, plan) for value in batch[0]]
    assert values == [Decimal("0.1"), Decimal("-1234567.89"), Decimal(3)]
