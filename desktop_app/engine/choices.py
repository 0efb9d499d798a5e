"""The cells that hold a choice: how many there are, and what they hold once it is renamed."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy import ColumnElement, func, select

from desktop_app.engine import letters
from desktop_app.engine.catalog import Column, Table
from desktop_app.engine.work import Look


def uses(look: Look, table: Table, column: Column, names: Collection[str]) -> int:
    """Return how many cells hold any of these choices."""
    holding = select(func.count()).select_from(table.core)
    return look.connection.scalar(holding.where(among(look, table, column, names))) or 0


def among(look: Look, table: Table, column: Column, names: Collection[str]) -> ColumnElement[bool]:
    """Return what holds in the rows with any of these choices."""
    text = _text(look, table, column)
    if column.type.compared_as != "list":
        return text.in_(list(names))
    # Not by LIKE, to which capitals are the same in some databases.
    return sa.or_(sa.false(), *(func.replace(text, _entry(name), "") != text for name in names))


def renamed(
    look: Look, table: Table, column: Column, names: Mapping[str, str]
) -> ColumnElement[Any]:
    """Return what the cells hold once these choices have new names; they may change places."""
    text = _text(look, table, column)
    if column.type.compared_as != "list":
        return sa.case(*((text == old, sa.literal(new)) for old, new in names.items()), else_=text)
    # Each name makes way for a mark before any has its new one, so that two can change places.
    for mark, old in enumerate(names):
        text = func.replace(text, _entry(old), _mark(mark))
    for mark, new in enumerate(names.values()):
        text = func.replace(text, _mark(mark), _entry(new))
    return text


def _text(look: Look, table: Table, column: Column) -> ColumnElement[str]:
    text = sa.type_coerce(table.core.c[column.place], sa.Text())
    return letters.exact(look.connection.dialect, text)


def _entry(name: str) -> str:
    """Return a choice as it stands in a list: no other entry has these very letters in it."""
    return json.dumps(name, ensure_ascii=False)


def _mark(number: int) -> str:
    return f'"\\u0000{number}"'
