"""What a person says about a sheet settles what is open in it; what is odd can be looked at."""

from __future__ import annotations

from datetime import date

import pytest

from desktop_app.domain.sheet import Reading, Value
from desktop_app.services.transfer import survey
from tests.services.transfer.test_survey import Given, column


@pytest.mark.parametrize(
    ("cells", "told", "found", "options"),
    [
        (("03/04/2025",), Reading(dates="month"), "date", {"form": "MM/DD/YYYY"}),
        (("03/04/2025",), Reading(dates="day"), "date", {"form": "DD/MM/YYYY"}),
        (("3/4/2025 9:15",), Reading(dates="month"), "date_time", {"form": "M/D/YYYY H:MM"}),
        (("03.04.2025",), Reading(dates="month"), "date", {"form": "DD.MM.YYYY"}),
        (("31/12/2025",), Reading(dates="month"), "text", {}),
        (("1,234", "12"), Reading(decimal="comma"), "decimal_number", {"decimals": None}),
        (("1,234", "12"), Reading(decimal="point"), "whole_number", {"group": ","}),
        (("1.234",), Reading(decimal="comma"), "whole_number", {"group": "."}),
        (("1.234",), Reading(decimal="point"), "decimal_number", {"decimals": 3}),
        (("1.5",), Reading(decimal="comma"), "text", {}),
        (("1.234 €",), Reading(decimal="comma"), "money", {"currency": "EUR"}),
        (("7,5 %",), Reading(decimal="point"), "text", {}),
        (("1", "2"), Reading(decimal="comma", dates="day"), "whole_number", {}),
        ((1.5, 2.25), Reading(decimal="comma"), "decimal_number", {}),
        ((date(2025, 3, 4),), Reading(dates="month"), "date", {}),
    ],
)
def test_what_a_person_says_settles_how_numbers_and_days_are_written(
    cells: tuple[Value, ...], told: Reading, found: str, options: dict[str, object]
) -> None:
    plan = column(*cells, reading=told)
    assert (plan.type, plan.open) == (found, None)
    assert options.items() <= dict(plan.options).items()


@pytest.mark.parametrize(
    ("cells", "part"),
    [
        (("03/04/2025", "05/06/2025"), "dates"),
        (("3/4/2025 9:15",), "dates"),
        (("1,234", "12"), "decimal"),
        (("1.234",), "decimal"),
        (("1,234 KWD",), "decimal"),
        (("13/04/2025",), None),
        (("1.5",), None),
        (("Ada",), None),
    ],
)
def test_what_is_open_says_what_would_settle_it(cells: tuple[Value, ...], part: str | None) -> None:
    assert column(*cells).open == part


@pytest.mark.parametrize("cells", [("NO", "NO"), ("YES",), ("Y", "Y"), ("n",), ("N", "N", "A")])
def test_a_country_or_an_initial_is_neither_yes_nor_no(cells: tuple[str, ...]) -> None:
    many = column(*cells * 9_000)
    assert (many.type, many.near, column(*cells).type) == ("text", None, "text")


@pytest.mark.parametrize("pair", [("N", "Y"), ("no", "no"), ("NO", "YES"), ("True", "True")])
def test_both_words_or_a_whole_one_are_yes_or_no_however_rare(pair: tuple[str, str]) -> None:
    sheet = Given(["Here"], [[cell] for cell in [*[pair[0]] * 9_000, pair[1]]])
    assert {survey.glance(sheet).columns[0].type, column(*pair).type} == {"yes_no"}


def test_the_cells_that_do_not_fit_are_kept_to_be_looked_at_with_their_rows() -> None:
    cells: list[Value] = ["2019-03-14", "", None] * 1000
    cells[5] = "last spring"
    cells[2000] = "unknown"
    near = column(*cells, size=7).near
    assert near is not None
    assert (near.type, near.options, near.misfits) == ("date", {"form": "YYYY-MM-DD"}, 2)
    assert near.cells == [(6, "last spring"), (2001, "unknown")]


def test_no_more_than_a_handful_of_them_is_kept() -> None:
    cells = ["12"] * 2000
    cells[::25] = ["n/a"] * 80
    near = column(*cells).near
    assert near is not None
    assert near.misfits == 80
    assert near.cells == [(row, "n/a") for row in range(1, 500, 25)]


def test_a_column_without_oddities_keeps_nothing_of_them() -> None:
    assert column("12", "13").near is None
    assert column("12", "thirteen", "Ada").near is None


@pytest.mark.parametrize(
    ("cells", "trait"),
    [
        ([f"ada{number}@example.org" for number in range(5000)], "no two alike"),
        ([f"ada{number}@example.org" for number in range(5001)], None),
        ([f"ada{number % 4999}@example.org" for number in range(5000)], None),
        (["Ada", "Bo"], None),
        (["Ada"] * 100 + ["0660 123"], "keeps 0s"),
        (["007", "08"], "keeps 0s"),
        (["0", "00"], "keeps 0s"),
        ([str(number) for number in range(100)], None),
        (["0", "Ada"], None),
        ([], None),
    ],
)
def test_what_else_is_worth_saying_of_texts(cells: list[Value], trait: str | None) -> None:
    assert column(*cells).trait == trait


def test_of_a_cell_that_goes_on_and_on_only_the_beginning_is_kept() -> None:
    near = column(*["12"] * 100, "n" * 1_000_000).near
    assert near is not None
    assert near.cells == [(101, "n" * 200)]


def test_where_nearly_all_are_dates_their_order_is_asked_first() -> None:
    cells = ["03/04/2025"] * 100 + ["last spring"]
    open_still = column(*cells)
    assert (open_still.open, open_still.near) == ("dates", None)
    assert (open_still.note or "").endswith("is written first (“03/04/2025”).")
    settled = column(*cells, reading=Reading(dates="month"))
    assert settled.open is None
    assert settled.near is not None
    assert settled.near.options == {"form": "MM/DD/YYYY"}
