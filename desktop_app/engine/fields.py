"""What to select, sort and filter by for a column, stored or worked out from others.

What is worked out is an expression of the database, made anew for every question: it is never
stored, and so never out of date.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import sqlalchemy as sa
from sqlalchemy import select
from sqlalchemy.types import TypeEngine

from desktop_app import formulas
from desktop_app.column_types import COLUMN_TYPES
from desktop_app.column_types.base import ColumnType, Options, Quantity, WrittenNumbers
from desktop_app.domain.errors import Invalid, NotFound
from desktop_app.engine import links, misfits, wording
from desktop_app.engine.catalog import Column, Table
from desktop_app.engine.work import Look

Path = tuple[Column, ...]
"""The columns on the way to one that they are worked out from."""

SEPARATOR = ", "

_LARGEST = 1e15
"""What is larger is no whole number to every database."""


@dataclass(frozen=True, eq=False)
class Shown:
    """A column as it is shown: of which type, by which expression; why it may have no value."""

    type: ColumnType
    options: Options
    value: sa.ColumnElement[Any]
    why: sa.ColumnElement[Any] | None = None
    """A short code in rows that could not be worked out."""
    trouble: str | None = None
    """Why no row can be worked out, in words."""
    result: formulas.Result | None = None
    """Of a formula, all that is known of it."""


def cells(look: Look, table: Table, columns: Iterable[Column]) -> Iterator[sa.ColumnElement[Any]]:
    """Give what to select for columns; links have no expression of their own, so nothing."""
    way = Way((), {})
    for column in columns:
        if column.stored:
            yield table.core.c[column.name]
        else:
            yield sa.null() if links.is_link(column) else shown(look, table, column, way).value


def field(look: Look, table: Table, column: Column) -> sa.ColumnElement[Any]:
    """Return what to sort and filter by: of a link, what the row there is called."""
    return shown(look, table, column).value


@dataclass(frozen=True, eq=False)
class Way:
    """The columns on the way to one, and what was seen so far: nothing is worked out twice."""

    path: Path
    seen: dict[tuple[sa.FromClause, int], Shown]


def shown(look: Look, table: Table, column: Column, way: Way | None = None) -> Shown:
    """Return a column as it is shown; what cannot be worked out is empty and says why."""
    path, seen = (way.path, way.seen) if way else ((), {})
    if (table.core, column.id) in seen:
        return seen[table.core, column.id]
    if _is_among(column, path):
        return _trouble(_circle(column, path))
    try:
        found = _how(column)(look, table, column, Way((*path, column), seen))
    except NotFound:
        return _trouble(f"A column that “{column.name}” is worked out from is gone.")
    except Invalid as problem:
        return _trouble(problem.message)
    seen[table.core, column.id] = found
    return found


def language(look: Look) -> str:
    """Return the name under which formulas know the document's database."""
    dialect = look.connection.dialect
    return "mariadb" if getattr(dialect, "is_mariadb", False) else dialect.name


def kind(found: Shown) -> formulas.Kind:
    """Return what formulas take the values of a column for."""
    if wording.is_worded(found.type):
        return formulas.Kind.TEXT
    return formulas.kind_of(found.type.sql_type(found.options))


def worked_out(look: Look, table: Table) -> dict[int, Shown]:
    """Return how the columns are shown that are worked out, by their ids."""
    mine = (c for c in table.columns if not c.stored and not links.is_link(c))
    way = Way((), {})
    return {column.id: shown(look, table, column, way) for column in mine}


def is_of_today(look: Look, table: Table, column: Column, path: Path = ()) -> bool:
    """Say whether a column may show something else tomorrow, though nothing was changed."""
    if column.stored or links.is_link(column) or _is_among(column, path):
        return False
    path = (*path, column)
    try:
        if column.type.name == "formula":
            parsed = formulas.parse(column.options["formula"])
            used = (table.column(each) for each in formulas.ids(parsed))
            return parsed.is_of_today or any(is_of_today(look, table, c, path) for c in used)
        if "field" not in column.options:
            return False
        there = links.target(look, table.column(column.options["link"]))
        return is_of_today(look, there, there.column(column.options["field"]), path)
    except (NotFound, Invalid):
        return False


def _how(column: Column) -> Callable[[Look, Table, Column, Way], Shown]:
    if links.is_link(column):
        return _linked
    return _stored if column.stored else _WORKED_OUT[column.type.name]


def _stored(_look: Look, table: Table, column: Column, _way: Way) -> Shown:
    return Shown(column.type, column.options, table.core.c[column.name])


def _linked(look: Look, table: Table, column: Column, _way: Way) -> Shown:
    there = links.target(look, column)
    core = there.core.alias()
    if column.stored:
        mine = core.c[there.key] == table.core.c[column.name]
        label = select(links.label(core, there)).where(mine).correlate(table.core)
        return Shown(COLUMN_TYPES["text"], {}, label.scalar_subquery())
    found = links.pairs(look, table, column)
    called = sa.func.aggregate_strings(links.label(core, there), SEPARATOR)
    return Shown(COLUMN_TYPES["text"], {}, _about(table, found, core, there, called))


def _lookup(look: Look, table: Table, column: Column, way: Way) -> Shown:
    link, there, inner = _through(look, table, column, way)
    found = links.pairs(look, table, link)
    values = _values(there, inner)
    if link.stored:
        one = _about(table, found, values, there, values.c.value)
        return Shown(inner.type, inner.options, sa.type_coerce(one, inner.value.type))
    words = _worded(look, inner)
    values = _values(there, replace(inner, value=words))
    text = sa.cast(values.c.value, sa.Text())
    several = sa.func.aggregate_strings(text, SEPARATOR)
    return Shown(COLUMN_TYPES["text"], {}, _about(table, found, values, there, several))


def _total(look: Look, table: Table, column: Column, way: Way) -> Shown:
    how = str(column.options.get("how", "count"))
    if how == "count":
        found = links.pairs(look, table, table.column(column.options["link"]))
        many = select(sa.func.count()).where(found.c.near == table.row_id)
        counted = many.correlate(table.core).scalar_subquery()
        return Shown(COLUMN_TYPES["whole_number"], {}, counted)
    link, there, inner = _through(look, table, column, way)
    if how in {"sum", "average"} and inner.type.compared_as != "number":
        name = there.column(column.options["field"]).name
        raise Invalid(f"“{name}” holds no numbers any more, so it cannot be added up.")
    found, values = links.pairs(look, table, link), _values(there, inner)
    figure = _about(table, found, values, there, _figure(look, how, values.c.value))
    if how == "average" and not isinstance(inner.type, Quantity):
        return Shown(COLUMN_TYPES["decimal_number"], _written([inner]), figure)
    if how == "average":
        figure = _amount(figure, inner.value.type)
    return Shown(inner.type, inner.options, sa.type_coerce(figure, inner.value.type))


def _formula(look: Look, table: Table, column: Column, way: Way) -> Shown:
    parsed = formulas.parse(column.options["formula"])
    used = [table.column(each) for each in formulas.ids(parsed)]
    found = [shown(look, table, each, way) for each in used]
    fields = {
        each.id: _given(look, table, each, one) for each, one in zip(used, found, strict=True)
    }
    result = formulas.compiled(parsed, fields, language(look))
    if result.measure:
        kind, options = result.measure.type, result.measure.options
        value = _amount(result.value, kind.sql_type(options))
        return Shown(kind, options, value, result.why, result=result)
    options = _written(found) if result.kind is formulas.Kind.NUMBER else {}
    seen = COLUMN_TYPES[_TYPES[result.kind]]
    return Shown(seen, options, result.value, result.why, result=result)


def _written(used: Iterable[Shown]) -> Options:
    """Return the options of a number that is written as those it was made from."""
    alike = [e.type.as_decimals(e.options) for e in used if isinstance(e.type, WrittenNumbers)]
    if not alike:
        return {}
    places = (each["decimals"] for each in alike if each["decimals"] is not None)
    return {**alike[0], "decimals": max(places, default=None)}


def _through(look: Look, table: Table, column: Column, way: Way) -> tuple[Column, Table, Shown]:
    link = table.column(column.options["link"])
    there = links.target(look, link)
    inner = shown(look, there, there.column(column.options["field"]), way)
    if inner.trouble:
        raise Invalid(inner.trouble)
    return link, there, inner


def _is_among(column: Column, path: Path) -> bool:
    return any(each.id == column.id for each in path)


def _circle(column: Column, path: Path) -> str:
    """Say by way of which others a column is worked out from itself."""
    start = next(at for at, each in enumerate(path) if each.id == column.id)
    others = " and ".join(f"“{each.name}”" for each in path[start + 1 :])
    way = f", by way of {others}" if others else ""
    return f"“{column.name}” would be worked out from itself{way}."


def _values(there: Table, inner: Shown) -> sa.Subquery:
    return select(there.row_id.label(there.key), inner.value.label("value")).subquery()


def _about(
    table: Table, found: sa.Subquery, core: sa.FromClause, there: Table, figure: Any
) -> sa.ColumnElement[Any]:
    """Return a figure about all rows there that a row here is linked to."""
    joined = select(figure).join_from(found, core, found.c.far == core.c[there.key])
    mine: sa.ColumnElement[Any] = (
        joined.where(found.c.near == table.row_id).correlate(table.core).scalar_subquery()
    )
    return mine


def _given(look: Look, table: Table, column: Column, found: Shown) -> formulas.Field:
    if found.trouble:
        raise Invalid(found.trouble)
    why = found.why
    if column.stored and misfits.any_in(look, table):
        odd = table.row_id.in_(misfits.rows_with(table, column.id))
        why = sa.case((odd, sa.literal("misfit", sa.String())))
    value = found.result.value if found.result else found.value
    if wording.is_worded(found.type):
        value = wording.worded(found.type, found.options, value)
    return formulas.Field(column.name, kind(found), value, why, found.result, _measure(found))


def _measure(found: Shown) -> formulas.Measure | None:
    kind = found.type
    return formulas.Measure(kind, found.options) if isinstance(kind, Quantity) else None


def _amount(number: sa.ColumnElement[Any], kind: TypeEngine[Any]) -> sa.ColumnElement[Any]:
    """Return a number as a column holds it: without a fraction, if that knows none."""
    if not isinstance(kind, sa.Integer):
        return sa.type_coerce(number, kind)
    return sa.cast(sa.case((sa.func.abs(number) < _LARGEST, sa.func.round(number))), kind)


def _worded(look: Look, found: Shown) -> sa.ColumnElement[Any]:
    if isinstance(found.value.type, sa.Numeric) or isinstance(found.type, Quantity):
        return formulas.written(found.value, _measure(found), language(look))
    return wording.worded(found.type, found.options, found.value)


def _figure(look: Look, how: str, values: sa.ColumnElement[Any]) -> sa.ColumnElement[Any]:
    if how in {"sum", "average"}:
        return {"sum": formulas.total, "average": formulas.average}[how](values, language(look))
    return sa.func.min(values) if how == "least" else sa.func.max(values)


def _trouble(words: str) -> Shown:
    return Shown(COLUMN_TYPES["text"], {}, sa.null(), trouble=words)


_WORKED_OUT: Mapping[str, Callable[[Look, Table, Column, Way], Shown]] = {
    "lookup": _lookup,
    "total": _total,
    "formula": _formula,
}

_TYPES: Mapping[formulas.Kind, str] = {
    formulas.Kind.NUMBER: "decimal_number",
    formulas.Kind.TEXT: "text",
    formulas.Kind.DATE: "date",
    formulas.Kind.MOMENT: "date_time",
    formulas.Kind.TIME: "time",
    formulas.Kind.TRUTH: "yes_no",
}
