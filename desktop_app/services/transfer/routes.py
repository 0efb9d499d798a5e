"""Imports and exports over HTTP."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import cast
from urllib.parse import quote

from flask import Blueprint, Response, current_app, render_template, url_for
from flask.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import FileStorage

from desktop_app.engine.catalog import Table
from desktop_app.formats.csv_writer import csv_pieces
from desktop_app.services.transfer import export as exporting
from desktop_app.services.transfer.importing import Import
from desktop_app.services.transfer.preview import Previews
from desktop_app.services.transfer.shapes import (
    Begun,
    ImportWanted,
    Previewed,
    Saved,
    SheetWanted,
    Uploaded,
)
from desktop_app.web.api import Id, answers
from desktop_app.web.context import actor, desk, store
from desktop_app.web.jobs import jobs
from desktop_app.web.pages import page_later
from desktop_app.web.shapes import Deleted, Token
from desktop_app.web.uploads import Uploads, uploads

bp = Blueprint("transfer", __name__)


@bp.record_once
def _remember(state: BlueprintSetupState) -> None:
    state.app.extensions["tidybase.previews"] = Previews()


def actions(table: Table) -> str:
    """Return the buttons that import and export."""
    return render_template("transfer/_actions.html", table=table)


@bp.post("/api/v1/uploads")
@answers(201)
def upload(sent: FileStorage) -> Uploaded:
    """Take a file that was dropped or chosen."""
    kept = uploads().receive(sent.stream, sent.filename or "")
    return {"upload": kept.token, "go": url_for("transfer.page", token=kept.token)}


@bp.get("/import/<token>")
def page(token: str) -> ResponseReturnValue:
    """Show what is in a file and what it will become."""
    return render_template("transfer/import.html", token=token, name=uploads().find(token).name)


@bp.get("/api/v1/imports/<token>")
@answers()
def preview_import(token: Token, asked: SheetWanted) -> Previewed:
    """Say what is in a file, as far as it was read."""
    return _previews().of(uploads().find(token), asked.sheet, jobs()).as_json()


@bp.post("/api/v1/imports/<token>")
@answers(202)
def begin_import(token: Token, given: ImportWanted) -> Begun:
    """Import; the answer is a job."""
    preview = _previews().of(uploads().find(token), given.sheet, jobs())
    deed = Import(
        preview=preview,
        plan=preview.planned(given.columns),
        title=given.table or preview.table,
        store=store(),
        actor=actor(),
        page_of=page_later("tables.show"),
        forget=partial(_forget, _previews(), uploads(), token),
    )
    return {"job": _previews().begin(preview, jobs(), deed.run).id}


@bp.delete("/api/v1/imports/<token>")
@answers()
def forget_import(token: Token) -> Deleted:
    """Give up an import; our copy of the file goes."""
    _forget(_previews(), uploads(), uploads().find(token).token)
    return {"deleted": 1}


@bp.get("/export/<int:table_id>.csv")
@bp.get("/api/v1/tables/<int:table_id>/export.csv")
@answers(media="text/csv")
def download_table(table_id: Id) -> Response:
    """Send a table as CSV, for a browser to save."""
    table = exporting.find(store(), table_id)
    answer = Response(_csv(table), mimetype="text/csv")
    name = quote(exporting.file_name(table), safe="")
    answer.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}"
    return answer


@bp.post("/api/v1/tables/<int:table_id>/export")
@answers()
def save_table(table_id: Id) -> Saved:
    """Save a table as CSV where the native dialog says."""
    table = exporting.find(store(), table_id)
    path = desk().ask_save(exporting.file_name(table))
    if path is None:
        return {"cancelled": True}
    exporting.save(_csv(table), path, besides=store().path)
    return {"saved": path.name}


def _csv(table: Table) -> Iterator[str]:
    document = store()
    return csv_pieces([column.name for column in table.columns], exporting.cells(document, table))


def _forget(previews: Previews, kept: Uploads, token: str) -> None:
    previews.forget(token)
    kept.forget(token)


def _previews() -> Previews:
    return cast("Previews", current_app.extensions["tidybase.previews"])
