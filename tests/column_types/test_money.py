"""Money is exact, and written back as it was written."""

from decimal import Decimal

import pytest

from desktop_app.column_types.money import Money
from desktop_app.domain.errors import Invalid

KIND = Money()


def found(*cells: str) -> list[dict[str, str]]:
    """The options of the forms that fit all cells."""
    return [dict(form.options) for form in KIND.forms(cells) if form.fits(cells)]


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("12.5", "12.50"),
        ("12,50", "12.50"),
        ("€12", "12"),
        ("12 EUR", "12"),
        ("-€1,234.50", "-1234.5"),
        ("€-5", "-5"),
        ("\N{MINUS SIGN}5", "-5"),
        ("1.234,50 €", "1234.5"),
        ("1 234,50 eur", "1234.5"),
        ("0.0001", "0.0001"),
    ],
)
def test_people_may_write_it_their_way(typed: str, amount: str) -> None:
    assert KIND.parse(typed, {"currency": "EUR"}) == Decimal(amount)


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("$5", "is not in EUR"),
        ("5 CHF", "is not in EUR"),
        ("many", "not an amount of money"),
        ("1e5", "not an amount of money"),
        ("€", "not an amount of money"),
        ("0.00001", "more than four decimals"),
        ("1234567890123456", "more than 15 digits"),
        ("12345678901234.55", "more than 15 digits"),
    ],
)
def test_what_is_no_amount_in_this_currency_is_refused(typed: str, reason: str) -> None:
    with pytest.raises(Invalid, match=reason):
        KIND.parse(typed, {"currency": "EUR"})


@pytest.mark.parametrize(
    ("currency", "shown"), [("EUR", "7.50"), ("JPY", "7.5"), ("KWD", "7.500"), (None, "7.50")]
)
def test_the_decimals_of_the_currency_are_shown_and_never_fewer_than_there_are(
    currency: str | None, shown: str
) -> None:
    assert KIND.show(Decimal("7.5"), {"currency": currency}) == shown


@pytest.mark.parametrize(
    ("cells", "currency", "form"),
    [
        (("12,00 €", "1.234,50 €"), "EUR", "-1.234,00 €"),
        (("$1.50", "-$1,234.50"), "USD", "-$1,234.00"),
        (("$-1.50", "$2.00"), "USD", "$-1,234.00"),
        (("CHF 5", "CHF 7.50"), "CHF", "-CHF 1,234[.00]"),
        (("CHF 1'234.50",), "CHF", "-CHF 1'234.00"),
        (("5 EUR", "12 EUR"), "EUR", "-1234 EUR"),
        (("¥1,200", "¥5"), "JPY", "-¥1,234"),
        (("€1,234", "€5"), "EUR", "-€1,234"),
        (("1234,50 zł",), "PLN", "-1234,00 zł"),
    ],
)
def test_an_import_finds_amounts_and_how_they_are_written(
    cells: tuple[str, ...], currency: str, form: str
) -> None:
    assert {"currency": currency, "form": form} in found(*cells)


def test_several_countries_write_kr() -> None:
    assert found("5,00 kr", "1.234,50 kr")[0] == {"form": "-1.234,00 kr"}


@pytest.mark.parametrize(
    "cells",
    [
        ("5 €", "5 $"),
        ("$1.50", "€2.00"),
        ("12,00 €", "1.50 €"),
        ("$1,23", "$1.00"),
        ("$007.00",),
        ("-$0.00",),
        ("5.00",),
        ("$",),
        ("ABC 5",),
        ("$1.234,50", "$1,234.50"),
        ("$1.5",),
        ("€5€",),
        ("$1234567890123456",),
        ("free", "$5"),
        ("$5 ",),
        ("12,3456 €",),
    ],
)
def test_what_would_not_come_back_as_written_is_no_money(cells: tuple[str, ...]) -> None:
    assert found(*cells) == []


def test_thousands_and_three_decimals_are_told_apart_or_not_at_all() -> None:
    cells = ["KWD 1,234", "KWD 2,500"]
    fitting = [form for form in KIND.forms(cells) if form.fits(cells)]
    assert "“,” stands before thousands or before decimals" in str(KIND.doubt(fitting))
    cells = ["$1,234", "$2,500"]
    assert KIND.doubt([form for form in KIND.forms(cells) if form.fits(cells)]) is None


def test_another_currency_is_written_plainly() -> None:
    euros = {"currency": "EUR", "form": "-€1,234.50", "required": True}
    assert Money().adjusted(euros) == euros
    assert Money().adjusted({**euros, "currency": "usd"}) == {"currency": "USD", "required": True}
    with pytest.raises(Invalid) as refusal:
        Money().adjusted({"currency": "shells"})
    assert refusal.value.field == "currency"


@pytest.mark.parametrize(
    ("currency", "said"),
    [("GBP", "£"), ("EUR", "€"), ("PLN", "zł"), ("CHF", "CHF"), ("SEK", "SEK"), (None, "")],
)
def test_its_measure_is_the_currency_as_people_write_it(currency: str | None, said: str) -> None:
    assert Money().measure({"currency": currency} if currency else {}) == said
