"""What people typed, as what is to lie in the cells: values, and links to rows by their names."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias, cast

from desktop_app.column_types import COLUMN_TYPES
from desktop_app.column_types.reference import Reference
from desktop_app.column_types.words import quoted
from desktop_app.domain.errors import Invalid
from desktop_app.domain.sheet import Held, Misfit
from desktop_app.engine import labels, links
from desktop_app.engine.catalog import Column, Table
from desktop_app.engine.work import Look

Typed: TypeAlias = tuple[int, int, str | None]
"""Row (or its place among those to be added), column, and what was typed there."""


_REST = re.compile(r"… and \d+ more")
"""What stands behind the last name in a cell that is linked to more rows than it shows."""


@dataclass(frozen=True)
class Linked:
    """The rows there that a row here is to be linked to; and `rest`, those its cell does not show.

    `row` as in Typed.
    """

    row: int
    column: Column
    ids: Sequence[int]
    rest: bool


@dataclass(frozen=True)
class Meant:
    """What was meant: values of cells, and which rows there a row is linked to, by column."""

    cells: Sequence[tuple[Any, int, Held]]
    linked: Sequence[Linked]


def understood(look: Look, table: Table, typed: Iterable[Typed], *, keep: bool = False) -> Meant:
    """Return what was meant. Raises Invalid naming the column, NotFound.

    With `keep` a text that does not fit is kept as it was written.
    """
    listed = list(typed)
    known = _meant(look, table, listed)
    cells: list[tuple[Any, int, Held]] = []
    linked: list[Linked] = []
    for row, column_id, text in listed:
        column = table.column(column_id)
        if _is_of_several(column):
            names = _names(text)
            ids = [_one(column, known, each) for each in names if not _REST.fullmatch(each)]
            linked.append(Linked(row, column, ids, len(ids) < len(names)))
        else:
            cells.append((row, column_id, _held(column, known, text, keep=keep)))
    return Meant(cells, linked)


Known: TypeAlias = Mapping[int, Mapping[str, Sequence[int]]]
"""The ids that texts may mean, by column."""


def _meant(look: Look, table: Table, typed: Sequence[Typed]) -> Known:
    """Names are looked up together: one question for a column, however much was pasted."""
    texts: dict[int, set[str]] = defaultdict(set)
    for _, column_id, text in typed:
        column = table.column(column_id)
        if text and (column.type.refers_to or _is_of_several(column)):
            texts[column_id].update(_names(text) if _is_of_several(column) else [text])
    return {each: labels.meant(look, table.column(each), some) for each, some in texts.items()}


def _held(column: Column, known: Known, text: str | None, *, keep: bool) -> Held:
    if column.type.filled_by or not column.stored:
        raise Invalid(f"“{column.name}” fills itself; it cannot be typed in.", field=str(column.id))
    if text is None:
        return None
    try:
        if column.type.refers_to and text.strip():
            return _one(column, known, text)
        return column.type.parse(text, column.options)
    except Invalid as problem:
        if keep:
            return Misfit(text)
        raise Invalid(problem.message, field=str(column.id)) from problem


def _one(column: Column, known: Known, text: str) -> int:
    found = known[column.id].get(text, [])
    if len(found) == 1:
        return found[0]
    if found:
        words = f"There are several “{text}”. Pick one from the list."
    elif isinstance(column.type, Reference) and not links.is_link(column):
        words = f"{quoted(text)} {column.type.unknown}"
    else:
        words = f"There is no “{text}” to link to. Pick one from the list."
    raise Invalid(words, field=str(column.id))


def _is_of_several(column: Column) -> bool:
    return links.is_link(column) and not column.stored


def _names(text: str | None) -> list[str]:
    """Return the names in a text, which are written as several choices are."""
    return cast("list[str]", COLUMN_TYPES["several_choices"].parse(text or "", {}) or [])
