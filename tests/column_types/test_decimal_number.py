"""Decimal numbers: the mark, the places, and what could be read in two ways."""

from typing import Any

import pytest

from desktop_app.column_types.decimal_number import DecimalNumber
from desktop_app.domain.errors import Invalid

KIND = DecimalNumber()


def fitting(*cells: Any) -> list[dict[str, Any]]:
    """The options of every form that all the cells fit."""
    return [dict(form.options) for form in KIND.forms(cells) if form.fits(cells)]


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("12.5", 12.5),
        ("12,5", 12.5),
        ("1,284.50", 1284.5),
        ("1.284,50", 1284.5),
        ("1 284.5", 1284.5),
        ("1.234.567", 1234567.0),
        ("0,125", 0.125),
        ("1.234", 1.234),
        (".5", 0.5),
        ("1e5", 100000.0),
        ("\N{MINUS SIGN}3", -3.0),
    ],
)
def test_people_may_write_it_their_way(typed: str, value: float) -> None:
    assert KIND.parse(typed, {}) == value


def test_in_a_column_with_signs_between_thousands_that_is_what_they_are() -> None:
    assert KIND.parse("1.234", {"mark": ",", "group": "."}) == 1234
    assert KIND.parse("1234,5", {"mark": ",", "group": "."}) == 1234.5


def test_in_a_column_with_commas_the_comma_is_the_mark() -> None:
    assert KIND.parse("1,234", {"mark": ","}) == 1.234


@pytest.mark.parametrize(("typed", "mark"), [("1,234", "."), ("1.234", ",")])
def test_what_can_be_read_in_two_ways_is_refused_and_says_so(typed: str, mark: str) -> None:
    with pytest.raises(Invalid, match="two ways"):
        KIND.parse(typed, {"mark": mark})


@pytest.mark.parametrize(
    "typed", ["9223372036854775808", "9007199254740993", f"0.1{'0' * 17}55511151231257827"]
)
def test_what_would_be_shown_with_other_digits_is_refused(typed: str) -> None:
    with pytest.raises(Invalid, match="more digits than a decimal number can keep"):
        KIND.parse(typed, {})
    assert KIND.show(KIND.parse("9223372036854776000", {}), {}) == "9223372036854776000"


@pytest.mark.parametrize("typed", ["nan", "inf", "1.2.3", "12,5,5", "a", "1e999", "--1"])
def test_what_is_no_number_is_refused(typed: str) -> None:
    with pytest.raises(Invalid):
        KIND.parse(typed, {})


@pytest.mark.parametrize(
    ("value", "options", "shown"),
    [
        (12.5, {"decimals": 2}, "12.50"),
        (12.5, {"decimals": 2, "mark": ","}, "12,50"),
        (12.505, {"decimals": 2}, "12.505"),
        (3.0, {}, "3"),
        (0.1, {}, "0.1"),
        (1e-5, {}, "0.00001"),
        (1e22, {}, "10000000000000000000000"),
        (-0.0, {}, "0"),
    ],
)
def test_the_columns_decimals_are_shown_and_never_fewer_than_there_are(
    value: float, options: dict[str, Any], shown: str
) -> None:
    assert KIND.show(value, options) == shown


def test_the_places_and_the_mark_of_a_column_are_found() -> None:
    assert fitting("12.50", "3.00") == [{"decimals": 2, "mark": "."}]
    assert fitting("12,50", "3,00") == [{"decimals": 2, "mark": ","}]
    assert fitting("1.5", "2.25", "3") == [{"decimals": None, "mark": "."}]
    assert fitting("52.5200066", "-0.1278213123456789") == [{"decimals": None, "mark": "."}]
    assert fitting(1.5, 2) == [{"decimals": None, "mark": "."}]


@pytest.mark.parametrize(
    ("cells", "options", "values"),
    [
        (("1.234,50", "12,00", "-1.234.567,89"), (2, ",", "."), [1234.5, 12, -1234567.89]),
        (("1,234.50", "12.00"), (2, ".", ","), [1234.5, 12]),
        (("1 234,50", "-999,00"), (2, ",", " "), [1234.5, -999]),
        (("1\N{NARROW NO-BREAK SPACE}234,5",), (1, ",", "\u202f"), [1234.5]),
        (("1'234.50", "0.05"), (2, ".", "'"), [1234.5, 0.05]),
        (("1.234", "12,5"), (None, ",", "."), [1234, 12.5]),
        (("1,234", "0,500"), (3, ","), [1.234, 0.5]),
    ],
)
def test_signs_between_thousands_are_found(
    cells: tuple[str, ...], options: tuple[Any, ...], values: list[float]
) -> None:
    kept = dict(zip(("decimals", "mark", "group"), options, strict=False))
    assert kept in fitting(*cells)
    assert KIND.form(kept).read(cells) == values
    assert [KIND.show(value, kept) for value in values] == list(cells)


@pytest.mark.parametrize(
    "cells",
    [
        ("1.5", "1.50"), ("007.5",), ("-0.00",), ("1.234,56", "1234,56"), ("1e5",), ("NaN",),
        ("1.5", "1,5"), ("1.234,5", "1,234.5"), ("1,23.5",), ("1 234",),
        (".5",), ("5.",), ("1.2.3",), ("+1.5",), ("1_0.5",), ("1.5 ",),
        ("12345678901234567.5",), ("1.5", "x"), ("-", "1.5"), (True, 1.5), (float("nan"),),
    ],
)  # fmt: skip
def test_what_would_not_come_back_as_written_is_no_number(cells: tuple[Any, ...]) -> None:
    assert fitting(*cells) == []


def test_a_column_in_one_form_is_read_exactly() -> None:
    cells = [f"{number}.{number % 100:02}" for number in range(1000)]
    form = next(iter(KIND.forms(cells)))
    assert form.read(cells) == list(map(float, cells))


def test_more_decimals_than_a_number_has_are_noughts() -> None:
    shown = KIND.show(4294967296.878906, {"decimals": 7, "mark": "."})
    assert shown == "4294967296.8789060"
    assert KIND.parse(shown, {"decimals": 7, "mark": "."}) == 4294967296.878906
