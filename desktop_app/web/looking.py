"""Documents that are shown only: nothing that would change one gets as far as its view."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

from flask import Flask, current_app, request

from desktop_app.domain.errors import DocumentReadOnly
from desktop_app.engine.store import Store
from desktop_app.web.guard import SAFE_METHODS
from desktop_app.web.service import Service

View = TypeVar("View", bound=Callable[..., Any])


def only_looks(view: View) -> View:
    """Say that a view changes nothing in the document, though its method is not GET."""
    cast("Any", view).only_looks = True
    return view


def init_app(app: Flask) -> None:
    """Refuse, before any view, what would change a document that is shown only."""
    app.before_request(_refuse)


def _refuse() -> None:
    store: Store | None = current_app.extensions.get("tidybase")
    if store is None or store.read_only is None or request.method in SAFE_METHODS:
        return
    if request.endpoint is not None and not _only_looks(request.endpoint):
        raise DocumentReadOnly(store.read_only)


def _only_looks(endpoint: str) -> bool:
    services: dict[str, Service] = current_app.extensions["tidybase.services"]
    service = services.get(request.blueprint or "")
    if service is not None and not service.needs_document:
        return True
    return getattr(current_app.view_functions[endpoint], "only_looks", False)
