"""Rows and cells over HTTP, and the grid that shows them."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from desktop_app.engine import journal
from desktop_app.engine.catalog import Table
from desktop_app.engine.rows import Numbered
from desktop_app.engine.work import Work
from desktop_app.services.records import service
from desktop_app.web.context import look, work
from desktop_app.web.pages import body, number
from desktop_app.web.shapes import column_shape, offer_shape

bp = Blueprint("records", __name__, url_prefix="/api/v1/tables/<int:table_id>")

LIMIT = 100
MOST_ROWS = 1000


def grid(table: Table) -> str:
    """Return the grid of a table."""
    return render_template("records/_grid.html", table=table)


def actions(table: Table) -> str:
    """Return what one can do with the rows from above the grid."""
    return render_template("records/_actions.html", table=table)


@bp.get("/rows")
def index(table_id: int) -> ResponseReturnValue:
    """Give some rows: `offset` and `limit`."""
    offset, limit = number("offset", 0), number("limit", LIMIT, at_most=MOST_ROWS)
    with look() as reading:
        page = service.page(reading, table_id, offset, limit)
    return {
        "columns": [column_shape(column) for column in page.table.columns],
        "rows": [_row(row) for row in page.rows],
        "total": page.total,
        "offset": offset,
    }


@bp.patch("/cells")
def edit(table_id: int) -> ResponseReturnValue:
    """Set cells from texts; `rows` adds rows in the same step, as a long paste needs."""
    given = body()
    with work() as w:
        cells, added = service.paste(w, table_id, given.get("edits"), given.get("rows", []))
        told = _told(w, table_id)
    shown = [{"row": row, "column": column, "value": value} for row, column, value in cells]
    return {"cells": shown, "rows": [_row(row) for row in added], **told}


@bp.post("/rows")
def add(table_id: int) -> ResponseReturnValue:
    """Add rows."""
    given = body()
    with work() as w:
        rows = service.add_rows(w, table_id, given)
        told = _told(w, table_id)
    return {"rows": [_row(row) for row in rows], **told}, 201


@bp.delete("/rows")
def remove(table_id: int) -> ResponseReturnValue:
    """Delete rows."""
    with work() as w:
        deleted = service.delete_rows(w, table_id, body().get("rows"))
        told = _told(w, table_id)
    return {"deleted": deleted, **told}


def _row(row: Numbered) -> dict[str, Any]:
    return {"id": row[0], "cells": list(row[1:])}


def _told(w: Work, table_id: int) -> dict[str, Any]:
    """Say what follows from a change. Within it: once it is saved, nothing may fail any more."""
    return {"total": service.count(w, table_id), **offer_shape(journal.promised(w))}
