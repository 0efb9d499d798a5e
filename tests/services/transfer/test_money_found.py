"""Amounts of money are found in a file with the way they are written, or left as text."""

from __future__ import annotations

import pytest

from tests.services.transfer.test_survey import column


@pytest.mark.parametrize(
    ("cells", "options"),
    [
        (["12,00 €", "1.234,50 €"], {"currency": "EUR", "form": "-1.234,00 €"}),
        (["$1.50", "-$1,234.50"], {"currency": "USD", "form": "-$1,234.00"}),
        (["CHF 5", "CHF 7.50"], {"currency": "CHF", "form": "-CHF 1,234[.00]"}),
    ],
)
def test_amounts_of_money_are_found_and_keep_their_form(
    cells: list[str], options: dict[str, str]
) -> None:
    plan = column(*cells * 500, None, name="Paid")
    assert (plan.type, plan.options) == ("money", options)


@pytest.mark.parametrize("cells", [("5 €", "5 $"), ("$5", "5 $"), ("1" * 1_000_000 + "!",)])
def test_amounts_in_different_ways_stay_text(cells: tuple[str, ...]) -> None:
    assert column(*cells).type == column(*cells, size=1).type == "text"


def test_one_word_among_amounts_is_said() -> None:
    plan = column(*["5.00 €"] * 99, "free", name="Paid")
    assert (plan.type, plan.note) == (
        "text",
        "All but 1 of the 100 cells in “Paid” are amounts of money; “free” is not, "
        "so the column stays text.",
    )
