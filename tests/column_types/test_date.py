"""Days: every common way to write one, and never a guess."""

from datetime import date, datetime
from typing import Any

import pytest

from desktop_app.column_types.date import Date
from desktop_app.domain.errors import Invalid

KIND = Date()
PI_DAY = date(2019, 3, 14)


def fitting(*cells: Any) -> list[str]:
    """The patterns of every form that all the cells fit."""
    return [form.options["form"] for form in KIND.forms(cells) if form.fits(cells)]


@pytest.mark.parametrize(
    "typed",
    [
        "2019-03-14", "2019-3-14", "14.3.2019", "14.03.2019", "14. 3. 2019", "14 Mar 2019",
        "14 march 2019", "14. März 2019", "14-Mar-2019", "March 14, 2019", "mar 14 2019",
        "14th March 2019", "3/14/2019", "14/3/2019", "2019/03/14", " 14.3.2019 ",
    ],
)  # fmt: skip
def test_people_may_write_it_their_way(typed: str) -> None:
    assert KIND.parse(typed, {}) == PI_DAY


def test_today_is_today() -> None:
    before = datetime.now().astimezone().date()
    assert KIND.parse("Today", {}) in (before, datetime.now().astimezone().date())


@pytest.mark.parametrize(
    "typed",
    [
        "31.2.2019",
        "29 Feb 2019",
        "14.3.19",
        "20190314",
        "14.3.",
        "3 Foo 2019",
        "0.1.2019",
        "1.13.2019",
    ],
)
def test_what_is_no_day_is_refused(typed: str) -> None:
    with pytest.raises(Invalid):
        KIND.parse(typed, {})


def test_a_day_that_could_be_two_is_refused_unless_the_column_decides() -> None:
    with pytest.raises(Invalid, match="two different days"):
        KIND.parse("3/4/2019", {})
    assert KIND.parse("3/4/2019", {"form": "MM/DD/YYYY"}) == date(2019, 3, 4)
    assert KIND.parse("3/4/2019", {"form": "DD/MM/YYYY"}) == date(2019, 4, 3)
    assert KIND.parse("4/4/2019", {}) == date(2019, 4, 4)


@pytest.mark.parametrize(
    ("cells", "forms"),
    [
        (["2019-03-14", "0001-01-01", "9999-12-31"], ["YYYY-MM-DD"]),
        (["14.03.2019"], ["DD.MM.YYYY"]),
        (["14.3.2019", "1.12.2019"], ["D.M.YYYY"]),
        (["31/12/1969", "01/02/2024"], ["DD/MM/YYYY"]),
        (["12/31/1969", "01/02/2024"], ["MM/DD/YYYY"]),
        (["14 Mar 2019"], ["DD MMM YYYY", "D MMM YYYY"]),
        (["March 14, 2019"], ["MMMM D, YYYY"]),
        ([date(2019, 3, 14), datetime(2020, 1, 1)], ["YYYY-MM-DD"]),
        (["14.03.2019", "14.3.2019"], []),
        (["2019-03-14", "14.03.2019"], []),
        (["2019-02-30"], []),
        (["2019-3-14"], []),
        (["20190314"], []),
        (["2019-W01-1"], []),
        (["1/2"], []),
        (["14.03.19"], []),
        ([datetime(2020, 1, 1, 5)], []),
        ([43538], []),
    ],
)
def test_a_column_has_a_form_when_all_of_it_is_written_alike(
    cells: list[Any], forms: list[str]
) -> None:
    assert fitting(*cells) == forms


def test_when_day_and_month_cannot_be_told_apart_it_says_so() -> None:
    cells = ["01/02/2024", "03/04/2024"]
    forms = [form for form in KIND.forms(cells) if form.fits(cells)]
    assert "day or the month" in (KIND.doubt(forms) or "")
    decided = [form for form in forms if form.fits(["31/01/2024"])]
    assert KIND.doubt(decided) is None


def test_a_form_that_nobody_knows_is_shown_plainly() -> None:
    assert KIND.show(PI_DAY, {"form": "<script>"}) == "2019-03-14"
