"""Imports over HTTP: a file is handed over, looked at, and brought in."""

from __future__ import annotations

from dataclasses import asdict
from functools import partial
from typing import Any, cast

import msgspec
from flask import Blueprint, current_app, redirect, render_template, request, url_for
from flask.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import FileStorage

from desktop_app.formats.readings import CHOICES, FURTHEST
from desktop_app.services.transfer import into_jobs
from desktop_app.services.transfer.importing import Import, ImportAll
from desktop_app.services.transfer.into_jobs import ImportInto
from desktop_app.services.transfer.into_shapes import IntoWanted
from desktop_app.services.transfer.preview import Preview, Previews
from desktop_app.services.transfer.shapes import (
    MOST_FILES,
    AllWanted,
    ImportWanted,
    Previewed,
    SheetWanted,
    Uploaded,
)
from desktop_app.web.api import answers
from desktop_app.web.context import actor, store
from desktop_app.web.jobs import jobs
from desktop_app.web.pages import page_later
from desktop_app.web.shapes import Begun, Deleted, Token
from desktop_app.web.uploads import Uploads, uploads

bp = Blueprint("transfer", __name__)


@bp.record_once
def _remember(state: BlueprintSetupState) -> None:
    state.app.extensions["tidybase.previews"] = Previews()


@bp.post("/api/v1/uploads")
@answers(201)
def upload(sent: list[FileStorage]) -> Uploaded:
    """Take files that were dropped or chosen."""
    kept = uploads().receive_all((each.stream, each.filename or "") for each in sent)
    tokens = [each.token for each in kept]
    return {"uploads": tokens, "go": url_for("transfer.page", tokens=",".join(tokens))}


@bp.get("/import/<tokens>")
def page(tokens: str) -> ResponseReturnValue:
    """Show what is in a file and what it will become; of several, what comes of all of them.

    Once it came in, the page leads to where it is.
    """
    wanted = list(dict.fromkeys(tokens.split(",")))
    found = [each for each in uploads() if each.token in wanted]
    if len(found) > 1:
        return render_template("transfer/import_several.html", uploads=found, most=MOST_FILES)
    begun = previews().import_of(wanted[0])
    if not found and begun and begun.outcome and begun.outcome.go:
        return redirect(begun.outcome.go)
    upload = found[0] if found else uploads().find(wanted[0])
    return render_template(
        "transfer/import.html",
        token=upload.token,
        name=upload.name,
        among=request.args.get("among"),
        how=CHOICES,
        furthest=FURTHEST,
    )


@bp.get("/api/v1/imports/<token>")
@answers()
def preview_import(token: Token, asked: SheetWanted) -> Previewed:
    """Say what is in a file, as far as it was read."""
    preview = previews().of(uploads().find(token), asked.sheet, jobs(), asked.told())
    return preview.as_json(previews().import_of(token))


@bp.post("/api/v1/imports/<token>")
@answers(202)
def begin_import(token: Token, given: ImportWanted) -> Begun:
    """Import; the answer is a job."""
    told = given.reading.told() if given.reading else None
    preview = previews().of(uploads().find(token), given.sheet, jobs(), told)
    if given.into is not None:
        return _begin_into(preview, given.into, _chosen(given, preview))
    deed = Import(
        preview=preview,
        plan=preview.planned(given.columns),
        title=given.table or preview.table,
        store=store(),
        actor=actor(),
        page_of=page_later("tables.show"),
        forget=partial(_forget, previews(), uploads(), token),
        wanted=_chosen(given, preview),
    )
    return {"job": previews().begin([token], jobs(), deed.run, preview.plan.rows).id}


@bp.post("/api/v1/imports")
@answers(202)
def begin_import_of_all(given: AllWanted) -> Begun:
    """Import all sheets of files, a table each, in one step; the answer is a job."""
    found = [uploads().find(token) for token in dict.fromkeys(given.uploads)]
    tokens = [each.token for each in found]
    deed = ImportAll(
        uploads=found,
        store=store(),
        actor=actor(),
        page_of=page_later("tables.show"),
        forget=partial(_forget, previews(), uploads(), *tokens),
    )
    return {"job": previews().begin(tokens, jobs(), deed.run).id}


@bp.delete("/api/v1/imports/<token>")
@answers()
def forget_import(token: Token) -> Deleted:
    """Give up an import; our copy of the file goes."""
    _forget(previews(), uploads(), uploads().find(token).token)
    return {"deleted": 1}


def _chosen(given: ImportWanted, preview: Preview) -> dict[str, Any]:
    """Return what a person chose, and what it was chosen for, as a receipt keeps it."""
    return {
        **msgspec.to_builtins(given),
        "reading": asdict(preview.told),
        "header": preview.plan.names,
    }


def _begin_into(preview: Preview, wanted: IntoWanted, chosen: dict[str, Any]) -> Begun:
    token = preview.upload.token
    deed = ImportInto(
        preview=preview,
        course=into_jobs.course(store(), preview, wanted),
        store=store(),
        actor=actor(),
        page_of=page_later("tables.show"),
        forget=partial(_forget, previews(), uploads(), token),
        wanted=chosen,
    )
    return {"job": previews().begin([token], jobs(), deed.run, preview.plan.rows).id}


def _forget(previews: Previews, kept: Uploads, *tokens: str) -> None:
    for token in tokens:
        previews.forget(token)
        kept.forget(token)


def previews() -> Previews:
    """Return the previews of the app of this request."""
    return cast("Previews", current_app.extensions["tidybase.previews"])
