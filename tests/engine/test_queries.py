"""Filters, sorts and searches give the same on every back-end as plain Python does."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop_app.domain.errors import Invalid
from desktop_app.domain.folding import fold
from desktop_app.domain.query import Condition, Filter, Group, Query, Sort
from desktop_app.domain.sheet import Misfit
from desktop_app.engine import browsing, catalog, queries
from desktop_app.engine.browsing import Asked, Found
from desktop_app.engine.changes.cells import SetCells
from desktop_app.engine.changes.links import AddLink
from desktop_app.engine.changes.rows import AddRows, DeleteRows
from desktop_app.engine.changes.tables import AddTable
from desktop_app.engine.orders import ids_of
from desktop_app.engine.store import Store
from tests.conftest import ADA

TEXTS = [
    None, "Ada", "ada", "Émile", "émile", "ÉMILE", "Łódź", "lodz", "100%", "100", "a_b", "axb",
    "a*b?", "[x]", "x", "it's", 'say "hi"', "back\\slash", "~tilde", "Ada ", "straße", "  ", "z",
    "œuvre", "Андрей", "한글",
]  # fmt: skip
SEARCHED = [
    "ADA", "emile", "Émile", "lodz", "100%", "_", "*", "[x", "'", '"hi', "\\", "~", "oir",
    "STRASSE", "straße", "stras", "Oeuv", "œ", "андрей", "한글",
]  # fmt: skip
NUMBERS = [None, 0, 1, -5, 7, 7, 12, 2**53]
DAYS = [None, date(2019, 3, 14), date(2019, 12, 1), date(2026, 1, 31)]
TRUTHS = [None, True, False]
LISTS = [None, ["choir"], ["choir", "board"], ["board"]]
COLUMNS = ("text", "whole_number", "date", "yes_no", "several_choices")
SIZE = 60
ROWS = [
    (
        TEXTS[at % len(TEXTS)],
        NUMBERS[at % len(NUMBERS)],
        DAYS[at % len(DAYS)],
        TRUTHS[at % len(TRUTHS)],
        LISTS[at % len(LISTS)],
    )
    for at in range(SIZE)
]
LENIENT = settings(max_examples=60, suppress_health_check=list(HealthCheck))


@pytest.fixture
def people(any_store: Store) -> Iterator[Store]:
    with any_store.work(ADA) as w:
        w.apply(AddTable("People", [(kind, kind, {}) for kind in COLUMNS]))
        w.apply(AddRows(1, [1, 2, 3, 4, 5], [list(row) for row in ROWS]))
    return any_store


def found(store: Store, query: Query) -> list[int]:
    """The ids of the rows of a query, from the table in one go."""
    with store.look() as look:
        table = catalog.table(look, 1)
        where = queries.conditions(look, table, query)
        return list(ids_of(look, table, where, queries.order(look, table, query)))


def page(store: Store, asked: Asked) -> Found:
    """A page, waited for if need be, as the service does."""
    while True:
        with store.look() as look:
            answer = browsing.page(look, store.orders, catalog.table(look, 1), asked)
            if isinstance(answer, Found):
                return answer
        answer.wait(enough=asked.offset + asked.limit)


def ids(answer: Found) -> list[int]:
    return [row[0] for row in answer.rows]


def contains(value: Any, text: str) -> bool:
    if isinstance(value, list):
        return text in value
    return value is not None and text.lower() in value.lower()


MEANING: Mapping[str, Callable[..., bool]] = {
    "is": lambda value, other: value == other,
    "is_not": lambda value, other: value != other,
    "contains": contains,
    "contains_not": lambda value, text: not contains(value, text),
    "starts_with": lambda value, text: value is not None and value.lower().startswith(text.lower()),
    "less": lambda value, other: value is not None and value < other,
    "at_most": lambda value, other: value is not None and value <= other,
    "more": lambda value, other: value is not None and value > other,
    "at_least": lambda value, other: value is not None and value >= other,
    "between": lambda value, low, high: value is not None and low <= value <= high,
    "one_of": lambda value, *others: value in others,
    "empty": lambda value: value is None,
    "filled": lambda value: value is not None,
    "misfit": lambda value: False,  # noqa: ARG005
}


def holds(filters: Filter, row: tuple[Any, ...]) -> bool:
    if isinstance(filters, Group):
        results = [holds(member, row) for member in filters.members]
        return all(results) if filters.every else any(results)
    value = row[filters.column - 1]
    meant: list[Any] = list(filters.values)
    if filters.column == 2:
        meant = [int(text) for text in meant]
    elif filters.column == 3:
        meant = [date.fromisoformat(text) for text in meant]
    elif filters.column == 4:
        meant = [text == "yes" for text in meant]
    return MEANING[filters.operator](value, *meant)


def condition(column: int, operators: list[str], values: list[str]) -> st.SearchStrategy[Filter]:
    def of(operator: str) -> st.SearchStrategy[Filter]:
        many = {"between": (2, 2), "one_of": (1, 3)}.get(operator, (1, 1))
        many = (0, 0) if operator in {"empty", "filled", "misfit"} else many
        given = st.lists(st.sampled_from(values), min_size=many[0], max_size=many[1])
        return st.builds(Condition, st.just(column), st.just(operator), given.map(tuple))

    return st.sampled_from(operators).flatmap(of)


SIZES = ["less", "at_most", "more", "at_least", "between"]
ALIKE = ["is", "is_not", "one_of", "empty", "filled", "misfit"]
LETTERS = ["contains", "contains_not", "starts_with"]
NEEDLES = [text for text in TEXTS if text and text.strip()]
PARTS = ["a", "A", "É", "é", "%", "_", "*", "[", "?", "'", '"', "\\", "~", "ß", "ó", "lod", "Ada "]
SINGLE = st.one_of(
    condition(1, ALIKE, NEEDLES),
    condition(1, LETTERS, PARTS),
    condition(2, ALIKE + SIZES, ["0", "1", "-5", "7", "8", str(2**53)]),
    condition(3, ALIKE + SIZES, ["2019-03-14", "2019-12-01", "2020-02-29"]),
    condition(4, ALIKE, ["yes", "no"]),
    condition(5, ["contains", "contains_not", "empty", "filled"], ["choir", "board", "oar"]),
)
FILTERS = st.recursive(
    SINGLE,
    lambda inner: st.builds(
        Group, st.booleans(), st.lists(inner, min_size=1, max_size=3).map(tuple)
    ),
    max_leaves=5,
)


@LENIENT
@given(filters=FILTERS)
def test_a_filter_lets_through_what_python_would(people: Store, filters: Filter) -> None:
    wanted = [at + 1 for at, row in enumerate(ROWS) if holds(filters, row)]
    assert found(people, Query(filters)) == wanted


@pytest.mark.parametrize("column", [1, 2, 3, 4, 5])
@pytest.mark.parametrize("descending", [False, True])
def test_pages_of_a_sort_are_the_pages_of_its_order(
    people: Store, column: int, descending: bool
) -> None:
    query = Query(sorts=(Sort(column, descending),))
    wanted = found(people, query)
    values = [ROWS[each - 1][column - 1] for each in wanted]
    assert sorted(wanted) == list(range(1, SIZE + 1))
    assert values == sorted(values, key=lambda value: value is None)
    paged = [ids(page(people, Asked(query, offset=at, limit=7))) for at in range(0, SIZE, 7)]
    assert [each for some in paged for each in some] == wanted
    for one, two in itertools.pairwise(wanted):
        if ROWS[one - 1][column - 1] == ROWS[two - 1][column - 1]:
            assert one < two


def test_sizes_of_numbers_and_days_decide_their_order(people: Store) -> None:
    for column in (2, 3):
        for descending in (False, True):
            query = Query(sorts=(Sort(column, descending),))
            shown = [ROWS[each - 1][column - 1] for each in found(people, query)]
            filled = [value for value in shown if value is not None]
            assert filled == sorted(filled, reverse=descending)


def test_words_are_sorted_as_people_expect(any_store: Store) -> None:
    with any_store.work(ADA) as w:
        w.apply(AddTable("People", [("Name", "text", {})]))
        w.apply(AddRows(1, [1], [["b"], ["C"], [None], ["a"], ["B"], ["d"]]))
    assert found(any_store, Query(sorts=(Sort(1),))) in ([4, 1, 5, 2, 6, 3], [4, 5, 1, 2, 6, 3])
    more = Query(Condition(1, "at_least", ("b",)), (Sort(1),))
    assert set(found(any_store, more)) >= {1, 2, 6}
    assert 4 not in found(any_store, more)


@pytest.mark.parametrize("text", SEARCHED)
def test_a_search_finds_what_python_would_without_accents(people: Store, text: str) -> None:
    wanted = [
        at + 1
        for at, row in enumerate(ROWS)
        if fold(text) in fold(row[0] or "") or any(fold(text) in name for name in row[4] or ())
    ]
    answer = page(people, Asked(Query(search=text), limit=SIZE))
    assert ids(answer) == wanted
    assert wanted


def test_digits_are_searched_for_in_numbers_and_days_too(people: Store) -> None:
    wanted = [
        at + 1
        for at, row in enumerate(ROWS)
        if "2019" in str(row[2]) or "2019" in (row[0] or "") or "2019" in str(row[1])
    ]
    assert ids(page(people, Asked(Query(search="2019"), limit=SIZE))) == wanted


def test_search_filter_and_sort_go_together(people: Store) -> None:
    query = Query(Condition(2, "filled"), (Sort(2, descending=True),), "a")
    wanted = [
        at + 1
        for at, row in enumerate(ROWS)
        if row[1] is not None and ("a" in fold(row[0] or "") or "board" in (row[4] or ()))
    ]
    answer = page(people, Asked(query, limit=SIZE))
    assert sorted(ids(answer)) == wanted
    numbers = [row[2] for row in answer.rows]
    assert numbers == sorted(numbers, reverse=True)


def test_what_does_not_fit_is_found_and_not_called_empty(people: Store) -> None:
    with people.work(ADA) as w:
        w.apply(SetCells(1, [(3, 2, Misfit("about ten"))]))
    assert found(people, Query(Condition(2, "misfit"))) == [3]
    assert 3 not in found(people, Query(Condition(2, "empty")))
    assert ids(page(people, Asked(Query(search="ABOUT"), limit=9))) == [3]


@pytest.mark.parametrize(
    "filters",
    [
        Condition(99, "is", ("x",)),
        Condition(2, "is", ("soon",)),
        Condition(2, "contains", ("1",)),
        Condition(4, "less", ("yes",)),
        Condition(2, "less", ("",)),
        Condition(3, "between", ("", "")),
    ],
)
def test_what_makes_no_sense_is_refused_naming_the_filter(people: Store, filters: Filter) -> None:
    with pytest.raises(Invalid) as refused:
        page(people, Asked(Query(filters)))
    assert (refused.value.field or "").startswith("filter")


def test_an_open_end_of_between_is_left_open(people: Store) -> None:
    some = found(people, Query(Condition(2, "between", ("", "1"))))
    assert some == found(people, Query(Condition(2, "at_most", ("1",))))


def test_what_is_longer_than_any_choice_is_in_no_row(people: Store) -> None:
    long = "Ä" * 40_000
    asked = [Condition(5, "one_of", values) for values in ((long,), (long, "board"), ("board",))]
    nothing, some, same = (found(people, Query(one)) for one in asked)
    assert (nothing, some) == ([], same)
    assert same


def test_who_follows_an_order_keeps_it_while_cells_and_rows_change(people: Store) -> None:
    query = Query(sorts=(Sort(2),))
    page(people, Asked(query, offset=50, limit=1000))
    first = page(people, Asked(query, limit=SIZE))
    before = ids(first)
    with people.work(ADA) as w:
        w.apply(SetCells(1, [(before[0], 2, 999)]))
        w.apply(DeleteRows(1, [before[1], before[5]]))
        w.apply(AddRows(1, [2], [[-99]]))
    followed = page(people, Asked(query, limit=SIZE + 9, token=first.token))
    assert ids(followed) == [before[0], *before[2:5], *before[6:], SIZE + 1]
    assert followed.rows[0][2] == 999
    assert followed.total == SIZE - 1
    anew = page(people, Asked(query, limit=SIZE + 9))
    assert ids(anew)[0] == SIZE + 1


def test_a_link_is_searched_for_by_what_the_row_there_is_called(any_store: Store) -> None:
    with any_store.work(ADA) as w:
        w.apply(AddTable("People", [("Name", "text", {})]))
        w.apply(AddTable("Towns", [("Name", "text", {})]))
        w.apply(AddRows(2, [2], [["Łódź"], ["Ghent"]]))
        link = w.apply(AddLink(1, "Town", 2)).column
        w.apply(AddRows(1, [1, link], [["Ada", 1], ["Bo", 2], ["Cy", None]]))
    assert ids(page(any_store, Asked(Query(search="lodz"), limit=9))) == [1]
    with any_store.work(ADA) as w:
        w.apply(SetCells(2, [(2, 2, "Lodz")]))
    assert ids(page(any_store, Asked(Query(search="lodz"), limit=9))) == [1, 2]
