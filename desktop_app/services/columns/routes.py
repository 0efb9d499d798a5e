"""Columns over HTTP."""

from __future__ import annotations

from flask import Blueprint, render_template

from desktop_app.column_types import COLUMN_TYPES
from desktop_app.column_types.base import Recognised
from desktop_app.engine import catalog, fields, rules
from desktop_app.services.columns import kinds, service, settings
from desktop_app.services.columns.converting import Conversion
from desktop_app.services.columns.shapes import (
    ChangeColumn,
    ColumnChanged,
    ColumnKinds,
    ColumnOrder,
    Columns,
    KindChanged,
    KindWanted,
    NewColumn,
    Rehearsed,
)
from desktop_app.web.api import Id, answers
from desktop_app.web.context import actor, look, store, work
from desktop_app.web.jobs import jobs
from desktop_app.web.shapes import Column, Deleted, column_shape, column_shapes

bp = Blueprint("columns", __name__, url_prefix="/api/v1")


def tools(table: catalog.Table) -> str:
    """Return the button that adds a column."""
    return render_template("columns/_tools.html", table=table)


@bp.get("/column-types")
@answers()
def list_column_types() -> ColumnKinds:
    """List what a column may hold."""
    return {
        "types": [
            {
                "name": kind.name,
                "label": kind.label,
                "about": kind.about,
                "icon": kind.icon,
                "align": kind.align,
                "importable": isinstance(kind, Recognised),
                "target": kinds.is_target(kind),
                "rules": list(rules.of_kind(kind)),
                "settings": settings.settings_of(kind),
            }
            for kind in COLUMN_TYPES
            if kind.choosable
        ]
    }


@bp.get("/tables/<int:table_id>/columns")
@answers()
def list_columns(table_id: Id) -> Columns:
    """List the columns of a table."""
    with look() as reading:
        table = catalog.table(reading, table_id)
        return {"columns": column_shapes(table, fields.worked_out(reading, table))}


@bp.post("/tables/<int:table_id>/columns")
@answers(201)
def add_column(table_id: Id, given: NewColumn) -> Column:
    """Add a column."""
    with work() as w:
        column = service.add(
            w,
            table_id,
            service.Wanted(given.name, given.type, given.position, given.options.named()),
        )
    return column_shape(column)


@bp.patch("/tables/<int:table_id>/columns/<int:column_id>")
@answers()
def change_column(table_id: Id, column_id: Id, given: ChangeColumn) -> ColumnChanged:
    """Rename a column, or change its rules, its choices, whether it is shown."""
    with work() as w:
        if given.name is not None:
            service.rename(w, table_id, column_id, given.name)
        settings.change(w, table_id, column_id, given.options.named(), keep=given.keep)
        column = catalog.table(w, table_id).column(column_id)
        breaking = settings.breaking(w, table_id, column_id)
    return {**column_shape(column), "breaking": breaking}


@bp.put("/tables/<int:table_id>/columns/order")
@answers()
def order_columns(table_id: Id, given: ColumnOrder) -> Columns:
    """Put the columns of a table into another order."""
    with work() as w:
        columns = service.order(w, table_id, given.columns)
    return {"columns": [column_shape(column) for column in columns]}


@bp.post("/tables/<int:table_id>/columns/<int:column_id>/rehearsal")
@answers()
def rehearse_kind(table_id: Id, column_id: Id, given: KindWanted) -> Rehearsed:
    """Say what would happen if a column became one of another kind, and change nothing."""
    with look() as reading:
        wishes = given.options.named()
        found = kinds.rehearse(reading, table_id, column_id, given.type, wishes=wishes)
    return {
        "filled": found.filled,
        "fit": found.fit,
        "odd": [{"row": row, "text": text} for row, text in found.odd],
        "options": dict(found.options),
    }


@bp.post("/tables/<int:table_id>/columns/<int:column_id>/kind")
@answers()
def change_kind(table_id: Id, column_id: Id, given: KindWanted) -> KindChanged:
    """Make a column one of another kind; what does not fit is kept as it is."""
    wishes = given.options.named()
    with look() as reading:
        rehearsal = kinds.large(reading, table_id)
    if rehearsal is not None:
        wanted = Conversion(store(), actor(), table_id, column_id, given.type, wishes)
        return {"job": jobs().start(wanted.run, rehearsal).id}
    with work() as w:
        message = kinds.change(w, table_id, column_id, given.type, wishes=wishes)
        column = catalog.table(w, table_id).column(column_id)
    return {"column": column_shape(column), "message": message}


@bp.delete("/tables/<int:table_id>/columns/<int:column_id>")
@answers()
def remove_column(table_id: Id, column_id: Id) -> Deleted:
    """Remove a column."""
    with work() as w:
        service.remove(w, table_id, column_id)
    return {"deleted": 1}
