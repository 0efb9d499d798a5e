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


@pytest.mark.parametrize(
    "text", ["", " ", "\x00", "\ud800", "tidybase_x", "SQLITE_x", "name", "NAME"]
)
def test_names_that_cannot_be_are_refused(text: str) -> None:
    with pytest.raises(Invalid):
        names.checked(text, ["Name"])
