"""Which column of a file goes into which column of a table, and how rows find each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import count
from typing import Any

from desktop_app.column_types import COLUMN_TYPES
from desktop_app.column_types.base import Gathers, Recognised
from desktop_app.column_types.choices import names_of
from desktop_app.column_types.words import quoted
from desktop_app.domain import names
from desktop_app.domain.errors import Conflict, Invalid
from desktop_app.domain.folding import fold
from desktop_app.domain.sheet import ColumnPlan, SheetPlan
from desktop_app.engine import links
from desktop_app.engine.catalog import Column, Table
from desktop_app.services.transfer.filling import SKIP
from desktop_app.services.transfer.into_shapes import Goal, IntoWanted

_NAMED = 5
"""Columns that are named where none suits."""


@dataclass(frozen=True)
class Course:
    """The course of an import: how each column is read, and where it goes.

    `goals` belong to the columns of the plan that are not left out; the id of one that is yet to
    be made is below zero. Without a `key` every row is added.
    """

    table: int
    plan: SheetPlan
    goals: Sequence[Column]
    key: Sequence[int] = ()
    header: Sequence[str] = ()
    """What the file calls its columns."""
    clear: bool = False
    """Whether empty cells of the file empty those of the rows they match."""

    def refuse_if_changed(self, table: Table) -> None:
        """Raise Conflict if a column is not what it was when this was planned, NotFound if gone."""
        for goal in self.goals:
            now = table.column(goal.id) if goal.id > 0 else goal
            if (now.type, dict(now.options)) != (goal.type, dict(goal.options)):
                raise Conflict(
                    f"“{now.name}” was changed meanwhile. Nothing was imported. Please try again."
                )


def refusal(column: Column) -> str | None:
    """Say why nothing can be imported into a column; None if it can."""
    if links.is_link(column) and not column.stored:
        return "Links to several rows are set by hand."
    if column.type.filled_by or not column.stored:
        return "This column fills itself."
    if column.type.refers_to == "file":
        return "Files are put in by hand."
    can = bool(column.type.refers_to) or isinstance(column.type, Recognised)
    return None if can else "Nothing can be imported into it."


def suggested(plan: SheetPlan, table: Table) -> list[Column | None]:
    """Return the column of the table that is called like each column of a file.

    Those are found, too, that an earlier version made of the same heading.
    """
    free = {fold(names.clean(c.name)): c for c in table.columns if refusal(c) is None}
    found = [free.pop(fold(names.clean(column.name)), None) for column in plan.columns]
    return [
        goal or free.pop(fold(column.former), None)
        for goal, column in zip(found, plan.columns, strict=True)
    ]


def suggested_key(found: Sequence[Column | None]) -> list[int]:
    """Return the columns by which rows can be told apart: one with no two alike, if any."""
    return [column.id for column in found if column and column.options.get("unique")][:1]


def course(plan: SheetPlan, table: Table, wanted: IntoWanted) -> Course:
    """Return the course that a person wants. Raises Invalid, NotFound."""
    read, chosen = reading(plan, table, wanted)
    key = _checked_key(wanted, [column.id for column in chosen])
    return Course(table.id, read, chosen, key, plan.names, wanted.clear)


def reading(plan: SheetPlan, table: Table, wanted: IntoWanted) -> tuple[SheetPlan, list[Column]]:
    """Return how the columns of a file are read, and where they go. Raises Invalid, NotFound."""
    goals = wanted.columns
    if goals is None:
        found_by_name = suggested(plan, table)
        if not any(found_by_name):
            raise Invalid(_nothing_shared(plan, table), field="columns")
        goals = [Goal(column=each.id if each else None) for each in found_by_name]
    if len(goals) != len(plan.columns):
        raise Invalid("Each column of the file needs a place to go to.", field="columns")
    found = [_goal(table, *each) for each in zip(count(), goals, plan.columns, strict=False)]
    chosen = [column for column in found if column is not None]
    _check(table, chosen)
    columns = [_read(*each, wanted) for each in zip(plan.columns, found, strict=True)]
    return SheetPlan(columns, plan.rows), chosen


def _nothing_shared(plan: SheetPlan, table: Table) -> str:
    free = [column.name for column in table.columns if refusal(column) is None]
    return (
        f"No heading of the file ({_some(plan.names)}) is the name of a column in {table.name} "
        f"that can be filled ({_some(free)})."
    )


def _some(called: Sequence[str]) -> str:
    more = ", …" if len(called) > _NAMED else ""
    return ", ".join(map(quoted, called[:_NAMED])) + more if called else "there is none"


def _goal(table: Table, place: int, goal: Goal, column: ColumnPlan) -> Column | None:
    if goal.column is not None:
        target = table.column(goal.column)
        why = refusal(target)
        if why is not None:
            raise Invalid(f"“{target.name}”: {why}", field="columns")
        return target
    if goal.name is None:
        return None
    kind = COLUMN_TYPES[goal.type or column.type]
    options: dict[str, Any] = dict(column.options) if kind.name == column.type else {}
    return Column(-1 - place, names.clean(goal.name), kind, options, 0)


def _check(table: Table, chosen: Sequence[Column]) -> None:
    if not chosen:
        raise Invalid("There is no column left to import.", field="columns")
    taken = [table.key, *(column.name for column in table.columns)]
    for place, column in enumerate(chosen):
        if column.id > 0 and column in chosen[:place]:
            raise Invalid(f"Two columns go into “{column.name}”. Choose one.", field="columns")
        if column.id < 0:
            names.checked(column.name, taken, "columns")
            taken.append(column.name)


def _checked_key(wanted: IntoWanted, chosen: Sequence[int]) -> Sequence[int]:
    if wanted.mode == "add":
        return []
    if not wanted.key:
        raise Invalid("Choose the column by which rows are the same.", field="into")
    if len(set(wanted.key)) < len(wanted.key) or not set(wanted.key) <= set(chosen):
        raise Invalid("Rows are matched by columns that the file fills.", field="into")
    return wanted.key


def _read(column: ColumnPlan, goal: Column | None, wanted: IntoWanted) -> ColumnPlan:
    if goal is None:
        return replace(column, type=SKIP)
    if goal.id < 0 and goal.type.name == column.type:
        return replace(column, name=goal.name)
    may_grow = isinstance(goal.type, Gathers) and bool(names_of(goal.options))
    extend = wanted.extend and may_grow
    if goal.type.refers_to:
        # What the texts mean is looked up once all of them are known (see engine.side_names).
        return ColumnPlan(goal.name, "text", chosen=True)
    plan = ColumnPlan(goal.name, goal.type.name, goal.options, chosen=True, extend=extend)
    return replace(plan, customs=column.customs, stored=column.stored)
