"""Imports into a table that is there over HTTP: what goes where, and what would change."""

from __future__ import annotations

from typing import TypeAlias, cast

from flask import current_app
from flask.blueprints import BlueprintSetupState

from desktop_app.domain.errors import NotFound
from desktop_app.engine import catalog
from desktop_app.engine.catalog import Column
from desktop_app.services.transfer import goals, into_jobs
from desktop_app.services.transfer.into_jobs import ImportInto, LookAhead
from desktop_app.services.transfer.into_shapes import (
    IntoAsked,
    Rehearsal,
    RehearsalWanted,
    Suggested,
    Target,
)
from desktop_app.services.transfer.preview import Preview
from desktop_app.services.transfer.routes import bp, previews
from desktop_app.web.api import answers
from desktop_app.web.context import actor, look, store
from desktop_app.web.jobs import jobs
from desktop_app.web.shapes import Begun, Token
from desktop_app.web.uploads import uploads

_REMEMBERED = 20
"""Looks ahead, the latest of as many uploads."""

Looks: TypeAlias = dict[str, tuple[str, LookAhead]]
"""The job and the look, by the upload."""


@bp.record_once
def _remember_looks(state: BlueprintSetupState) -> None:
    state.app.extensions["tidybase.looks_ahead"] = {}


@bp.get("/api/v1/imports/<token>/into")
@answers()
def suggest_columns(token: Token, asked: IntoAsked) -> Suggested:
    """Say which columns of a table suit those of a file."""
    preview = _preview(token, asked.sheet)
    with look() as reading:
        table = catalog.table(reading, asked.table)
    found = goals.suggested(preview.plan, table)
    return {
        "targets": [_target(column) for column in table.columns],
        "columns": [column.id if column else None for column in found],
        "key": goals.suggested_key(found),
    }


@bp.post("/api/v1/imports/<token>/rehearsal")
@answers(202)
def begin_rehearsal(token: Token, given: RehearsalWanted) -> Begun:
    """Look at what an import into a table would do; the answer is a job."""
    preview = _preview(token, given.sheet)
    course = into_jobs.course(store(), preview, given.into)
    ahead = LookAhead(ImportInto(preview, course, store(), actor()))
    job = jobs().start(ahead.run, preview.plan.rows)
    _remember(token, job.id, ahead)
    return {"job": job.id}


@bp.get("/api/v1/imports/<token>/rehearsal")
@answers()
def show_rehearsal(token: Token) -> Rehearsal:
    """Say what the latest look ahead found."""
    known = _looks().get(uploads().find(token).token)
    if known is None:
        raise NotFound("Nobody has looked yet at what this import would do.")
    job, ahead = known
    return {"job": job, "found": ahead.found}


def _preview(token: str, sheet: str | None) -> Preview:
    return previews().of(uploads().find(token), sheet, jobs())


def _looks() -> Looks:
    return cast("Looks", current_app.extensions["tidybase.looks_ahead"])


def _remember(token: str, job: str, ahead: LookAhead) -> None:
    looks = _looks()
    looks.pop(token, None)
    looks[token] = (job, ahead)
    for old in list(looks)[:-_REMEMBERED]:
        del looks[old]


def _target(column: Column) -> Target:
    return {
        "id": column.id,
        "name": column.name,
        "label": column.type.label,
        "icon": column.type.icon,
        "align": column.type.align,
        "choices": bool(column.options.get("choices")),
        "refusal": goals.refusal(column),
    }
