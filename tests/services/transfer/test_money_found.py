"""Amounts of money are found in a file with the way they are written, or left as text."""

from __future__ import annotations

import pytest

from desktop_app.domain.sheet import Reading
from desktop_app.services.transfer.survey import survey
from tests.services.transfer.test_survey import Given, column


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


SIGN = "nothing shows whether “{}” stands before thousands or before decimals"


@pytest.mark.parametrize("cells", [("€1.799", "€1.699"), ("$3.459",), ("1,799 €", "1,659 €")])
def test_three_digits_behind_the_only_sign_may_be_decimals(cells: tuple[str, ...]) -> None:
    sign = "." if "." in cells[0] else ","
    plan = column(*cells, name="Price")
    note = f"“Price” stays text: {SIGN.format(sign)} (“{cells[0]}”)."
    assert (plan.type, plan.open, plan.note) == ("text", "decimal", note)


def test_what_most_amounts_mean_is_taken_for_granted_and_told() -> None:
    plan = column("$1,234", "$45,000", name="Pay")
    assert (plan.type, plan.options["form"], plan.open) == ("money", "-$1,234", "decimal")
    assert plan.note == (
        "In “Pay” “,” is taken to stand before thousands (“$1,234”), as nothing in the file shows "
        "otherwise."
    )


@pytest.mark.parametrize(
    ("cells", "form"),
    [
        (("$1,234", "$12,345,678"), "-$1,234"),
        (("$1,234", "$999.50"), "-$1,234[.00]"),
        (("€1.234", "€999"), "-€1.234"),
        (("€1.799", "€0.999"), "-€1234.000"),
        (("¥1,234",), "-¥1,234"),
    ],
)
def test_other_amounts_of_the_column_settle_it(cells: tuple[str, ...], form: str) -> None:
    plan = column(*cells)
    assert (plan.type, plan.options["form"], plan.note) == ("money", form, None)


@pytest.mark.parametrize(
    ("price", "told", "form"),
    [
        ("€1.799", "point", "-€1234.000"),
        ("€1.799", "comma", "-€1.234"),
        ("$1,234", "comma", "-$1234,000"),
        ("$1,234", "point", "-$1,234"),
    ],
)
def test_other_columns_and_what_a_person_says_settle_it(price: str, told: str, form: str) -> None:
    total = "€72.14" if told == "point" else "€72,14"
    beside = survey(Given("ab", [[price, total]]), None).columns[0]
    said = column(price, reading=Reading(decimal=told))
    for plan in (beside, said):
        assert (plan.type, plan.options["form"], plan.note, plan.open) == (
            "money",
            form,
            None,
            None,
        )


def test_columns_that_do_not_agree_settle_nothing() -> None:
    plan = survey(Given("abc", [["€1.799", "€72.14", "1,5 %"]]), None).columns[0]
    assert (plan.type, plan.open) == ("text", "decimal")
