"""Columns over HTTP."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from desktop_app.column_types import COLUMN_TYPES
from desktop_app.engine import catalog
from desktop_app.services.columns import service
from desktop_app.web.context import look, work
from desktop_app.web.pages import body
from desktop_app.web.shapes import column_shape

bp = Blueprint("columns", __name__, url_prefix="/api/v1")


def tools(table: catalog.Table) -> str:
    """Return the button that adds a column."""
    return render_template("columns/_tools.html", table=table)


@bp.get("/column-types")
def kinds() -> dict[str, Any]:
    """List what a column may hold."""
    return {
        "types": [
            {"name": kind.name, "label": kind.label, "icon": kind.icon, "align": kind.align}
            for kind in COLUMN_TYPES
        ]
    }


@bp.get("/tables/<int:table_id>/columns")
def index(table_id: int) -> ResponseReturnValue:
    """List the columns of a table."""
    with look() as reading:
        table = catalog.table(reading, table_id)
    return {"columns": [column_shape(column) for column in table.columns]}


@bp.post("/tables/<int:table_id>/columns")
def add(table_id: int) -> ResponseReturnValue:
    """Add a column."""
    given = body()
    with work() as w:
        column = service.add(
            w, table_id, given.get("name"), given.get("type"), given.get("position")
        )
    return column_shape(column), 201


@bp.patch("/tables/<int:table_id>/columns/<int:column_id>")
def rename(table_id: int, column_id: int) -> ResponseReturnValue:
    """Rename a column."""
    with work() as w:
        column = service.rename(w, table_id, column_id, body().get("name"))
    return column_shape(column)


@bp.delete("/tables/<int:table_id>/columns/<int:column_id>")
def remove(table_id: int, column_id: int) -> ResponseReturnValue:
    """Remove a column."""
    with work() as w:
        service.remove(w, table_id, column_id)
    return {"deleted": 1}
