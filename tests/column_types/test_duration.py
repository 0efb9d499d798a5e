"""Lengths of time are whole seconds."""

import pytest

from desktop_app.column_types.duration import Duration
from desktop_app.domain.errors import Invalid

KIND = Duration()


@pytest.mark.parametrize(
    ("typed", "seconds"),
    [
        ("1:30", 5400), ("1:30:00", 5400), ("90 min", 5400), ("90min", 5400), ("1 h 30 min", 5400),
        ("1h30m", 5400), ("1.5 h", 5400), ("1,5 Std", 5400), ("45 s", 45), ("2 days", 172_800),
        ("-0:30", -1800), ("\N{MINUS SIGN}1 h", -3600), ("100:00", 360_000),
    ],
)  # fmt: skip
def test_people_may_write_it_their_way(typed: str, seconds: int) -> None:
    assert KIND.parse(typed, {}) == seconds


@pytest.mark.parametrize(
    "typed", ["90", "1:60", "1:2:3:4", "3 hops", "min", "0.0001 s", "9999999999 h"]
)
def test_what_is_no_length_of_time_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(Invalid, match="Write it like 1:30 or 90 min"):
        KIND.parse(typed, {})


@pytest.mark.parametrize(
    ("seconds", "form", "shown"),
    [
        (5400, "H:MM", "1:30"), (5405, "H:MM", "1:30:05"), (5400, "H:MM:SS", "1:30:00"),
        (5400, "# min", "90 min"), (5405, "# min", "1:30:05"), (-5400, "# h # min", "-1 h 30 min"),
        (5400, "# h", "1:30"), (7200, "# h", "2 h"), (5400, "no form", "1:30"),
    ],
)  # fmt: skip
def test_it_is_shown_in_the_form_or_where_that_has_no_room_to_the_second(
    seconds: int, form: str, shown: str
) -> None:
    assert KIND.show(seconds, {"form": form}) == shown


@pytest.mark.parametrize(
    ("cells", "form"),
    [
        (("90 min", "5 min"), "# min"),
        (("1 h 30 min", "2 h 5 min"), "# h # min"),
        (("30:00:00", "1:15:20"), "H:MM:SS"),
    ],
)
def test_an_import_finds_what_is_unmistakable(cells: tuple[str, ...], form: str) -> None:
    fitting = [one for one in KIND.forms(cells) if one.fits(cells)]
    assert [one.options for one in fitting] == [{"form": form}]
    assert KIND.doubt(fitting) is None


def test_hours_and_minutes_or_minutes_and_seconds_is_asked() -> None:
    fitting = [one for one in KIND.forms(["45:30"]) if one.fits(["45:30"])]
    assert "hours and minutes or minutes and seconds" in str(KIND.doubt(fitting))


@pytest.mark.parametrize("stored", [True, False, 0.5])
def test_what_is_stored_and_counts_no_seconds_is_refused(stored: float) -> None:
    assert KIND.as_stored().read([1, 3600.0]) == [1, 3600]
    with pytest.raises(ValueError, match=str(stored)):
        KIND.as_stored().read([stored])
