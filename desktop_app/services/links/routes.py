"""Links and what is worked out over HTTP, and the dialogs that make them."""

from __future__ import annotations

from flask import Blueprint, render_template

from desktop_app.engine import catalog, fields, journal
from desktop_app.engine.labels import Named
from desktop_app.engine.work import Work
from desktop_app.services.links import service
from desktop_app.services.links.service import Wish
from desktop_app.services.links.shapes import (
    Adoption,
    FormulaFunctions,
    Hanging,
    HangingAsked,
    Linked,
    LinksOfRow,
    LinksSet,
    LinksWanted,
    NamedRow,
    NewLink,
    NewWorkedOut,
    Picked,
    PickWanted,
    Plan,
    Trial,
    TrialResult,
    Tried,
)
from desktop_app.web.api import Id, answers
from desktop_app.web.context import look, work
from desktop_app.web.shapes import Column, column_shapes, offer_shape

bp = Blueprint("links", __name__, url_prefix="/api/v1")


def choices(table: catalog.Table) -> str:
    """Return the buttons that make a column which is not typed in."""
    return render_template("links/_choices.html", table=table)


def dialogs(table: catalog.Table) -> str:
    """Return the dialogs behind those buttons."""
    return render_template("links/_dialogs.html", table=table)


@bp.post("/tables/<int:table_id>/links")
@answers(201)
def link_tables(table_id: Id, given: NewLink) -> Column:
    """Link a table to another, or to itself."""
    with work() as w:
        column = service.link(w, table_id, given.table, given.name, several=given.several)
        return _column(w, table_id, column)


@bp.post("/tables/<int:table_id>/columns/<int:column_id>/link")
@answers()
def adopt_column(table_id: Id, column_id: Id, given: Adoption) -> Column:
    """Turn a column of texts or keys into one of links."""
    with work() as w:
        column = service.adopt(w, table_id, column_id, given.table, given.field)
        return _column(w, table_id, column)


@bp.get("/tables/<int:table_id>/columns/<int:column_id>/links/<int:row>")
@answers()
def list_links(table_id: Id, column_id: Id, row: Id, asked: LinksWanted) -> LinksOfRow:
    """List the rows that a row is linked to."""
    with look() as reading:
        place = (asked.offset, asked.limit)
        found, total = service.linked(reading, table_id, column_id, row, place)
    return {"rows": [_named(each) for each in found], "total": total}


@bp.put("/tables/<int:table_id>/columns/<int:column_id>/links/<int:row>")
@answers()
def set_links(table_id: Id, column_id: Id, row: Id, given: Linked) -> LinksSet:
    """Link a row to just these rows."""
    with work() as w:
        value = service.set_links(w, table_id, column_id, row, given.ids)
        return {"value": value, **offer_shape(journal.promised(w))}


@bp.get("/tables/<int:table_id>/pick")
@answers()
def pick_rows(table_id: Id, asked: PickWanted) -> Picked:
    """Find rows by what they are called, to link to them."""
    with look() as reading:
        found, more = service.pick(reading, table_id, asked.search, asked.limit)
    return {"rows": [_named(each) for each in found], "more": more}


@bp.post("/tables/<int:table_id>/rows/hanging")
@answers()
def list_hanging(table_id: Id, given: HangingAsked) -> Hanging:
    """Say what is linked to rows that are about to be deleted."""
    with look() as reading:
        found = service.hanging(reading, table_id, given.rows)
    return {
        "hanging": [
            {"table": each.table, "column": each.column, "rows": each.rows} for each in found
        ]
    }


@bp.post("/tables/<int:table_id>/worked-out")
@answers(201)
def add_worked_out(table_id: Id, given: NewWorkedOut) -> Column:
    """Add a column that is worked out."""
    with work() as w:
        column = service.add(w, table_id, given.type, given.name, _wish(given))
        return _column(w, table_id, column)


@bp.patch("/tables/<int:table_id>/worked-out/<int:column_id>")
@answers()
def change_worked_out(table_id: Id, column_id: Id, given: Plan) -> Column:
    """Let a column be worked out in another way."""
    with work() as w:
        column = service.change(w, table_id, column_id, _wish(given))
        return _column(w, table_id, column)


@bp.post("/tables/<int:table_id>/worked-out/try")
@answers()
def try_formula(table_id: Id, given: Trial) -> Tried:
    """Work a formula out for the first rows, without keeping it."""
    with look() as reading:
        kind, seen, results = service.tried(reading, table_id, given.formula, given.column)
    return {
        "kind": kind.value,
        "shows": {"type": seen.type.name, "options": dict(seen.options)},
        "results": [_result(each) for each in results],
    }


@bp.get("/formula-functions")
@answers()
def list_formula_functions() -> FormulaFunctions:
    """List what can be used in formulas."""
    found = service.functions()
    return {
        "functions": [
            {"name": each.name, "example": each.example, "gives": each.gives, "does": each.does}
            for each in found
        ]
    }


def _column(w: Work, table_id: int, column: catalog.Column) -> Column:
    table = catalog.table(w, table_id)
    shapes = column_shapes(table, fields.worked_out(w, table))
    return next(each for each in shapes if each["id"] == column.id)


def _wish(plan: Plan) -> Wish:
    return Wish(plan.link, plan.field, plan.how, plan.formula)


def _named(found: Named) -> NamedRow:
    return {"id": found.id, "label": found.label}


def _result(found: service.Result) -> TrialResult:
    shown: TrialResult = {"row": found.row, "value": found.value}
    if found.trouble:
        shown["trouble"] = found.trouble
    return shown
