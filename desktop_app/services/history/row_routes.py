"""One row's story over HTTP, one cell's, the rows that are gone, and putting any of it back."""

from __future__ import annotations

from datetime import UTC
from itertools import islice

from flask import render_template
from flask.typing import ResponseReturnValue

from desktop_app.engine import catalog, journal, row_back, row_history
from desktop_app.engine.catalog import Table
from desktop_app.engine.deleted_rows import deleted
from desktop_app.engine.row_history import Event
from desktop_app.engine.work import Look
from desktop_app.services.history.routes import bp, state_of
from desktop_app.services.history.row_shapes import (
    CellStory,
    Deed,
    DeletedRows,
    DeletedWanted,
    Deletion,
    PutBackDone,
    RowBack,
    RowEvent,
    RowHistory,
    RowHistoryWanted,
)
from desktop_app.web.api import Id, answers, query
from desktop_app.web.context import look, work
from desktop_app.web.shapes import offer_shape

ROW = "/api/v1/tables/<int:table_id>/rows/<int:row_id>/history"


@bp.get(ROW)
@answers()
def list_row_history(table_id: Id, row_id: Id, asked: RowHistoryWanted) -> RowHistory:
    """Tell what happened to a row, or to one of its cells, newest first."""
    with look() as reading:
        table = catalog.table(reading, table_id)
        wanted = (
            event
            for event in row_history.events(reading, table, row_id)
            if asked.before is None or event.entry.id < asked.before
            if asked.column is None or asked.column in event.cells
        )
        found = list(islice(wanted, asked.limit + 1))
        told = [_event(reading, table, event, asked.column) for event in found[: asked.limit]]
    return {"entries": told, "more": len(found) > asked.limit}


@bp.post(f"{ROW}/<int:entry_id>")
@answers()
def put_row_back(table_id: Id, row_id: Id, entry_id: Id, given: RowBack) -> PutBackDone:
    """Put a row, some of its cells, or a deleted row back to what it was around an entry."""
    with work() as w:
        table = catalog.table(w, table_id)
        columns = given.columns
        left = row_back.put_back(w, table, row_id, entry_id, side=given.side, columns=columns)
        offer = offer_shape(journal.promised(w))
        return {"done": w.sentence or "", "left": left, "table": table_id, **offer}


@bp.get("/api/v1/tables/<int:table_id>/deleted-rows")
@answers()
def list_deleted_rows(table_id: Id, asked: DeletedWanted) -> DeletedRows:
    """List the rows of a table that were deleted and are not back, by the step that did it."""
    return {"entries": deletions(table_id, asked)}


@bp.get("/history/deleted/<int:table_id>")
def deleted_rows(table_id: int) -> ResponseReturnValue:
    """Show the deleted rows of a table."""
    asked = query(DeletedWanted)
    with look() as reading:
        table = catalog.table(reading, table_id)
    return render_template(
        "history/deleted.html", table=table, entries=deletions(table_id, asked), page=asked.limit
    )


def deletions(table_id: int, asked: DeletedWanted) -> list[Deletion]:
    """Return the deleted rows of a table. Raises NotFound."""
    with look() as reading:
        table = catalog.table(reading, table_id)
        found = deleted(reading, table, asked.before, asked.limit)
        return [
            {
                "entry": gone.entry.id,
                "when": gone.entry.at.replace(tzinfo=UTC),
                "who": gone.entry.actor_name,
                "sentence": gone.entry.sentence,
                "rows": [{"id": row, "label": label} for row, label in gone.rows],
                "more": gone.more,
            }
            for gone in found
        ]


def _event(reading: Look, table: Table, event: Event, column: int | None) -> RowEvent:
    return {
        "entry": event.entry.id,
        "when": event.entry.at.replace(tzinfo=UTC),
        "who": event.entry.actor_name,
        "sentence": event.entry.sentence,
        "state": state_of(event.entry),
        "deed": _deed(event),
        "cells": _cells(reading, table, event, column),
    }


def _deed(event: Event) -> Deed:
    if event.before is None:
        return "added"
    return "deleted" if event.after is None else "changed"


def _cells(reading: Look, table: Table, event: Event, column: int | None) -> list[CellStory]:
    """Return the cells that were touched and can be seen, without those that fill themselves."""
    mine = [
        each
        for each in table.columns
        if each.id in event.cells and column in (None, each.id) and not each.type.filled_by
    ]
    before, after = (
        row_back.texts(reading, [(state or {}).get(each.id) for each in mine])
        for state in (event.before, event.after)
    )
    told = zip(mine, before, after, strict=True)
    return [
        {"column": each.id, "name": each.name, "before": was, "after": became}
        for each, was, became in told
        if was != became
    ]
