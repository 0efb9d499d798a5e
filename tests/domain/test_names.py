"""Good names for tables and columns."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain import names
from desktop_app.domain.errors import Invalid


@pytest.mark.parametrize(
    ("stem", "title"),
    [
        ("guests", "Guests"),
        ("choir_members-2025", "Choir members 2025"),
        ("2025-11-22", "2025-11-22"),
        ("Riverside Choir", "Riverside Choir"),
        ("iPhone list", "iPhone list"),
        ("___", ""),
    ],
)
def test_a_files_name_becomes_a_title(stem: str, title: str) -> None:
    assert names.pretty(stem) == title


@given(st.lists(st.text(max_size=80), max_size=30))
def test_headings_become_names_that_are_good_and_unlike(headings: list[str]) -> None:
    made = names.unique_names(headings)
    assert len(made) == len(headings)
    for place, name in enumerate(made):
        assert names.checked(name, made[:place]) == name
        assert len(name) <= names.LONGEST


def test_a_good_heading_is_left_as_it_was() -> None:
    assert names.unique_names(["Name", "Name", "", "NAME", "Col\numn"]) == [
        "Name",
        "Name 2",
        "Column 3",
        "NAME 3",
        "Col umn",
    ]


def test_a_heading_of_signs_that_nobody_sees_is_an_empty_one() -> None:
    assert names.unique_names(["\u200b", "\ufeff ", "a\u200b", "a"]) == [
        "Column 1",
        "Column 2",
        "a",
        "a 2",
    ]


RATED = "Rate the following aspect of the event on a scale from 1 to 5: "
SEATS = "How satisfied are you with the {} that were offered to you and to your guests?"


@pytest.mark.parametrize(
    ("headings", "made"),
    [
        (
            [f"{RATED}[Food]", f"{RATED}[Music]"],
            [
                "Rate the following aspect of…on a scale from 1 to 5: [Food]",
                "Rate the following aspect of…n a scale from 1 to 5: [Music]",
            ],
        ),
        (
            [SEATS.format("good food and drinks"), SEATS.format("good seats")],
            [
                "How satisfied are you with th…food and drinks that were offe",
                "How satisfied are you with th…seats that were offered to you",
            ],
        ),
        (
            ["x" * 70 + "a" + "y" * 30] * 2,
            ["x" * 29 + "…" + "y" * 30, "x" * 29 + "…" + "y" * 28 + " 2"],
        ),
        (
            ["x" * 30 + sign + "y" * 40 for sign in "ab"],
            ["x" * 30 + sign + "y" * 28 + "…" for sign in "ab"],
        ),
    ],
)
def test_long_headings_keep_what_tells_them_apart(headings: list[str], made: list[str]) -> None:
    assert names.unique_names(headings) == made
    assert sorted(names.unique_names(headings[::-1])) == sorted(made)
    assert list(map(names.is_too_long, [*headings, *made])) == [True, True, False, False]


def test_what_an_earlier_version_called_columns_is_known() -> None:
    assert names.former_names([SEATS, SEATS, "Town", "", "town"]) == [
        SEATS[:60],
        f"{SEATS[:58].strip()} 2",
        *("Town", "Column 4", "town 2"),
    ]


@given(st.lists(st.text("ab ", min_size=61, max_size=99), min_size=2, max_size=5, unique=True))
def test_how_a_heading_is_cut_does_not_depend_on_the_order_of_the_others(texts: list[str]) -> None:
    headings = [f"({text})" for text in texts]
    made = dict(zip(headings, names.unique_names(headings), strict=True))
    turned = dict(zip(headings[::-1], names.unique_names(headings[::-1]), strict=True))
    whole = [one for one in made if not made[one][-1].isdigit() and not turned[one][-1].isdigit()]
    assert [made[one] for one in whole] == [turned[one] for one in whole]


@pytest.mark.parametrize(
    "text", ["", " ", "\x00", "\ud800", "tidybase_x", "SQLITE_x", "name", "NAME"]
)
def test_names_that_cannot_be_are_refused(text: str) -> None:
    with pytest.raises(Invalid):
        names.checked(text, ["Name"])
