"""Importing a file into a table by their names, as the command line does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from desktop_app.domain import names
from desktop_app.domain.access import NOBODY, Actor
from desktop_app.domain.errors import NotFound
from desktop_app.domain.sheet import Sheet, SheetPlan
from desktop_app.engine import catalog
from desktop_app.engine.catalog import Table
from desktop_app.engine.store import Store
from desktop_app.formats.first_sheet import Opened
from desktop_app.services.transfer import goals, into, receipts, service, survey
from desktop_app.services.transfer.filling import SKIP, Filled, Seen, fill
from desktop_app.services.transfer.goals import Course
from desktop_app.services.transfer.into_shapes import IntoWanted
from desktop_app.services.transfer.receipts import Origin
from desktop_app.services.transfer.sheets import not_imported


@dataclass(frozen=True)
class Named:
    """A table, and the columns by which rows are the same (none: all are added), by name."""

    table: str
    match: Sequence[str] = ()
    clear: bool = False
    """Whether empty cells of the file empty those of the rows they match."""


def import_into(
    store: Store,
    file: Opened,
    named: Named,
    seen: Seen,
    actor: Actor = NOBODY,
    *,
    folder: Path | None = None,
    looked: Seen | None = None,
) -> into.Taken:
    """Import the open sheet of a file into a table. Raises NotFound, Invalid, DocumentProblem.

    `folder` and `looked` are those of `service.import_file`.
    """
    with store.look() as look:
        table = _table(catalog.tables(look), named.table)
    path, sheet = file.path, file.sheet
    origin = Origin.of(path, path.name)
    with service.side_file(store, path, folder=folder) as side:
        course, filled = _filled(sheet, table, named, (side, seen), looked)
        coming = into.Coming(course, filled, side, sheet, path.name)
        origin.settle()
        with store.work(actor) as w:
            taken = into.take(w, coming, seen)
            receipts.keep(w, origin, [taken.part], _wishes(file, course))
    skipped = [column.name for column in course.plan.columns if column.type == SKIP]
    notes = [f"“{each}” is no column of {table.name} and was left out." for each in skipped]
    others = not_imported(file.sheets, sheet.name)
    return replace(taken, notes=[*taken.notes, *notes, *others])


def _wishes(file: Opened, course: Course) -> dict[str, Any]:
    goals = iter(course.goals)
    columns = [
        {} if column.type == SKIP else {"column": next(goals).id} for column in course.plan.columns
    ]
    mode = "update" if course.key else "add"
    into = {"table": course.table, "mode": mode, "key": list(course.key), "columns": columns}
    told = service.wishes(file, course.header)
    return {**told, "into": {**into, "extend": False, "clear": course.clear}}


def _filled(
    sheet: Sheet, table: Table, named: Named, where: tuple[Path, Seen], looked: Seen | None
) -> tuple[Course, Filled]:
    side, seen = where
    try:
        course = _course(survey.glance(sheet, looked), table, named)
        return course, fill(sheet, course.plan, side, seen)
    except survey.Surprise:  # some row is wider than the first ones: look at all of them after all
        side.unlink(missing_ok=True)
        course = _course(survey.survey(sheet, looked), table, named)
        return course, fill(sheet, course.plan, side, seen)


def _course(plan: SheetPlan, table: Table, named: Named) -> Course:
    key = [_column(table, each) for each in named.match]
    mode = IntoWanted(table.id, "update" if key else "add", key, clear=named.clear)
    return goals.course(plan, table, mode)


def _table(tables: Sequence[Table], name: str) -> Table:
    for table in tables:
        if names.same(table.name, name):
            return table
    raise NotFound(f"There is no table “{name}” in this file.")


def _column(table: Table, name: str) -> int:
    for column in table.columns:
        if names.same(column.name, name):
            return column.id
    raise NotFound(f"“{table.name}” has no column “{name}”.")
