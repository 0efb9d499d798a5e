"""Yes or no, in the words of the column."""

import pytest

from desktop_app.column_types.yes_no import YesNo

KIND = YesNo()


@pytest.mark.parametrize("typed", ["yes", "Y", "TRUE", " x ", "✓", "1", "ja", "Wahr"])
def test_people_may_say_yes_their_way(typed: str) -> None:
    assert KIND.parse(typed, {}) is True


@pytest.mark.parametrize("typed", ["no", "N", "False", "✗", "0", "nein"])
def test_people_may_say_no_their_way(typed: str) -> None:
    assert KIND.parse(typed, {}) is False


def test_the_words_of_a_column_are_kept() -> None:
    forms = [form for form in KIND.forms(["Ja", "Nein"]) if form.fits(["Ja", "Nein"])]
    assert [dict(form.options) for form in forms] == [{"yes": "Ja", "no": "Nein"}]
    assert KIND.show(True, forms[0].options) == "Ja"


def test_a_spreadsheets_ticks_are_recognised() -> None:
    form = next(iter(KIND.forms([True, False])))
    assert form.read([True, False]) == [True, False]


@pytest.mark.parametrize(
    "cells",
    [
        ["yes", "No"],
        ["yes", "nein"],
        ["1", "0"],
        [1, 0],
        [True, "yes"],
        ["yes", "maybe"],
        [True, 1],
    ],
)
def test_mixed_words_and_numbers_are_not(cells: list[object]) -> None:
    assert not any(form.fits(cells) for form in KIND.forms(cells))  # type: ignore[arg-type]
