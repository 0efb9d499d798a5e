"""A rating is a number of stars."""

import pytest

from desktop_app.column_types.rating import Rating
from desktop_app.domain.errors import Invalid

KIND = Rating()


@pytest.mark.parametrize("typed", ["4", "4.0", "★★★★", "★★★★☆", "****", "4/5", "4 stars", " 4 ★"])
def test_people_may_write_it_their_way(typed: str) -> None:
    assert KIND.parse(typed, {}) == 4


@pytest.mark.parametrize("typed", ["0", "6", "4/10", "4.5", "good", "☆"])
def test_what_is_no_rating_is_refused(typed: str) -> None:
    with pytest.raises(Invalid, match="Write a number from 1 to 5"):
        KIND.parse(typed, {})


def test_a_column_may_have_more_stars() -> None:
    assert KIND.parse("10", {"most": 10}) == 10
    assert KIND.parse("5", {"most": "many"}) == 5


def test_a_chosen_type_reads_digits_from_a_file() -> None:
    assert KIND.form({}).read(["1", "5"]) == [1, 5]
    assert not KIND.form({}).fits(["6"])
    assert KIND.forms(["1", "5"]) == ()
