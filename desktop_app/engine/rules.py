"""Rules of a column: must be filled in, no two alike, from and to, looks like, begins as.

They stand in the column's options: `required`, `unique`, `from`, `to` and `default` (as text that a
person typed), `pattern` (`#` a digit, `@` a letter, `?` any sign, `*` anything). What is typed is
refused when it breaks one; what is pasted or imported is kept as a text that does not fit.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy import ColumnElement, func, select, update

from desktop_app.column_types.base import ColumnType, Gathers
from desktop_app.domain.errors import Conflict, Invalid
from desktop_app.domain.sheet import Held, Misfit, Value
from desktop_app.engine import catalog, misfits, rows
from desktop_app.engine.catalog import Column, Table
from desktop_app.engine.work import Look, Work

RULES = frozenset({"required", "unique", "from", "to", "pattern", "default"})

_SIGNS = {"#": "[0-9]", "@": r"[^\W\d_]", "?": "."}

_BACKTRACKING = {"sqlite": r"\Z", "mysql": r"\z", "mariadb": r"\z"}
"""Databases that try every way in which a pattern could fit; what they call the very end."""

_AT_ONCE = 1000
"""Rows whose values are looked at together."""

_SIZED = frozenset({"number", "day", "moment", "time"})
"""Kinds with values that lie between others."""


def of_kind(kind: ColumnType) -> Sequence[str]:
    """Return the names of the rules that make sense for a kind of column, in their order."""
    if not kind.stored or kind.filled_by:
        return []
    listed, sized = isinstance(kind, Gathers), kind.compared_as in _SIZED
    sensible = {
        "required": True,
        "unique": not listed and kind.compared_as != "truth",
        "from": sized,
        "to": sized,
        "pattern": kind.compared_as == "text" and not listed,
        "default": kind.refers_to is None,
    }
    return [name for name, makes_sense in sensible.items() if makes_sense]


def checked(options: Mapping[str, Any], column: Column) -> dict[str, Any]:
    """Return the rules of these options in their proper form. Raises Invalid naming the rule."""
    given = {name: value for name, value in options.items() if name in RULES and value}
    for name in set(given) - set(of_kind(column.type)):
        raise Invalid(f"“{column.name}” can have no such rule.", field=name)
    for name in ("from", "to", "default"):
        if name in given:
            try:
                given[name] = column.type.show(_read(column, given[name]), column.options)
            except Invalid as problem:
                raise Invalid(problem.message, field=name) from problem
    low, high = _read(column, given.get("from")), _read(column, given.get("to"))
    if low is not None and high is not None and low > high:  # type: ignore[operator]  # one type
        raise Invalid("“From” lies behind “to”. Swap the two.", field="from")
    _check_default(replace(column, options={**column.options, **given}), given)
    return given


def broken(column: Column, value: Value) -> str | None:
    """Return in words the rule that a value breaks by itself, None if it keeps to all of them."""
    options = column.options
    if value is None or value == "":
        return f"“{column.name}” must be filled in." if options.get("required") else None
    low, high = _read(column, options.get("from")), _read(column, options.get("to"))
    if low is not None and value < low:  # type: ignore[operator]  # both of the column's type
        return f"“{column.name}” begins at {options['from']}."
    if high is not None and value > high:  # type: ignore[operator]  # both of the column's type
        return f"“{column.name}” ends at {options['to']}."
    pattern = options.get("pattern")
    if pattern and not _looks_like(pattern).fullmatch(column.type.show(value, options)):
        return f"“{column.name}” looks like {pattern}: # stands for a digit, @ for a letter."
    return None


def refuse_broken(look: Look, table: Table, cells: Sequence[Sequence[Any]]) -> None:
    """Raise Invalid naming the column if a typed value breaks a rule; cells as in SetCells.

    A text that does not fit its column anyway breaks none.
    """
    kept = fitting(look, table, cells)
    for (_, column_id, was), (_, _, value) in zip(cells, kept, strict=True):
        column = table.column(column_id)
        if isinstance(value, Misfit) and not isinstance(was, Misfit):
            reason = broken(column, was) or f"“{value.text}” is in “{column.name}” already."
            raise Invalid(reason, field=str(column_id))


def fitting(
    look: Look, table: Table, cells: Sequence[Sequence[Any]]
) -> list[tuple[Any, int, Held]]:
    """Return the cells with what breaks a rule kept as a text that does not fit."""
    ruled = {column.id: column for column in table.columns if RULES & set(column.options)}
    alike = {
        column: twins(look, table, ruled[column], [(r, v) for r, c, v in cells if c == column])
        for column in ruled
        if ruled[column].options.get("unique")
    }
    return [
        (row, c, _kept(ruled[c], value, alike.get(c, set())) if c in ruled else value)
        for row, c, value in cells
    ]


def twins(look: Look, table: Table, column: Column, new: Iterable[Sequence[Any]]) -> set[str]:
    """Return the texts of the values about to be in these rows that would be there twice.

    `new` are row ids, None for a row that is yet to come, and what is to lie there.
    """
    held = [(row, v) for row, v in new if v is not None and not isinstance(v, Misfit)]
    times = Counter(column.type.show(value, column.options) for _, value in held)
    found = {text for text, many in times.items() if many > 1}
    of_rows, field = {row for row, _ in held}, table.core.c[column.name]
    for some in rows.chunks([value for _, value in held], rows.CHUNK):
        there = select(table.row_id, field).where(field.in_(some))
        for row, value in look.connection.execute(there):
            if row not in of_rows:
                found.add(column.type.show(value, column.options))
    return found


def alike(look: Look) -> dict[Column, dict[Value, int]]:
    """Return of every column that may have no two alike what is there several times, and how often.

    It may have been so before the rule was made.
    """
    found: dict[Column, dict[Value, int]] = {}
    for table in catalog.tables(look):
        for column in table.stored:
            if column.options.get("unique"):
                field, times = table.core.c[column.name], func.count()
                several = select(field, times).group_by(field).having(times > 1)
                rows = look.connection.execute(several.where(field.is_not(None)))
                found[column] = {value: many for value, many in rows}  # noqa: C416 - as in about
    return found


def refuse_more_alike(look: Look, before: Mapping[Column, Mapping[Value, int]]) -> None:
    """Raise Conflict if there is more than before that is alike and must not be."""
    were = {column.id: times for column, times in before.items()}
    for column, now in alike(look).items():
        for value, times in now.items():
            if column.id in were and times > were[column.id].get(value, 1):
                text = column.type.show(value, column.options)
                raise Conflict(
                    f"“{text}” is in “{column.name}” already, where no two may be alike, so "
                    "nothing was put back. Change it there first."
                )


def part_twins(w: Work, table: Table, column: Column, new: ColumnElement[bool]) -> None:
    """Keep what is there twice, against the rule, as texts that do not fit: in the new rows."""
    if not column.options.get("unique"):
        return
    field = table.core.c[column.name]
    twice = select(field).where(field.is_not(None)).group_by(field).having(func.count() > 1)
    which, last, odd = new & field.in_(twice), 0, False
    some = select(table.row_id, field).where(which).order_by(table.row_id).limit(_AT_ONCE)
    while found := w.connection.execute(some.where(table.row_id > last)).all():
        show, last, odd = column.type.show, found[-1][0], True
        misfits.put(w, table, [(row, column.id, show(v, column.options)) for row, v in found])
    if odd:
        mine = table.row_id.in_(misfits.rows_with(table, column.id)) & field.is_not(None)
        w.connection.execute(update(table.core).where(mine).values({field: None}))


def default(column: Column) -> Value:
    """Return what a new row gets in this column."""
    return _read(column, column.options.get("default"))


def breaks(look: Look, table: Table, column: Column) -> ColumnElement[bool]:
    """Return what holds in the rows that do not keep to the column's rules as they are now."""
    if not RULES & set(column.options):
        return sa.false()
    options, field = column.options, table.core.c[column.place]
    found: list[ColumnElement[bool]] = []
    if options.get("required"):
        odd = misfits.rows_with(table, column.id)
        found.append(field.is_(None) & table.row_id.not_in(odd))
    if options.get("unique"):
        several = select(field).where(field.is_not(None)).group_by(field).having(func.count() > 1)
        found.append(field.in_(several))
    low, high = _read(column, options.get("from")), _read(column, options.get("to"))
    found += [] if low is None else [field < sa.literal(low, field.type)]
    found += [] if high is None else [field > sa.literal(high, field.type)]
    if options.get("pattern"):
        shape = _whole(options["pattern"], look.connection.dialect.name)
        found.append(sa.not_(field.regexp_match(shape)))
    return sa.or_(sa.false(), *found)


def breaking(look: Look, table: Table, column: Column) -> int:
    """Return how many rows do not keep to the column's rules as they are now."""
    counted = select(func.count()).select_from(table.core).where(breaks(look, table, column))
    return look.connection.scalar(counted) or 0


def _kept(column: Column, value: Held, alike: set[str]) -> Held:
    if isinstance(value, Misfit):
        return value
    text = column.type.show(value, column.options)
    if broken(column, value) is not None or (text and text in alike):
        return Misfit(text)
    return value


def _read(column: Column, text: Any) -> Value:
    return None if text is None else column.type.parse(str(text), column.options)


def _check_default(column: Column, given: Mapping[str, Any]) -> None:
    if "default" not in given:
        return
    if "unique" in given:
        raise Invalid("What every new row begins with cannot be different in each.", "default")
    reason = broken(column, default(column))
    if reason:
        raise Invalid(reason, field="default")


@lru_cache(maxsize=100)
def _looks_like(pattern: str) -> re.Pattern[str]:
    return re.compile(_whole(pattern, "sqlite"))


def _whole(pattern: str, dialect: str) -> str:
    """Return a pattern as the regular expression of a whole text; SQLite has those of Python."""
    signs = _SIGNS if dialect == "sqlite" else {**_SIGNS, "@": "[[:alpha:]]"}
    parts = ["".join(signs.get(s, re.escape(s)) for s in part) for part in pattern.split("*")]
    if dialect not in _BACKTRACKING:
        return f"^{'.*'.join(parts)}$"
    # What stands between two stars is taken where it comes first, and never again further on:
    # that finds the same, and no pattern takes for ever.
    between = "".join(f"(?>.*?{part})" for part in parts[1:-1] if part)
    end = f".*{parts[-1]}" if parts[1:] else ""
    return f"(?s)^{parts[0]}{between}{end}{_BACKTRACKING[dialect]}"
