"""Rows and cells over HTTP, and the grid that shows them."""

from __future__ import annotations

from flask import Blueprint, render_template

from desktop_app.domain.query import read as read_query
from desktop_app.domain.sheet import Misfit
from desktop_app.engine import journal
from desktop_app.engine.browsing import Asked
from desktop_app.engine.catalog import Table
from desktop_app.engine.rows import Numbered
from desktop_app.engine.work import Work
from desktop_app.services.records import checking, service
from desktop_app.services.records.service import Page, Trouble
from desktop_app.services.records.shapes import (
    AddRows,
    CellNow,
    CellsChecked,
    CellsEdited,
    CheckCells,
    DeleteRows,
    EditCells,
    Fill,
    Rows,
    RowsAdded,
    RowsDeleted,
    RowsWanted,
    Told,
)
from desktop_app.web.api import Id, answers
from desktop_app.web.context import actor, look, store, work
from desktop_app.web.shapes import Row, column_shapes, offer_shape

MOST_TOLD = 100
"""Texts that do not fit, told one by one."""

bp = Blueprint("records", __name__, url_prefix="/api/v1/tables/<int:table_id>")


def grid(table: Table) -> str:
    """Return the grid of a table."""
    return render_template("records/_grid.html", table=table)


def actions(table: Table) -> str:
    """Return what one can do with the rows from above the grid."""
    return render_template("records/_actions.html", table=table)


def tools(table: Table) -> str:
    """Return what stands above the grid to find rows with."""
    return render_template("records/_tools.html", table=table)


@bp.get("/rows")
@answers()
def list_rows(table_id: Id, asked: RowsWanted) -> Rows:
    """Give some rows."""
    query = read_query(asked.sort, asked.filter, asked.search)
    wanted = Asked(query, asked.offset, asked.limit, asked.order, actor().id)
    page = service.page(store(), table_id, wanted)
    return {
        "columns": column_shapes(page.table, page.worked_out),
        "rows": _rows(page),
        "total": page.total,
        "offset": asked.offset,
        "order": page.order,
    }


@bp.patch("/cells")
@answers()
def edit_cells(table_id: Id, given: EditCells) -> CellsEdited:
    """Set cells from texts; `rows` adds rows in the same step, as a long paste needs."""
    edits = [(edit.row, edit.column, edit.text) for edit in given.edits]
    with work() as w:
        rows = [row.cells for row in given.rows]
        cells, added = service.paste(w, table_id, edits, rows, keep=given.keep)
        told = _told(w, table_id)
    return {"cells": [_cell(*cell) for cell in cells], "rows": [_row(row) for row in added], **told}


@bp.post("/cells/check")
@answers()
def check_cells(table_id: Id, given: CheckCells) -> CellsChecked:
    """Say what of a paste does not fit, and write nothing."""
    edits = [(edit.row, edit.column, edit.text) for edit in given.edits]
    rows = [row.cells for row in given.rows]
    with look() as reading:
        odd = checking.unfit(reading, table_id, edits, rows)
    return {
        "cells": len(edits) + sum(map(len, rows)),
        "unfit": len(odd),
        "odd": [{"column": column, "text": text} for column, text in odd[:MOST_TOLD]],
    }


@bp.post("/rows")
@answers(201)
def add_rows(table_id: Id, given: AddRows) -> RowsAdded:
    """Add rows."""
    with work() as w:
        rows = service.add_rows(w, table_id, given.texts())
        told = _told(w, table_id)
    return {"rows": [_row(row) for row in rows], **told}


@bp.delete("/rows")
@answers()
def delete_rows(table_id: Id, given: DeleteRows) -> RowsDeleted:
    """Delete rows."""
    with work() as w:
        if given.all:
            query = read_query(filters=given.filter)
            deleted = service.delete_found(w, table_id, query)
        else:
            deleted = service.delete_rows(w, table_id, given.rows)
        told = _told(w, table_id)
    return {"deleted": deleted, **told}


@bp.post("/fill")
@answers()
def fill(table_id: Id, given: Fill) -> Told:
    """Put the same into a column of many rows."""
    with work() as w:
        service.fill(w, table_id, given.column, given.text, read_query(filters=given.filter))
        return _told(w, table_id)


def _cell(row: int, column: int, value: object) -> CellNow:
    if isinstance(value, Misfit):
        return {"row": row, "column": column, "value": None, "misfit": value.text}
    if isinstance(value, Trouble):
        return {"row": row, "column": column, "value": None, "trouble": value.words}
    return {"row": row, "column": column, "value": value}


def _rows(page: Page) -> list[Row]:
    shown = [_row(row) for row in page.rows]
    if page.misfits or page.troubles:
        by_id = {row["id"]: row for row in shown}
        for (row, column), text in page.misfits.items():
            by_id[row].setdefault("misfits", {})[str(column)] = text
        for (row, column), words in page.troubles.items():
            by_id[row].setdefault("troubles", {})[str(column)] = words
    return shown


def _row(row: Numbered) -> Row:
    return {"id": row[0], "cells": list(row[1:])}


def _told(w: Work, table_id: int) -> Told:
    """Say what follows from a change. Within it: once it is saved, nothing may fail any more."""
    return {"total": service.count(w, table_id), **offer_shape(journal.promised(w))}
