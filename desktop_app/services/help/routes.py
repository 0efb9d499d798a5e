"""Help over HTTP."""

from __future__ import annotations

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from desktop_app.services.help import service

bp = Blueprint("help", __name__, url_prefix="/help")


@bp.get("")
def index() -> ResponseReturnValue:
    """Show what there is help for."""
    return render_template("help/index.html", topics=service.topics())


@bp.get("/<slug>")
def show(slug: str) -> ResponseReturnValue:
    """Show one topic."""
    topic = service.topic(slug)
    body = Markup(topic.body)  # noqa: S704 - our own files, shipped with the program
    return render_template("help/topic.html", title=topic.title, body=body, slug=slug)
