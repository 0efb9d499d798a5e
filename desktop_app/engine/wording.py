"""Cells as SQL that says what they show, where it is not what is stored: ids, lists, yes and no."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy import select

from desktop_app.column_types.base import ColumnType, Options
from desktop_app.column_types.choices import names_of
from desktop_app.engine import about
from desktop_app.engine.base import OURS, Base

CALLED: Mapping[str | None, tuple[str, str]] = {
    "user": ("tidybase_user", "username"),
    "file": ("tidybase_file", "name"),
}
"""Where those are that have names, and by what they are called."""

MOST_MARKED = 50
"""Choices of a list that get quotation marks: databases read only so deep."""

_JSON = (('["', ""), ('"]', ""), ('", "', ", "), ('\\"', '"'), ("\\\\", "\\"))
"""What lies between the entries of a list and in them, and what is shown of it."""

Expression = sa.ColumnElement[Any]


def is_worded(kind: ColumnType) -> bool:
    """Say whether a formula is given the words for what is stored."""
    return kind.refers_to in CALLED or kind.compared_as == "list"


def worded(kind: ColumnType, options: Options, value: Expression) -> Expression:
    """Return the words for a cell; what is shown as it is stored stays so."""
    if kind.refers_to in CALLED:
        return _named(kind.refers_to, value)
    if kind.compared_as == "list":
        return _listed(kind, options, sa.type_coerce(value, sa.Text()))
    if kind.compared_as == "truth":
        words = (options.get("yes", "yes"), options.get("no", "no"))
        return sa.case((sa.true(), words[0]), (sa.false(), words[1]), value=value)
    return value


def records(kind: str | None) -> sa.Table | None:
    """Return the table of the people or the files of the document, if it keeps any."""
    name, _ = CALLED.get(kind, ("", ""))
    return Base.metadata.tables.get(f"{OURS}.{name}")


def _named(kind: str | None, number: Expression) -> Expression:
    # What is gone, as a person who left, still has its number.
    gone = _gone(kind, number)
    there = records(kind)
    if there is None:
        return gone
    known = there.alias()
    mine = select(known.c[CALLED[kind][1]]).where(known.c.id == number).correlate_except(known)
    return sa.func.coalesce(mine.scalar_subquery(), gone, type_=sa.Text())


def _gone(kind: str | None, number: Expression) -> Expression:
    digits = sa.cast(number, sa.String(20))
    unknown = sa.literal("#").concat(digits)
    if kind != "user":
        return unknown
    fact = about.About.name == sa.literal(about.person("")).concat(digits)
    was = select(about.About.value.concat(" (removed)")).where(fact).scalar_subquery()
    return sa.func.coalesce(was, unknown, type_=sa.Text())


def _listed(kind: ColumnType, options: Options, text: Expression) -> Expression:
    """Take JSON text apart: ["choir", "board"]. Choices with a comma get quotation marks."""
    shown = ((name, kind.show([name], options)) for name in names_of(options))
    marked = [(_entry(name), _entry(words)) for name, words in shown if words != name]
    bare: Expression = text
    for written, shown_as in (*marked[:MOST_MARKED], *_JSON):
        bare = sa.func.replace(bare, written, shown_as)
    return sa.type_coerce(sa.case((text.like('["%"]'), bare), else_=text), sa.Text())


def _entry(name: str) -> str:
    return json.dumps(name, ensure_ascii=False)
