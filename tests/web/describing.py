"""An app behind its gate, as a program sees it: the description, the cookie, the proof."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import Flask
from werkzeug.test import Client

from desktop_app.web.guard import Gate

PROOF = "X-Tidybase-CSRF"


@dataclass(frozen=True)
class Program:
    """A program that is signed in to an app behind its gate, at http://localhost."""

    gate: Gate
    client: Client
    cookie: str
    csrf: str
    description: dict[str, Any]

    def ask(self, method: str, path: str, **given: Any) -> Any:
        """Send one request with the proof; return the answer."""
        return self.client.open(path, method=method, headers={PROOF: self.csrf}, **given)


def program(app: Flask) -> Program:
    """Sign a program in to an app."""
    # At port 80, which an address leaves out, since that is where test clients ask.
    gate = Gate(app, "localhost", 80)
    client = Client(gate)
    client.get(gate.mint().removeprefix(gate.origin))
    cookie = client.get_cookie(gate.cookie)
    answer = client.get("/openapi.json")
    assert cookie is not None
    assert (answer.status_code, answer.mimetype) == (200, "application/json")
    return Program(gate, client, cookie.value, answer.headers[PROOF], answer.json)
