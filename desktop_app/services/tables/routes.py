"""Tables over HTTP: a page for each, the list at the side, and /api/v1/tables."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from desktop_app.engine import catalog
from desktop_app.services.tables import service
from desktop_app.web.context import look, work
from desktop_app.web.pages import body

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
def api_list() -> ResponseReturnValue:
    """List the tables with their number of rows."""
    with look() as reading:
        found = service.listed(reading)
    return {"tables": [{"id": each.id, "name": each.name, "rows": each.rows} for each in found]}


@bp.post("/api/v1/tables")
def api_add() -> ResponseReturnValue:
    """Make a table."""
    given = body()
    with work() as w:
        table = service.add(w, given.get("name"), given.get("columns"))
    go = url_for("tables.show", table_id=table.id)
    return {"id": table.id, "name": table.name, "go": go}, 201


@bp.patch("/api/v1/tables/<int:table_id>")
def api_rename(table_id: int) -> ResponseReturnValue:
    """Rename a table."""
    with work() as w:
        table = service.rename(w, table_id, body().get("name"))
    return {"id": table.id, "name": table.name}


@bp.delete("/api/v1/tables/<int:table_id>")
def api_remove(table_id: int) -> ResponseReturnValue:
    """Remove a table."""
    with work() as w:
        service.remove(w, table_id)
    return {"deleted": 1, "go": url_for("tables.front")}
