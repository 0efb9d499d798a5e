"""Times of day, as the clock shows them."""

from datetime import time

import pytest

from desktop_app.column_types.base import Form
from desktop_app.column_types.duration import Duration
from desktop_app.column_types.time_of_day import TimeOfDay
from desktop_app.domain.errors import Invalid

KIND = TimeOfDay()


def fitting(*cells: object) -> list[Form]:
    """The forms of times and of lengths of time that fit all cells."""
    forms = [*KIND.forms(cells), *Duration().forms(cells)]  # type: ignore[arg-type]
    return [form for form in forms if form.fits(cells)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("18:30", time(18, 30)),
        ("9.15", time(9, 15)),
        ("6:30 pm", time(18, 30)),
        ("12 am", time(0)),
        ("18 Uhr", time(18)),
        ("18h30", time(18, 30)),
        ("18:30:05", time(18, 30, 5)),
    ],
)
def test_people_may_write_it_their_way(typed: str, value: time) -> None:
    assert KIND.parse(typed, {}) == value


@pytest.mark.parametrize("typed", ["25:00", "18:61", "soon", "18", "1830"])
def test_what_is_no_time_of_day_is_refused(typed: str) -> None:
    with pytest.raises(Invalid, match="time of day"):
        KIND.parse(typed, {})


@pytest.mark.parametrize(
    ("cells", "form"),
    [
        (("09:15", "18:30"), "HH:MM"),
        (("6:30 PM", "12:05 AM"), "h:MM AM"),
        (("09:15:00", "18:30:05"), "HH:MM:SS"),
        ((time(9, 15), time(18, 30, 5)), "HH:MM"),
    ],
)
def test_an_import_finds_times(cells: tuple[object, ...], form: str) -> None:
    forms = fitting(*cells)
    assert forms[0].options == {"form": form}
    assert KIND.doubt(forms) is None


@pytest.mark.parametrize("cells", [("9:15", "10:30"), ("10:30:00", "11:00:00")])
def test_what_may_be_a_length_of_time_is_asked(cells: tuple[str, ...]) -> None:
    assert "times of day or lengths of time" in str(KIND.doubt(fitting(*cells)))


@pytest.mark.parametrize("cells", [("24:00",), ("9:15", "09:15"), ("13:00 PM",), ("0:30 AM",)])
def test_what_would_not_come_back_as_written_is_none(cells: tuple[str, ...]) -> None:
    assert not any(form.fits(cells) for form in KIND.forms(cells))
