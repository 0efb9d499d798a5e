"""Whole numbers: read tolerantly from people, strictly from files."""

import pytest

from desktop_app.column_types.whole_number import WholeNumber
from desktop_app.domain.errors import Invalid

KIND = WholeNumber()
FORM = KIND.form({})


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("1284", 1284),
        (" 1 284 ", 1284),
        ("1\u202f284", 1284),
        ("1,284", 1284),
        ("1.284.000", 1284000),
        ("1'284", 1284),
        ("-5", -5),
        ("\N{MINUS SIGN}5", -5),
        ("+5", 5),
        ("007", 7),
        ("12.0", 12),
        ("12,00", 12),
        (str(2**63 - 1), 2**63 - 1),
        (str(-(2**63)), -(2**63)),
    ],
)
def test_people_may_write_it_their_way(typed: str, value: int) -> None:
    assert KIND.parse(typed, {}) == value


@pytest.mark.parametrize(
    "typed", ["3.5", "12,84", "1e5", "1 2 x", "--1", "٣x", str(2**63), "9" * 99]
)
def test_what_is_no_whole_number_is_refused(typed: str) -> None:
    with pytest.raises(Invalid):
        KIND.parse(typed, {})


@pytest.mark.parametrize(
    "cells",
    [["0"], ["1", "-2", "0"], [str(2**63 - 1)], ["0"] * 9, [1, 2], [3.0, 4.0, 5]],
)
def test_bare_digits_are_recognised(cells: list[object]) -> None:
    assert FORM.fits(cells)  # type: ignore[arg-type]
    assert FORM.read(cells) == list(map(int, cells))  # type: ignore[arg-type, call-overload]


@pytest.mark.parametrize(
    "cell",
    [
        "007", "00", "-0", "-01", "+49", "1e5", "1_000", "1,000", " 1", "1 ",
        "12345678901234567890", str(2**63),
        "1/2", "1.0", "\N{FULLWIDTH DIGIT ONE}", "--1", "1-2", "-", "1;2", "[1", True, 2.5, 1e300,
    ],
)  # fmt: skip
def test_what_would_not_come_back_as_written_is_no_number(cell: object) -> None:
    assert not FORM.fits([cell])  # type: ignore[list-item]
    assert not FORM.fits(["1", "2", cell] if isinstance(cell, str) else [1, 2.0, cell])  # type: ignore[list-item]
