"""Queries as an address has them."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain import query
from desktop_app.domain.errors import Invalid
from desktop_app.domain.folding import fold
from desktop_app.domain.query import OPERATORS, Condition, Filter, Group, Query, Sort

TEXTS = st.text(st.characters(exclude_characters="\0", codec="utf-8"), max_size=5)
COUNTS = {"none": (0, 0), "one": (1, 1), "two": (2, 2), "some": (1, 4)}


def conditions() -> st.SearchStrategy[Filter]:
    def of(operator: str) -> st.SearchStrategy[Condition]:
        least, most = COUNTS[OPERATORS[operator]]
        values = st.lists(TEXTS, min_size=least, max_size=most).map(tuple)
        return st.builds(Condition, st.integers(1, 9), st.just(operator), values)

    return st.sampled_from(list(OPERATORS)).flatmap(of)


def groups(members: st.SearchStrategy[Filter]) -> st.SearchStrategy[Filter]:
    return st.builds(Group, st.booleans(), st.lists(members, min_size=1, max_size=3).map(tuple))


@given(conditions() | groups(conditions() | groups(conditions())))
def test_a_filter_is_read_as_it_was_written(filters: Filter) -> None:
    text = json.dumps(query.written(filters))
    assert query.read(filters=text) == Query(filters)


def test_sorts_are_read_in_their_order() -> None:
    assert query.read(sort="3,-5").sorts == (Sort(3), Sort(5, descending=True))
    assert not query.read()


@pytest.mark.parametrize("sort", ["x", "3;5", "--3", "1.5", "9" * 30, ",".join("123456789"), "²"])
def test_an_odd_sort_is_refused(sort: str) -> None:
    with pytest.raises(Invalid) as refused:
        query.read(sort=sort)
    assert refused.value.field == "sort"


@pytest.mark.parametrize(
    "filters",
    [
        "{",
        "[]",
        "3",
        '{"column": 1}',
        '{"is": "x"}',
        '{"column": "1", "is": "x"}',
        '{"column": true, "is": "x"}',
        '{"column": 1, "is": 5}',
        '{"column": 1, "is": ["x"]}',
        '{"column": 1, "is": "x", "less": "y"}',
        '{"column": 1, "drop": "x"}',
        '{"column": 1, "between": ["x"]}',
        '{"column": 1, "one_of": []}',
        '{"column": 1, "empty": false}',
        '{"all": []}',
        '{"all": [{"column": 1, "empty": true}], "column": 2}',
        '{"all": [{"any": [{"all": [{"any": [{"column": 1, "empty": true}]}]}]}]}',
        '{"column": 1, "is": "\\u0000"}',
        json.dumps({"all": [{"column": 1, "empty": True}] * 101}),
        "[" * 100_000,
    ],
)
def test_an_odd_filter_is_refused_naming_the_field(filters: str) -> None:
    with pytest.raises(Invalid) as refused:
        query.read(filters=filters)
    assert (refused.value.field or "").startswith("filter")


@pytest.mark.parametrize("operator", ["contains", "contains_not", "starts_with"])
def test_what_is_looked_for_in_a_text_is_short(operator: str) -> None:
    """Thousands of “%”, which mean themselves, are no exception."""
    assert query.read(filters=json.dumps({"column": 1, operator: "%" * 500}))
    with pytest.raises(Invalid, match="at most 500 letters") as refused:
        query.read(filters=json.dumps({"column": 1, operator: "%" * 501}))
    assert refused.value.field == f"filter.{operator}"
    assert query.read(filters=json.dumps({"column": 1, "is": "x" * 501}))


def test_a_search_is_short() -> None:
    assert query.read(search="  Łódź ").search == "Łódź"
    with pytest.raises(Invalid):
        query.read(search="x" * 501)


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Łódź", "lodz"),
        ("STRASSE straße", "strasse strasse"),
        ("Ærø Œuvre", "aero oeuvre"),
        ("e\u0301 É", "e e"),
        ("ДЛЯ", "для"),
        ("İstanbul", "istanbul"),
        ("ﬁn \N{FULLWIDTH DIGIT TWO}", "fin 2"),
        ("plain ASCII", "plain ascii"),
        ("\ud800x", "\ud800x"),
    ],
)
def test_folding_leaves_out_capitals_and_accents(written: str, folded: str) -> None:
    assert fold(written) == folded


@given(st.text(max_size=30), st.text(max_size=30))
def test_folding_a_whole_is_folding_its_parts(first: str, second: str) -> None:
    assert fold(first + second) == fold(first) + fold(second)
