"""Files over HTTP: handed over by the API, given back so that nothing in them can do harm."""

from __future__ import annotations

from typing import cast

from flask import Blueprint, Response, current_app, render_template, request, url_for
from werkzeug.datastructures import FileStorage

from desktop_app.config import Config
from desktop_app.engine.catalog import Table
from desktop_app.services.files import kinds, names, service
from desktop_app.services.files.models import File
from desktop_app.services.files.shapes import Copied, FileWords, HowShown, Kept
from desktop_app.web.api import Id, answers, query
from desktop_app.web.context import desk, has_dialogs, look, store, work
from desktop_app.web.looking import only_looks

bp = Blueprint("files", __name__)

_MEDIA = "application/octet-stream"
_AGE = "private, max-age=3600"
"""What is in a file never changes; its address is as good as its content."""
_POLICY = "default-src 'none'; sandbox"


@bp.teardown_request
def _let_go(_: BaseException | None) -> None:
    """What was sent may be large, and lies on the disk until it is let go of."""
    request.close()


def tools(table: Table) -> str:  # noqa: ARG001 - every fragment of the slot is given it
    """Return what lets the grid take files."""
    return render_template("files/_tools.html", largest=_config().largest_file)


@bp.post("/api/v1/files")
@answers(201)
def keep_file(sent: FileStorage, preview: FileStorage | None) -> Kept:
    """Keep a file in the document; it is in no cell yet."""
    small = preview.stream if preview is not None else None
    handed = service.look_at(sent.stream, sent.filename or "", small, _config().largest_file)
    service.refuse_if_full(store(), handed.size)
    with work() as w:
        file = service.keep(w, handed)
        return {"id": file.id, "name": file.name, "kind": file.kind, "size": file.size}


@bp.get("/api/v1/files/<int:file_id>")
@answers()
def show_file(file_id: Id) -> FileWords:
    """Say what there is to say about a file."""
    file = _found(file_id)
    return {
        "id": file.id,
        "name": file.name,
        "kind": file.kind,
        "size": file.size,
        "at": f"{file.at.isoformat()}Z",
        "by": file.by,
        "small": file.preview is not None,
    }


@bp.get("/api/v1/files/<int:file_id>/content")
@answers(media=_MEDIA)
def download_file(file_id: Id) -> Response:
    """Send what is in a file."""
    return _sent(_found(file_id), _MEDIA, shown=False)


@bp.post("/api/v1/files/<int:file_id>/copy")
@answers()
@only_looks
def copy_file(file_id: Id) -> Copied:
    """Save a copy where the native dialog says, or say where to get one."""
    file = _found(file_id)
    if not has_dialogs():
        return {"go": url_for("files.content", file_id=file.id)}
    path = desk().ask_save(file.name)
    if path is None:
        return {"cancelled": True}
    service.save(store(), file, path)
    return {"saved": path.name}


@bp.get("/files/<int:file_id>")
def content(file_id: int) -> Response:
    """Send a file, to be saved unless it is a picture or a PDF that is asked to be shown."""
    file = _found(file_id)
    return _sent(file, file.kind, shown=query(HowShown).show and file.kind in kinds.SHOWN)


@bp.get("/files/<int:file_id>/preview")
def preview(file_id: int) -> Response:
    """Send the small picture of a file; nothing if it has none."""
    file = _found(file_id)
    if file.preview is None:
        return _cached(Response(status=204), f"{file.sha256}-none")
    answer = Response(file.preview, mimetype=kinds.kind(file.preview))
    return _cached(_harmless(answer), f"{file.sha256}-small")


def _config() -> Config:
    return cast("Config", current_app.extensions["tidybase.config"])


def _found(file_id: int) -> File:
    with look() as reading:
        return service.find(reading, file_id)


def _sent(file: File, media: str, *, shown: bool) -> Response:
    answer = Response(service.read(store(), file.sha256), content_type=media)
    answer.content_length = file.size
    answer.headers["Content-Disposition"] = names.disposition(file.name, shown=shown)
    return _cached(_harmless(answer), file.sha256)


def _harmless(answer: Response) -> Response:
    """Whatever it is, it runs nothing, loads nothing, and is not taken for anything else."""
    answer.headers["Content-Security-Policy"] = _POLICY
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer


def _cached(answer: Response, mark: str) -> Response:
    answer.headers["Cache-Control"] = _AGE
    answer.set_etag(mark)
    answer.make_conditional(request)
    return answer
