"""History over HTTP: the page, undo and redo. The deeds themselves are the engine's journal."""

from __future__ import annotations

from datetime import UTC

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from desktop_app.engine import catalog, journal, trimming
from desktop_app.engine.catalog import Table
from desktop_app.engine.entries import IN_FORCE
from desktop_app.engine.entries import Entry as Written
from desktop_app.engine.entries import people as people_in
from desktop_app.engine.work import Look
from desktop_app.services.history import service
from desktop_app.services.history.keeping_shapes import rule_shape
from desktop_app.services.history.shapes import (
    Change,
    Changes,
    ChangesWanted,
    Entries,
    EntriesWanted,
    Entry,
    Flipped,
    Insisting,
    State,
)
from desktop_app.web.api import Id, answers, query
from desktop_app.web.context import actor, look, operation, store
from desktop_app.web.shapes import Offer, offer_shape

bp = Blueprint("history", __name__)


def tools(table: Table) -> str:  # noqa: ARG001 - a slot's signature
    """Return the undo and redo buttons."""
    with look() as reading:
        offer = journal.offer(reading, actor().id)
    return render_template("history/_tools.html", undo=offer.undo, redo=offer.redo)


@bp.get("/history")
def index() -> ResponseReturnValue:
    """Show what was done, newest first."""
    with look() as reading:
        asked = query(EntriesWanted)
        entries = _entries(reading, asked)
        offer = journal.offer(reading, actor().id)
        tables = [(table.id, table.name) for table in catalog.tables(reading)]
        people = people_in(reading)
        rule = rule_shape(trimming.rule(reading))
    return render_template(
        "history/history.html",
        entries=entries,
        undo=offer.undo,
        redo=offer.redo,
        page=asked.limit,
        asked=asked,
        tables=tables,
        people=people,
        rule=rule,
    )


@bp.get("/api/v1/history")
@answers()
def list_history(asked: EntriesWanted) -> Entries:
    """List what was done, newest first; `before` continues from an entry."""
    with look() as reading:
        return {"entries": _entries(reading, asked)}


@bp.get("/api/v1/changes")
@answers()
def list_changes(asked: ChangesWanted) -> Changes:
    """List what was done, undone or redone since a revision, in that order."""
    with look() as reading:
        found = journal.since(reading, asked.since, asked.limit)
        # Up to which all is told: with more to come, just as far as it is told here.
        revision = found[-1].revision if len(found) == asked.limit else reading.revision
    return {"revision": revision, "changes": [_change(entry) for entry in found]}


@bp.get("/api/v1/undo")
@answers()
def offer_undo() -> Offer:
    """Say what undo and redo would do."""
    with look() as reading:
        return offer_shape(journal.offer(reading, actor().id))


@bp.post("/api/v1/undo")
@answers()
def undo(given: Insisting) -> Flipped:
    """Take back the latest change."""
    return _flipped(*service.undo(store(), actor(), operation(), anyway=given.anyway))


@bp.post("/api/v1/redo")
@answers()
def redo(given: Insisting) -> Flipped:
    """Do again what was undone last."""
    return _flipped(*service.redo(store(), actor(), operation(), anyway=given.anyway))


@bp.post("/api/v1/undo/keep")
@answers()
def keep_latest() -> Offer:
    """Leave the latest change as it is, so that undo goes on with the one before it."""
    return offer_shape(service.pass_over(store(), actor(), operation()))


@bp.post("/api/v1/history/<int:entry_id>/put-back")
@answers()
def put_entry_back(entry_id: Id, given: Insisting) -> Flipped:
    """Take back just that change, whoever made it, as a change of its own."""
    return _flipped(*service.put_back(store(), actor(), entry_id, operation(), anyway=given.anyway))


def _flipped(flipped: journal.Flipped, offer: journal.Offer) -> Flipped:
    return {"done": flipped.sentence, "table": flipped.table, **offer_shape(offer)}


def _change(entry: Written) -> Change:
    return {
        "revision": entry.revision,
        "entry": entry.id,
        "sentence": entry.sentence,
        "state": state_of(entry),
        "who": entry.actor_name,
        "when": entry.at.replace(tzinfo=UTC),
        "table": entry.table_id,
    }


def state_of(entry: Written) -> State:
    """Say whether a change is in force."""
    return "done" if entry.state in IN_FORCE else "undone"


def _entries(reading: Look, asked: EntriesWanted) -> list[Entry]:
    return [
        {
            "id": entry.id,
            "when": entry.at.replace(tzinfo=UTC),
            "who": entry.actor_name,
            "sentence": entry.sentence,
            "state": state_of(entry),
            "table": entry.table_id,
            "receipt": entry.receipt,
        }
        for entry in journal.entries(
            reading, asked.before, asked.limit, table=asked.table, person=asked.person
        )
    ]
