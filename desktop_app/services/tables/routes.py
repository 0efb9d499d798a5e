"""Tables over HTTP: a page for each, the list at the side, and /api/v1/tables."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from desktop_app.engine import catalog
from desktop_app.services.tables import service
from desktop_app.services.tables.shapes import (
    NewTable,
    TableListed,
    TableMade,
    TableNamed,
    TableOrder,
    TableRemoved,
    Tables,
)
from desktop_app.web.api import Id, answers
from desktop_app.web.context import look, work
from desktop_app.web.shapes import NewName

bp = Blueprint("tables", __name__)


def sidebar() -> str:
    """Return the list of tables at the side of every page."""
    with look() as reading:
        listed = service.listed(reading)
    current = (request.view_args or {}).get("table_id")
    return render_template("tables/_sidebar.html", tables=listed, current=current)


@bp.get("/tables")
def front() -> ResponseReturnValue:
    """Go to the first table, or show how to begin."""
    with look() as reading:
        found = catalog.tables(reading)
    if found:
        return redirect(url_for("tables.show", table_id=found[0].id))
    return render_template("tables/front.html")


@bp.get("/tables/list")
def listing() -> ResponseReturnValue:
    """Show the list at the side alone, for refreshing it."""
    return sidebar()


@bp.get("/tables/<int:table_id>")
def show(table_id: int) -> ResponseReturnValue:
    """Show a table."""
    with look() as reading:
        table = catalog.table(reading, table_id)
    return render_template("tables/table.html", table=table)


@bp.get("/api/v1/tables")
@answers()
def list_tables() -> Tables:
    """List the tables with their number of rows."""
    with look() as reading:
        found = service.listed(reading)
    return {"tables": [_listed(each) for each in found]}


@bp.put("/api/v1/tables/order")
@answers()
def order_tables(given: TableOrder) -> Tables:
    """Put the tables into another order."""
    with work() as w:
        found = service.order(w, given.tables)
    return {"tables": [_listed(each) for each in found]}


@bp.post("/api/v1/tables")
@answers(201)
def add_table(given: NewTable) -> TableMade:
    """Make a table."""
    with work() as w:
        table = service.add(w, given.name, given.first())
    return {"id": table.id, "name": table.name, "go": url_for("tables.show", table_id=table.id)}


@bp.patch("/api/v1/tables/<int:table_id>")
@answers()
def rename_table(table_id: Id, given: NewName) -> TableNamed:
    """Rename a table."""
    with work() as w:
        table = service.rename(w, table_id, given.name)
    return {"id": table.id, "name": table.name}


@bp.delete("/api/v1/tables/<int:table_id>")
@answers()
def remove_table(table_id: Id) -> TableRemoved:
    """Remove a table."""
    with work() as w:
        service.remove(w, table_id)
    return {"deleted": 1, "go": url_for("tables.front")}


def _listed(table: service.Listed) -> TableListed:
    return {"id": table.id, "name": table.name, "rows": table.rows}
