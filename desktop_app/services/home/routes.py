"""The welcome page over HTTP. Every answer that opens a file is an address to go to, good once."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from typing import TypeVar

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import FileStorage

from desktop_app.domain.errors import NotFound
from desktop_app.services.home import service
from desktop_app.services.home.shapes import Files, Server
from desktop_app.web.api import Place, answers
from desktop_app.web.context import desk, has_desk
from desktop_app.web.desk import Known, Recent
from desktop_app.web.shapes import Deleted, Gone
from desktop_app.web.uploads import uploads

Opened = TypeVar("Opened", Recent, Known)

bp = Blueprint("home", __name__)


def places() -> str:
    """Return the way from a document to the other files; without a window there is none."""
    return render_template("home/_places.html") if has_desk() else ""


@bp.get("/welcome")
def welcome() -> ResponseReturnValue:
    """Show where to begin."""
    recents = desk().recent() if has_desk() else []
    found = desk().found() if has_desk() and not desk().dialogs else []
    return render_template(
        "home/welcome.html",
        recents=service.shown(recents),
        found=service.shown(found),
        servers=service.servers(),
        known=service.known(service.reachable(desk().servers())) if has_desk() else [],
    )


@bp.get("/server")
def server() -> ResponseReturnValue:
    """Ask where a database on a server is: the one opened before at the place `known`, from 0."""
    place = request.args.get("known", type=int)
    given = {} if place is None else service.form(_at(service.reachable(desk().servers()), place))
    return render_template("home/server.html", servers=service.servers(), given=given)


@bp.get("/api/v1/home/recent")
@answers()
def list_recent() -> Files:
    """List the files opened last, the latest first."""
    return {"files": service.shown(desk().recent())}


@bp.get("/api/v1/home/found")
@answers()
def list_found() -> Files:
    """List the files lying in the documents folder."""
    return {"files": service.shown(desk().found())}


@bp.post("/api/v1/home/new")
@answers()
def make_file() -> Gone:
    """Make an empty file: where a person says, or in their documents folder."""
    if not desk().dialogs:
        return {"go": desk().new()}
    path = desk().ask_save("Untitled.tidy")
    return {"cancelled": True} if path is None else {"go": desk().new(path)}


@bp.post("/api/v1/home/open")
@answers()
def open_file() -> Gone:
    """Open a file chosen in the native dialog."""
    path = desk().ask_open([".tidy"])
    return {"cancelled": True} if path is None else {"go": desk().open(path)}


@bp.post("/api/v1/home/recent/<int:place>")
@answers()
def open_recent(place: Place) -> Gone:
    """Open the file at this place, from 0, of the recent ones."""
    return {"go": desk().open(_at(desk().recent(), place).path)}


@bp.delete("/api/v1/home/recent/<int:place>")
@answers()
def forget_recent(place: Place) -> Deleted:
    """Take the file at this place, from 0, off the recent ones; the file stays as it is."""
    desk().forget(_at(desk().recent(), place))
    return {"deleted": 1}


@bp.post("/api/v1/home/found/<int:place>")
@answers()
def open_found(place: Place) -> Gone:
    """Open the file at this place, from 0, of those lying in the documents folder."""
    return {"go": desk().open(_at(desk().found(), place).path)}


@bp.post("/api/v1/home/server")
@answers()
def open_server(given: Server) -> Gone:
    """Open the database on a server; an empty one becomes a document."""
    return {"go": desk().connect(service.address(given))}


@bp.delete("/api/v1/home/servers/<int:place>")
@answers()
def forget_server(place: Place) -> Deleted:
    """Take the database at this place, from 0, off those on servers; it stays as it is."""
    desk().forget(_at(service.reachable(desk().servers()), place))
    return {"deleted": 1}


@bp.post("/api/v1/home/start")
@answers()
def start_file(sent: list[FileStorage]) -> Gone:
    """Make a file for spreadsheets that were dropped or chosen; go to their import."""
    with ExitStack() as passing:
        found = [
            passing.enter_context(uploads().passing(each.stream, each.filename or ""))
            for each in sent
        ]
        return {"go": desk().start_with([(each.path, each.name) for each in found])}


@bp.post("/api/v1/home/close")
@answers()
def close_file() -> Gone:
    """Leave this file for the welcome page."""
    return {"go": desk().welcome()}


def _at(opened: Sequence[Opened], place: int) -> Opened:
    if not 0 <= place < len(opened):
        raise NotFound("That is not in the list any more.")
    return opened[place]
