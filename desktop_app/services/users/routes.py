"""People over HTTP: the page at /users, the same data at /api/v1/users."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from desktop_app.domain.access import Actor
from desktop_app.services.users import service, shapes
from desktop_app.services.users.models import User
from desktop_app.services.users.shapes import Me, NewUser, UserChange, Users
from desktop_app.web.api import Id, answers, form
from desktop_app.web.context import actor, become, look, work
from desktop_app.web.errors import wants_json
from desktop_app.web.shapes import Deleted

bp = Blueprint("users", __name__)


@bp.before_app_request
def know_who() -> None:
    """Let the session carry a person from the first page on, and at each page one still here.

    Not at every call of a script: stopping an import must not wait for the file it holds.
    """
    if request.endpoint in ("static", "healthz"):
        return
    if "person" not in session or not wants_json():
        with look() as reading:
            become(service.at_work(reading, actor().id))


@bp.get("/users")
def index() -> ResponseReturnValue:
    """Show everyone."""
    with look() as reading:
        users = service.everyone(reading)
    return render_template("users/users.html", users=users, me=actor().id)


@bp.post("/users")
def add() -> ResponseReturnValue:
    """Add a person from the form."""
    given = form(NewUser)
    with work() as w:
        user = service.add(w, given.username, given.email)
    flash(f"{user.username} was added.")
    return redirect(url_for("users.index"), 303)


@bp.post("/users/<int:user_id>")
def edit(user_id: int) -> ResponseReturnValue:
    """Change a person from the form."""
    given = form(UserChange)
    with work() as w:
        user = service.edit(w, user_id, given.username, given.email)
        become(service.at_work(w, actor().id))
    flash(f"{user.username} was changed.")
    return redirect(url_for("users.index"), 303)


@bp.post("/users/<int:user_id>/remove")
def remove(user_id: int) -> ResponseReturnValue:
    """Remove a person."""
    with work() as w:
        service.remove(w, user_id)
        become(service.at_work(w, actor().id))
    flash("Removed from the people of this file.", "undo")
    return redirect(url_for("users.index"), 303)


@bp.post("/users/<int:user_id>/me")
def be(user_id: int) -> ResponseReturnValue:
    """Say: this is me."""
    with look() as reading:
        user = service.find(reading, user_id)
        become(Actor(user.id, user.username))
    flash(f"From now on, what you change is noted under {user.username}.")
    return redirect(url_for("users.index"), 303)


@bp.get("/api/v1/users")
@answers()
def list_users() -> Users:
    """List everyone."""
    with look() as reading:
        return {"users": [_shown(user) for user in service.everyone(reading)]}


@bp.post("/api/v1/users")
@answers(201)
def add_user(given: NewUser) -> shapes.User:
    """Add a person."""
    with work() as w:
        return _shown(service.add(w, given.username, given.email))


@bp.patch("/api/v1/users/<int:user_id>")
@answers()
def edit_user(user_id: Id, given: UserChange) -> shapes.User:
    """Change a person."""
    with work() as w:
        user = service.edit(w, user_id, given.username, given.email)
        become(service.at_work(w, actor().id))
    return _shown(user)


@bp.delete("/api/v1/users/<int:user_id>")
@answers()
def remove_user(user_id: Id) -> Deleted:
    """Remove a person."""
    with work() as w:
        service.remove(w, user_id)
        become(service.at_work(w, actor().id))
    return {"deleted": 1}


@bp.post("/api/v1/users/<int:user_id>/me")
@answers()
def become_user(user_id: Id) -> shapes.User:
    """Say: this is me. What is changed from now on is noted under this name."""
    with look() as reading:
        user = service.find(reading, user_id)
        become(Actor(user.id, user.username))
        return _shown(user)


@bp.get("/api/v1/me")
@answers()
def show_me() -> Me:
    """Say under whose name changes are noted."""
    return {"id": actor().id, "username": actor().name}


def _shown(user: User) -> shapes.User:
    return {"id": user.id, "username": user.username, "email": user.email}
