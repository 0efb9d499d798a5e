"""What a person asks of a table: which rows, in which order. Plain values, equal when alike.

A filter is one condition, `{"column": 7, "is": "Ghent"}`, or some under "all" or "any":
`{"all": [{"column": 7, "contains": "gh"}, {"any": [...]}]}`. Values are texts as a person would
type them into the column; what they mean is the column's own affair.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from desktop_app.domain.errors import Invalid

OPERATORS: Mapping[str, str] = {
    "is": "one",
    "is_not": "one",
    "contains": "one",
    "contains_not": "one",
    "starts_with": "one",
    "less": "one",
    "at_most": "one",
    "more": "one",
    "at_least": "one",
    "between": "two",
    "one_of": "some",
    "empty": "none",
    "filled": "none",
    "misfit": "none",
    "breaks": "none",
}
"""How a column is compared, and how many values that takes; with "none" the value is `true`."""

DEEPEST = 3
"""Groups within groups."""

_LOOKING = frozenset({"contains", "contains_not", "starts_with"})
"""Comparisons that look through texts, letter by letter: a long one could take very long."""

MOST_CONDITIONS, MOST_VALUES, MOST_SORTS, LONGEST = 100, 500, 8, 500


@dataclass(frozen=True)
class Sort:
    """Order by a column; empty cells come last either way."""

    column: int
    descending: bool = False


@dataclass(frozen=True)
class Condition:
    """One comparison of a column with texts."""

    column: int
    operator: str
    values: tuple[str, ...] = ()


@dataclass(frozen=True)
class Group:
    """Several filters: `every` one of them must hold, or any one."""

    every: bool
    members: tuple[Condition | Group, ...]


Filter: TypeAlias = Condition | Group


@dataclass(frozen=True)
class Query:
    """Which rows, in which order; without any of these, all of them as they were added."""

    filters: Filter | None = None
    sorts: tuple[Sort, ...] = ()
    search: str = ""

    def __bool__(self) -> bool:
        return bool(self.filters or self.sorts or self.search)

    @property
    def columns(self) -> frozenset[int]:
        """The columns that are sorted or filtered by."""
        conditions = _conditions(self.filters) if self.filters else ()
        return frozenset(
            [*(sort.column for sort in self.sorts), *(each.column for each in conditions)]
        )


EVERYTHING = Query()


def read(sort: str = "", filters: str = "", search: str = "") -> Query:
    """Read a query as an address has it: `3,-5`, the filter as JSON, the text. Raises Invalid."""
    return Query(_read_filters(filters), _read_sorts(sort), _read_search(search))


def written(filters: Filter) -> dict[str, object]:
    """Return a filter as `read` takes it, before it is made JSON."""
    if isinstance(filters, Group):
        members = [written(member) for member in filters.members]
        return {"all" if filters.every else "any": members}
    takes = OPERATORS[filters.operator]
    values = {"none": True, "one": filters.values[0] if filters.values else ""}
    return {"column": filters.column, filters.operator: values.get(takes, list(filters.values))}


def _read_sorts(text: str) -> tuple[Sort, ...]:
    words = [word.strip() for word in text.split(",") if word.strip()]
    if len(words) > MOST_SORTS:
        raise Invalid(f"Rows can be sorted by at most {MOST_SORTS} columns.", field="sort")
    sorts = []
    for word in words:
        digits = word.removeprefix("-")
        if not (digits.isascii() and digits.isdigit() and len(digits) < 19):
            raise Invalid("“sort” names columns by their ids, such as 3,-5.", field="sort")
        sorts.append(Sort(int(digits), descending=word != digits))
    return tuple(sorts)


def _read_filters(text: str) -> Filter | None:
    if not text.strip():
        return None
    try:
        given = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Invalid("“filter” must be JSON.", field="filter") from error
    found = _read_filter(given, DEEPEST)
    if sum(1 for _ in _conditions(found)) > MOST_CONDITIONS:
        raise Invalid(f"A filter has at most {MOST_CONDITIONS} conditions.", field="filter")
    return found


def _read_search(text: str) -> str:
    if len(text) > LONGEST:
        raise Invalid(f"Search for at most {LONGEST} letters.", field="search")
    return text.replace("\0", "").strip()


def _read_filter(given: object, deepest: int) -> Filter:
    if not isinstance(given, Mapping):
        raise Invalid("Each filter has a column and a comparison.", field="filter")
    for word in ("all", "any"):
        if word in given:
            return _read_group(given, word, deepest)
    column = given.get("column")
    if not isinstance(column, int) or isinstance(column, bool):
        raise Invalid("A filter names its column by its id.", field="filter.column")
    operators = [name for name in given if name != "column"]
    if len(operators) != 1 or operators[0] not in OPERATORS:
        known = ", ".join(OPERATORS)
        raise Invalid(f"A filter has one comparison. There are: {known}.", field="filter")
    operator = operators[0]
    return Condition(column, operator, _read_values(operator, given[operator]))


def _read_group(given: Mapping[str, object], word: str, deepest: int) -> Group:
    members = given[word]
    if len(given) != 1 or not isinstance(members, list) or not members:
        raise Invalid(f"“{word}” stands alone and has a list of filters.", field=f"filter.{word}")
    if deepest == 0:
        raise Invalid(f"Filters go at most {DEEPEST} deep.", field="filter")
    return Group(word == "all", tuple(_read_filter(member, deepest - 1) for member in members))


def _read_values(operator: str, given: object) -> tuple[str, ...]:
    takes, field = OPERATORS[operator], f"filter.{operator}"
    if takes == "none":
        if given is not True:
            raise Invalid(f"“{operator}” takes nothing but true.", field=field)
        return ()
    values: Sequence[object] = given if isinstance(given, list) else [given]
    if (takes == "one") == isinstance(given, list) or not all(map(_is_text, values)):
        raise Invalid(f"“{operator}” is given as text, as a person would type it.", field=field)
    if takes == "two" and len(values) != 2:
        raise Invalid(f"“{operator}” takes two values, the lower and the higher.", field=field)
    if not 0 < len(values) <= MOST_VALUES:
        raise Invalid(f"“{operator}” takes at most {MOST_VALUES} values.", field=field)
    texts = tuple(map(str, values))
    if operator in _LOOKING and any(len(text) > LONGEST for text in texts):
        raise Invalid(f"Look for at most {LONGEST} letters.", field=field)
    return texts


def _is_text(given: object) -> bool:
    return isinstance(given, str) and "\0" not in given


def _conditions(filters: Filter) -> Iterator[Condition]:
    if isinstance(filters, Condition):
        yield filters
    else:
        for member in filters.members:
            yield from _conditions(member)
