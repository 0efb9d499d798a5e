"""Columns over HTTP."""

from __future__ import annotations

from flask import Blueprint, render_template

from desktop_app.column_types import COLUMN_TYPES
from desktop_app.column_types.base import Recognised
from desktop_app.engine import catalog
from desktop_app.services.columns import service
from desktop_app.services.columns.shapes import ColumnKinds, Columns, NewColumn
from desktop_app.web.api import Id, answers
from desktop_app.web.context import look, work
from desktop_app.web.shapes import Column, Deleted, NewName, column_shape

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
                "icon": kind.icon,
                "align": kind.align,
                "importable": isinstance(kind, Recognised),
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
    return {"columns": [column_shape(column) for column in table.columns]}


@bp.post("/tables/<int:table_id>/columns")
@answers(201)
def add_column(table_id: Id, given: NewColumn) -> Column:
    """Add a column."""
    with work() as w:
        column = service.add(w, table_id, given.name, given.type, given.position)
    return column_shape(column)


@bp.patch("/tables/<int:table_id>/columns/<int:column_id>")
@answers()
def rename_column(table_id: Id, column_id: Id, given: NewName) -> Column:
    """Rename a column."""
    with work() as w:
        column = service.rename(w, table_id, column_id, given.name)
    return column_shape(column)


@bp.delete("/tables/<int:table_id>/columns/<int:column_id>")
@answers()
def remove_column(table_id: Id, column_id: Id) -> Deleted:
    """Remove a column."""
    with work() as w:
        service.remove(w, table_id, column_id)
    return {"deleted": 1}
