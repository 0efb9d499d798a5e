"""Rows and cells over HTTP, and the grid that shows them."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from desktop_app.engine import journal
from desktop_app.engine.catalog import Table
from desktop_app.engine.rows import Numbered
from desktop_app.services.records import service
from desktop_app.web.context import actor, look, work
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
        cells = service.edit_cells(w, table_id, given.get("edits"))
        added = service.add_rows(w, table_id, {"rows": given.get("rows", [])})
    shown = [{"row": row, "column": column, "value": value} for row, column, value in cells]
    new = {"rows": [_row(row) for row in added], **_total(table_id)} if added else {}
    return {"cells": shown, **new, **_offer()}


@bp.post("/rows")
def add(table_id: int) -> ResponseReturnValue:
    """Add rows."""
    given = body()
    with work() as w:
        rows = service.add_rows(w, table_id, given)
    return {"rows": [_row(row) for row in rows], **_total(table_id), **_offer()}, 201


@bp.delete("/rows")
def remove(table_id: int) -> ResponseReturnValue:
    """Delete rows."""
    with work() as w:
        deleted = service.delete_rows(w, table_id, body().get("rows"))
    return {"deleted": deleted, **_total(table_id), **_offer()}


def _row(row: Numbered) -> dict[str, Any]:
    return {"id": row[0], "cells": list(row[1:])}


def _total(table_id: int) -> dict[str, int]:
    with look() as reading:
        return {"total": service.count(reading, table_id)}


def _offer() -> dict[str, str | None]:
    with look() as reading:
        return offer_shape(journal.offer(reading, actor().id))
