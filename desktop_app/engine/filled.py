"""Columns that fill themselves: automatic numbers, and who made or changed a row, and when."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, func, literal, select

from desktop_app.domain.sheet import Value
from desktop_app.engine import about
from desktop_app.engine.catalog import Column, Table
from desktop_app.engine.work import Work


def on_add(w: Work, table: Table, given: Sequence[int], many: int) -> dict[Column, list[Value]]:
    """Return what so many new rows get in the columns that fill themselves and were not given."""
    mine = [column for column in table.stored if column.type.filled_by and column.id not in given]
    return {column: _new(w, table, column, many) for column in mine}


def on_change(w: Work, table: Table, given: Sequence[int]) -> dict[Column, Value]:
    """Return what a changed row gets in the columns that follow changes and were not given."""
    return {column: _now_or_who(w, column) for column in following(table) if column.id not in given}


def following(table: Table) -> list[Column]:
    """Return the columns that tell of the latest change of their row."""
    return [c for c in table.stored if c.type.filled_by in {"changed_at", "changed_by"}]


def on_arrival(
    w: Work, table: Table, given: Sequence[int], place: ColumnElement[int]
) -> dict[Column, ColumnElement[Any]]:
    """Return what new rows get in such columns, as expressions; `place` counts them from 1."""
    found: dict[Column, ColumnElement[Any]] = {}
    for column, first in on_add(w, table, given, 1).items():
        value = literal(first[0], table.core.c[column.name].type)
        found[column] = value + place - 1 if column.type.filled_by == "number" else value
    return found


def rows_go(w: Work, table: Table) -> None:
    """Take note of the highest automatic numbers: rows that go, and may be back, keep theirs."""
    for column in (*table.stored, *table.kept):
        if column.type.filled_by == "number":
            about.note(w.connection, _fact(column), str(_highest(w, table, column)))


def _highest(w: Work, table: Table, column: Column) -> int:
    """Return the highest number that a row has, or had before it was deleted."""
    there = w.connection.scalar(select(func.max(table.core.c[column.place])))
    return max(there or 0, int(about.fact(w.connection, _fact(column)) or 0))


def _fact(column: Column) -> str:
    return f"highest number in {column.id}"


def _new(w: Work, table: Table, column: Column, many: int) -> list[Value]:
    if column.type.filled_by == "number":
        highest = _highest(w, table, column)
        return list(range(highest + 1, highest + 1 + many))
    return [_now_or_who(w, column)] * many


def _now_or_who(w: Work, column: Column) -> Value:
    if column.type.filled_by in {"created_by", "changed_by"}:
        return w.actor.id
    return datetime.now().astimezone().replace(tzinfo=None, microsecond=0)
