"""What every page is given: navigation, fragments, the person; and answers made for scripts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal, TypedDict

import orjson
from flask import Flask, Response, current_app, redirect, render_template, request, url_for
from flask.json.provider import JSONProvider
from markupsafe import Markup
from werkzeug.routing import BuildError, IntegerConverter, Map
from werkzeug.wrappers import Response as BaseResponse

from desktop_app import __version__
from desktop_app.engine.store import Store
from desktop_app.formats.readable import ENDINGS
from desktop_app.web import around, context, openapi
from desktop_app.web.api import answers
from desktop_app.web.service import Service

BIGGEST_EXACT = 2**53 - 1
"""Whole numbers beyond this are sent as text: a page's own numbers would round them."""


class Json(JSONProvider):
    """JSON by orjson: dates as ISO text, numbers that a page cannot hold as text."""

    def dumps(self, obj: Any, **_: Any) -> str:
        """Return the JSON text of plain values, dates and times."""
        return _packed(obj).decode()

    def loads(self, s: str | bytes, **_: Any) -> Any:
        """Return the values of a JSON text. Raises ValueError."""
        return orjson.loads(s)

    def response(self, *args: Any, **kwargs: Any) -> Response:
        """Return an answer of plain values, dates and times."""
        # As bytes from the start: an answer of many rows is not copied twice.
        packed = _packed(self._prepare_response_obj(args, kwargs))
        return current_app.response_class(packed, mimetype="application/json")


def _packed(values: Any) -> bytes:
    try:
        return orjson.dumps(values, option=orjson.OPT_STRICT_INTEGER, default=_number)
    except TypeError:
        return orjson.dumps(_held(values), default=_number)


def _number(value: Any) -> float:
    """Return an exact amount as a plain number, which holds its 15 digits. Raises TypeError."""
    if isinstance(value, Decimal) and value.is_finite():
        return int(value) if value == value.to_integral_value() else float(value)
    raise TypeError(value)


def _held(value: Any) -> Any:
    match value:
        case dict():
            return {key: _held(item) for key, item in value.items()}
        case list() | tuple():
            return [_held(item) for item in value]
        case bytes():
            return f"({len(value):,} bytes)"
        case Decimal() if not value.is_finite():
            return str(value)
    too_large = isinstance(value, int) and abs(value) > BIGGEST_EXACT
    return str(value) if too_large else value


class DocumentWords(TypedDict):
    """What a page says about the open document."""

    name: str
    file: str
    folder: str
    read_only: str | None
    """Why nothing can be changed here, in words."""
    backup: str | None
    """The file as it was before it was brought up to date just now."""
    around: str | None
    """What to know about the folder it is in."""


class Health(TypedDict):
    """That all is well."""

    status: Literal["ok"]


class Id(IntegerConverter):
    """A whole number in an address, no larger than a database can hold."""

    def __init__(self, url_map: Map) -> None:
        super().__init__(url_map, max=2**63 - 1)


def init_app(app: Flask, services: Sequence[Service]) -> None:
    """Give the app's pages what they share."""
    app.json = Json(app)
    app.url_map.converters["int"] = Id
    app.extensions["tidybase.services"] = {service.name: service for service in services}
    app.extensions["tidybase.around"] = _around(app)
    app.context_processor(_shared)
    app.after_request(_for_scripts)
    app.add_url_rule("/", "front", _front)
    app.add_url_rule("/healthz", "healthz", healthz)


def services() -> dict[str, Service]:
    """Return the services this app is composed of, by name."""
    found: dict[str, Service] = current_app.extensions["tidybase.services"]
    return found


def page_later(endpoint: str) -> Callable[..., str | None]:
    """Return what gives the address of a page after this request; None if there is no such page."""
    addresses = current_app.url_map.bind("")

    def address(**values: Any) -> str | None:
        try:
            return addresses.build(endpoint, values)
        except BuildError:
            return None

    return address


def fragment(slot: str, **given: Any) -> Markup:
    """Return what the composed services put into a slot of a page, in their order."""
    pieces = (service.fragments.get(slot) for service in services().values())
    made = (Markup(piece(**given)) for piece in pieces if piece)  # noqa: S704 - rendered by Jinja
    return Markup("").join(made)


def _shared() -> dict[str, Any]:
    return {
        "document": _document(),
        "endings": ",".join(ENDINGS),
        "person": context.actor(),
        "links": [
            {
                "label": link.label,
                "url": url_for(link.endpoint),
                "icon": link.icon,
                "current": request.endpoint == link.endpoint,
            }
            for service in services().values()
            for link in service.links
        ],
        "fragment": fragment,
        "has": services().__contains__,
        "csrf": request.environ.get("tidybase.csrf", ""),
        "dialogs": context.has_dialogs(),
        "version": __version__,
    }


def _document() -> DocumentWords | None:
    store: Store | None = current_app.extensions.get("tidybase")
    if store is None:
        return None
    path = store.path
    if path is None:
        file, folder = "A shared database", ""
    else:
        file, folder = path.name, _homely(path.parent)
    return {
        "name": store.title,
        "file": file,
        "folder": folder,
        "read_only": store.read_only,
        "backup": store.backup.name if store.backup else None,
        "around": current_app.extensions["tidybase.around"],
    }


def _around(app: Flask) -> str | None:
    store: Store | None = app.extensions.get("tidybase")
    if store is None or store.path is None:
        return None
    return around.told(store.path, first_time=app.extensions["tidybase.config"].first_time)


def _homely(folder: Path) -> str:
    try:
        return "~/" + str(folder.relative_to(Path.home()))
    except (ValueError, RuntimeError):
        return str(folder)


def _front() -> BaseResponse | str:
    """Lead to the first page there is; services without one say what they are there for."""
    for service in services().values():
        if service.front is not None:
            return redirect(url_for(service.front))
    answered = [
        (f"{method} {openapi.address(rule)}", openapi.summary(operation))
        for method, rule, operation in openapi.operations(current_app)
    ]
    return render_template("alone.html", services=list(services()), answered=answered)


@answers()
def healthz() -> Health:
    """Say that all is well; an error otherwise."""
    store: Store | None = current_app.extensions.get("tidybase")
    if store is not None:
        store.ping()
    return {"status": "ok"}


def _for_scripts(response: Response) -> Response:
    """Tell a form that was sent by script where to go next: it cannot read a redirect."""
    if "X-Tidybase-Form" in request.headers and response.status_code in (302, 303):
        go = response.headers.pop("Location")
        response.status_code = 200
        response.set_data(current_app.json.dumps({"go": go}))
        response.mimetype = "application/json"
    return response
