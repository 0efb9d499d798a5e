"""Telephone numbers are text to the letter."""

import pytest

from desktop_app.column_types.phone import Phone
from desktop_app.domain.errors import Invalid

KIND = Phone()


@pytest.mark.parametrize(
    "typed",
    ["+43 660 1234567", "0660/12 34 56", "(030) 123-45", "112", "+49 (0)89 1234 ext. 7", "007 12"],
)
def test_a_number_is_kept_as_it_was_typed(typed: str) -> None:
    assert KIND.parse(f" {typed} ", {}) == typed


@pytest.mark.parametrize("typed", ["12", "call me", "0660 x", "++", "1" * 40])
def test_what_cannot_be_dialled_is_refused(typed: str) -> None:
    with pytest.raises(Invalid, match="is not a telephone number"):
        KIND.parse(typed, {})


def test_it_is_never_found_by_itself() -> None:
    assert KIND.forms(["+43 660 1234567"]) == ()


def test_a_chosen_type_takes_a_column_of_numbers_as_text() -> None:
    assert KIND.form({}).read(["0660 1234567"]) == ["0660 1234567"]
    assert not KIND.form({}).fits([6601234567])
