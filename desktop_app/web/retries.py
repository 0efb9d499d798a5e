"""Trying again: what failed because the database was away for a moment is done again as a whole.

One place for all views, since a view that failed has done nothing yet: its work was rolled back.
Only when the connection is lost while a work is being saved nobody knows. So each request has the
name of its deed, which is saved with it; tried again, the deed is found there, and not done twice.
"""

from __future__ import annotations

import random
import re
import secrets
import time
from collections.abc import Callable
from typing import Any, TypeVar
from urllib.parse import urlsplit

from flask import Flask, current_app, g, jsonify, redirect, request
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import SQLAlchemyError

from desktop_app.domain.errors import AlreadyDone, DocumentProblem, Invalid
from desktop_app.engine import journal, made
from desktop_app.engine.made import Made
from desktop_app.engine.store import Store
from desktop_app.web import context
from desktop_app.web.api import Operation
from desktop_app.web.shapes import offer_shape

LONGEST = 10.0
"""Seconds within which a request ends, whatever the database does."""

HEADER = "Idempotency-Key"
"""https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header/"""

_KEY = re.compile(r"[!-~]{1,80}")

Answer = TypeVar("Answer")


class RetryingFlask(Flask):
    """A Flask app whose views, and what comes before them, are tried again."""

    def preprocess_request(self) -> ResponseReturnValue | None:
        """Do what comes before the view."""
        answer: ResponseReturnValue | None = _again_and_again(super().preprocess_request)
        return answer

    def dispatch_request(self) -> ResponseReturnValue:
        """Call the view."""
        answer: ResponseReturnValue = _again_and_again(super().dispatch_request)
        return answer


def again_and_again(attempt: Callable[[], Answer], store: Store, until: float) -> Answer:
    """Return what `attempt` does, trying again for as long as the store says that it may help.

    No attempt begins that would, if it takes as long as the one before, end after `until` (by
    `time.monotonic`). Raises what the last of them raised.
    """
    tries = 0
    while True:
        began = time.monotonic()
        try:
            return attempt()
        except (DocumentProblem, SQLAlchemyError) as error:
            now, delays = time.monotonic(), store.delays(error)[tries:]
            if not delays or now + delays[0] + (now - began) > until:
                raise
        # Everybody who was thrown out comes back, though not all at the same moment.
        time.sleep(delays[0] * random.uniform(0.75, 1.25))  # noqa: S311 - no secret
        tries += 1


def _again_and_again(attempt: Callable[[], Any]) -> Any:
    store: Store | None = current_app.extensions.get("tidybase")
    if store is None or request.endpoint in {"static", "healthz"}:
        return attempt()
    if "deed" not in g:
        key = request.headers.get(HEADER)
        if key is not None and not _KEY.fullmatch(key):
            raise Invalid(f"{HEADER} is 1 to 80 letters, digits and signs, without spaces.")
        g.deed = key or secrets.token_hex(16)
        g.until = time.monotonic() + LONGEST

    def once() -> Any:
        context.begin_deed(g.deed)
        _rewind_files()
        try:
            return attempt()
        except AlreadyDone:
            return _repeated()

    return again_and_again(once, store, g.until)


def _repeated() -> ResponseReturnValue:
    """Answer that it was done the first time."""
    if not request.path.startswith("/api/"):
        return redirect(urlsplit(request.referrer or "/").path or "/", 303)
    with context.look() as reading:
        offer = journal.offer(reading, context.actor().id)
        then = made.by(reading, g.deed)
    return jsonify({"repeated": True, **offer_shape(offer), **_named(then)})


def _named(then: Made) -> dict[str, Any]:
    """Return what was made then, as the first answer named it."""
    view = current_app.view_functions[request.endpoint or ""]
    names = getattr(view.answer, "__annotations__", {}) if isinstance(view, Operation) else {}
    found = {"id": then.id, "rows": [{"id": row} for row in then.rows]}
    return {name: value for name, value in found.items() if value and name in names}


def _rewind_files() -> None:
    for file in request.files.values() if request.mimetype == "multipart/form-data" else ():
        file.stream.seek(0)
