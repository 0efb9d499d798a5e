"""Percent is a fraction that is shown times a hundred."""

import pytest

from desktop_app.column_types.percent import Percent
from desktop_app.domain.errors import Invalid

KIND = Percent()


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("19", 0.19),
        ("19 %", 0.19),
        ("7,5%", 0.075),
        ("0.5 percent", 0.005),
        ("-3%", -0.03),
        ("7%", 0.07),
    ],
)
def test_people_may_write_it_their_way(typed: str, value: float) -> None:
    assert KIND.parse(typed, {}) == value


@pytest.mark.parametrize("typed", ["%", "a lot", "5 %%", "9" * 400])
def test_what_is_no_percentage_is_refused(typed: str) -> None:
    with pytest.raises(Invalid, match="is not a percentage"):
        KIND.parse(typed, {})


@pytest.mark.parametrize(
    ("value", "shown"), [(0.07, "7 %"), (0.075, "7.5 %"), (1.1, "110 %"), (1e-7, "0.00001 %")]
)
def test_no_digit_is_made_up_or_lost(value: float, shown: str) -> None:
    assert KIND.show(value, {}) == shown


@pytest.mark.parametrize(
    ("cells", "form"),
    [
        (("19%", "7%"), "-1234%"),
        (("19 %", "7.5 %"), "-1,234.# %"),
        (("7.50%", "12.00%"), "-1,234.00%"),
        (("7,5 %", "-1.234,5 %"), "-1.234,0 %"),
    ],
)
def test_an_import_finds_percentages(cells: tuple[str, ...], form: str) -> None:
    fitting = [one for one in KIND.forms(cells) if one.fits(cells)]
    assert fitting[0].options == {"form": form}
    values = fitting[0].read(cells)
    assert [KIND.show(value, fitting[0].options) for value in values] == list(cells)


@pytest.mark.parametrize("cells", [("19%", "7 %"), ("19",), ("07%",), ("7.5%", "7.50%"), ("-0%",)])
def test_what_would_not_come_back_as_written_is_none(cells: tuple[str, ...]) -> None:
    assert not any(form.fits(cells) for form in KIND.forms(cells))


def test_thousands_or_decimals_is_asked() -> None:
    cells = ["1.234 %"]
    fitting = [form for form in KIND.forms(cells) if form.fits(cells)]
    assert "before thousands or before decimals" in str(KIND.doubt(fitting))
