"""The app: which services there are, and how one document and some of them become a Flask app."""

from __future__ import annotations

import secrets
from collections.abc import Sequence

from flask import Flask

from desktop_app.config import LARGEST_REQUEST, Config, resource
from desktop_app.domain.errors import Invalid
from desktop_app.engine.store import Store
from desktop_app.services import (
    columns,
    files,
    history,
    home,
    links,
    records,
    tables,
    users,
)
from desktop_app.services import (
    help as help_pages,
)
from desktop_app.services.transfer import wiring as transfer
from desktop_app.web import errors, jobs, looking, openapi, pages
from desktop_app.web.desk import Desk
from desktop_app.web.extras import installed
from desktop_app.web.retries import RetryingFlask
from desktop_app.web.service import Service
from desktop_app.web.uploads import Uploads

SERVICES: Sequence[Service] = (
    tables.SERVICE,
    columns.SERVICE,
    links.SERVICE,
    records.SERVICE,
    files.SERVICE,
    transfer.SERVICE,
    history.SERVICE,
    users.SERVICE,
    home.SERVICE,
    help_pages.SERVICE,
)
"""Every service, in the order in which they fill shared pages."""

WELCOME: Sequence[Service] = (home.SERVICE, help_pages.SERVICE)
"""What the app is made of before a document is open."""


def create_app(
    config: Config, services: Sequence[Service] | None = None, desk: Desk | None = None
) -> Flask:
    """Make the app for one document, composed of these services, or of all there are.

    Without a `config.database_uri` it has no document, only the welcome page. `desk` is the window
    around it, if there is one. Raises DocumentProblem when the document cannot be opened.
    """
    webui = resource("webui")
    app = RetryingFlask(
        "desktop_app", template_folder=webui / "templates", static_folder=webui / "static"
    )
    app.config.update(
        SQLALCHEMY_DATABASE_URI=config.database_uri,
        SECRET_KEY=secrets.token_bytes(32),
        SESSION_COOKIE_NAME=f"tidybase_{secrets.token_hex(4)}",
        SESSION_COOKIE_SAMESITE="Strict",
        MAX_CONTENT_LENGTH=LARGEST_REQUEST,
        MAX_FORM_MEMORY_SIZE=1 << 20,
    )
    app.extensions["tidybase.config"] = config
    app.extensions["tidybase.uploads"] = Uploads(config.folder / "uploads")
    if desk is not None:
        app.extensions["tidybase.desk"] = desk
    if config.database_uri is not None:
        Store().init_app(app)
    try:
        _compose(app, config, available() if services is None else services)
    except BaseException:
        close(app)
        raise
    return app


def available() -> Sequence[Service]:
    """Return every service there is: ours, then those of installed packages."""
    return [*SERVICES, *discovered()]


def discovered() -> Sequence[Service]:
    """Return the services of installed packages that can be loaded; the log names the others."""
    return list(installed(taken=(service.name for service in SERVICES)))


def chosen(names: str) -> Sequence[Service]:
    """Return the services of a list such as "users,records". Raises Invalid."""
    known = {service.name: service for service in available()}
    wanted = [name.strip() for name in names.split(",") if name.strip()]
    if not wanted:
        raise Invalid(f"Name at least one service. There are: {', '.join(known)}.")
    for name in wanted:
        if name not in known:
            raise Invalid(f"There is no service “{name}”. There are: {', '.join(known)}.")
    return [service for name, service in known.items() if name in wanted]


def close(app: Flask) -> None:
    """Let go of everything the app holds: jobs, uploads, the document."""
    if "tidybase.jobs" in app.extensions:
        app.extensions["tidybase.jobs"].stop()
    app.extensions["tidybase.uploads"].clear()
    store: Store | None = app.extensions.get("tidybase")
    if store is not None:
        store.close()


def _compose(app: Flask, config: Config, services: Sequence[Service]) -> None:
    errors.init_app(app)
    looking.init_app(app)
    jobs.init_app(app)
    openapi.init_app(app)
    composed = [s for s in services if config.database_uri is not None or not s.needs_document]
    pages.init_app(app, composed)
    store: Store | None = app.extensions.get("tidybase")
    for service in composed:
        app.register_blueprint(service.blueprint)
        if store is not None and not store.read_only and service.opened is not None:
            service.opened(store, config)
