"""A query as SQL: its filters as one condition, its sorts as an order."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

import sqlalchemy as sa

from desktop_app.column_types.choices import LONGEST
from desktop_app.domain.errors import Invalid, NotFound
from desktop_app.domain.query import Condition, Filter, Query
from desktop_app.engine import letters, misfits, rules
from desktop_app.engine.catalog import Column, Table
from desktop_app.engine.fields import shown
from desktop_app.engine.work import Look

Expression: TypeAlias = sa.ColumnElement[Any]

NUMBERED = re.compile(r"#\d{1,18}", re.ASCII)
"""How one linked row is named, where several may have its name."""

WORDED = frozenset({"text", "list"})
"""How columns are compared that hold letters."""


def condition(look: Look, table: Table, filters: Filter) -> Expression:
    """Return what holds in exactly the rows that a filter lets through.

    Raises NotFound for a column that is gone, Invalid for a value that does not fit its column.
    """
    if isinstance(filters, Condition):
        return _Comparison(look, table, table.column(filters.column)).made(filters)
    parts = [condition(look, table, member) for member in filters.members]
    return sa.and_(*parts) if filters.every else sa.or_(*parts)


def columns(table: Table, query: Query) -> list[Column]:
    """Return the columns that a query sorts and filters by. Raises Invalid when one is gone."""
    try:
        return [table.column(each) for each in sorted(query.columns)]
    except NotFound as problem:
        field = "sort" if not query.filters else "filter"
        raise Invalid(f"{problem.message} It cannot be sorted or filtered by.", field) from problem


def conditions(look: Look, table: Table, query: Query) -> list[Expression]:
    """Return what the filters of a query ask for, nothing without any. Raises Invalid."""
    return [condition(look, table, query.filters)] if query.filters else []


def order(look: Look, table: Table, query: Query) -> list[Expression]:
    """Return what to order by: the sorts, empty cells last, then the order they were added in."""
    terms: list[Expression] = []
    for sort in query.sorts:
        expression = ordered(look, table, table.column(sort.column))
        # Not every database can be told NULLS LAST; SQLite is quicker when it is told.
        if look.connection.dialect.name in {"sqlite", "postgresql", "oracle"}:
            directed = expression.desc() if sort.descending else expression.asc()
            terms.append(directed.nulls_last())
        else:
            terms.append(expression.is_(None))
            terms.append(expression.desc() if sort.descending else expression.asc())
    return [*terms, table.row_id]


def ordered(look: Look, table: Table, column: Column) -> Expression:
    """Return a column's value such that it sorts as people expect."""
    seen = shown(look, table, column)
    expression = seen.value
    if seen.type.compared_as not in WORDED:
        return expression
    return letters.ordered(look.connection.dialect, sa.type_coerce(expression, sa.Text()))


class _Comparison:
    """One column, ready to be compared as what it shows."""

    def __init__(self, look: Look, table: Table, column: Column) -> None:
        self.look, self.table, self.column = look, table, column
        self.dialect = look.connection.dialect
        self.seen = shown(look, table, column)
        self.field = self.seen.value
        self.kind = self.seen.type.compared_as

    def made(self, wanted: Condition) -> Expression:
        return _OPERATORS[wanted.operator](self, *wanted.values)

    @property
    def text(self) -> sa.ColumnElement[str]:
        return sa.type_coerce(self.field, sa.Text())

    def value(self, text: str) -> Any:
        """Return what a text means in this column, None when it is empty. Raises Invalid."""
        if self.kind == "text":
            return text or None
        try:
            return self.seen.type.parse(text, self.seen.options)
        except Invalid as problem:
            raise Invalid(problem.message, field=f"filter.{self.column.id}") from problem

    def bound(self, value: Any) -> Any:
        return sa.literal(value, self.field.type)

    def empty(self) -> Expression:
        nothing: Expression = self.field.is_(None)
        if self.kind == "text":
            nothing |= letters.exact(self.dialect, self.text) == ""
        if misfits.any_in(self.look, self.table):
            nothing &= self.table.row_id.not_in(misfits.rows_with(self.table, self.column.id))
        return nothing

    def filled(self) -> Expression:
        return sa.not_(self.empty())

    def misfit(self) -> Expression:
        return self.table.row_id.in_(misfits.rows_with(self.table, self.column.id))

    def breaks(self) -> Expression:
        return rules.breaks(self.look, self.table, self.column)

    def equal(self, text: str) -> Any:
        if self.column.type.refers_to == "table" and NUMBERED.fullmatch(text):
            return self.table.core.c[self.column.name] == int(text[1:])
        value = self.value(text)
        if value is None:
            return self.empty()
        if self.kind in WORDED:
            return letters.exact(self.dialect, self.text) == self._stored(value)
        return self.field == self.bound(value)

    def unequal(self, text: str) -> Any:
        if self.value(text) is None:
            return self.filled()
        return self.field.is_(None) | sa.not_(self.equal(text))

    def one_of(self, *texts: str) -> Expression:
        if self.kind == "list":
            return sa.or_(*map(self.contains, texts))
        values = list(map(self.value, texts))
        alike = self.field if self.kind != "text" else letters.exact(self.dialect, self.text)
        found = alike.in_([self.bound(value) for value in values if value is not None])
        return found | self.empty() if None in values else found

    def contains(self, text: str) -> Any:
        if self.kind == "list":
            # A choice stands in quotation marks there, so that “art” is not found in “party”.
            if len(text) > LONGEST:
                return sa.false()
            entry = json.dumps(text, ensure_ascii=False)
            return letters.contains(self.dialect, self.text, entry)
        return letters.contains(self.dialect, self._worded(), text)

    def contains_not(self, text: str) -> Any:
        return self.field.is_(None) | sa.not_(self.contains(text))

    def starts_with(self, text: str) -> Any:
        return letters.contains(self.dialect, self._worded(), text, at_start=True)

    def beyond(self, compare: str, text: str) -> Expression:
        value = self.value(text)
        if value is None or self.kind in {"truth", "list", "reference"}:
            raise Invalid(
                f"“{self.column.name}” cannot be compared by size with that.",
                field=f"filter.{self.column.id}",
            )
        if self.kind == "text":
            mine = letters.ordered(self.dialect, self.text)
            return _SIZES[compare](
                mine, letters.ordered(self.dialect, sa.literal(value, sa.Text()))
            )
        return _SIZES[compare](self.field, self.bound(value))

    def between(self, least: str, most: str) -> Expression:
        ends = [("at_least", least), ("at_most", most)]
        given = [self.beyond(compare, text) for compare, text in ends if text.strip()]
        return sa.and_(*given) if given else self.beyond("at_least", least)

    def _stored(self, value: Any) -> Any:
        return self.bound(value) if self.kind == "list" else sa.literal(value, sa.Text())

    def _worded(self) -> sa.ColumnElement[str]:
        if self.kind != "text":
            raise Invalid(
                f"“{self.column.name}” does not hold letters, so none can be looked for in it.",
                field=f"filter.{self.column.id}",
            )
        return self.text


_SIZES: Mapping[str, Callable[[Any, Any], Expression]] = {
    "less": lambda mine, other: mine < other,
    "at_most": lambda mine, other: mine <= other,
    "more": lambda mine, other: mine > other,
    "at_least": lambda mine, other: mine >= other,
}

_OPERATORS: Mapping[str, Callable[..., Expression]] = {
    "is": _Comparison.equal,
    "is_not": _Comparison.unequal,
    "contains": _Comparison.contains,
    "contains_not": _Comparison.contains_not,
    "starts_with": _Comparison.starts_with,
    "less": lambda comparison, text: comparison.beyond("less", text),
    "at_most": lambda comparison, text: comparison.beyond("at_most", text),
    "more": lambda comparison, text: comparison.beyond("more", text),
    "at_least": lambda comparison, text: comparison.beyond("at_least", text),
    "between": _Comparison.between,
    "one_of": _Comparison.one_of,
    "empty": _Comparison.empty,
    "filled": _Comparison.filled,
    "misfit": _Comparison.misfit,
    "breaks": _Comparison.breaks,
}
