"""Why the gate lets a request no further, and how it says so."""

from __future__ import annotations

import html
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIEnvironment


@dataclass(frozen=True)
class Refusal:
    """Why a request goes no further: the status line, a code for programs, words for people."""

    status: str
    code: str
    message: str


WRONG_ADDRESS = Refusal(
    "421 Misdirected Request",
    "wrong_address",
    "This address does not belong to Tidybase. Open the page from the Tidybase window.",
)
ODD_REQUEST = Refusal(
    "400 Bad Request", "odd_request", "Tidybase does not understand this request."
)
TOO_LONG = Refusal(
    "431 Request Header Fields Too Large",
    "too_long",
    "This address is too long. Ask for less at once.",
)
TOO_LARGE = Refusal(
    "413 Request Entity Too Large",
    "request_entity_too_large",
    "More than 2 GB is too much at once. Nothing was changed.",
)
FOREIGN_PAGE = Refusal(
    "403 Forbidden", "foreign_page", "Another web page asked for this. Nothing was changed."
)
SIGNED_OUT = Refusal(
    "403 Forbidden",
    "signed_out",
    "This page is only for the Tidybase window. Your file is safe. "
    "Go back to that window, or start Tidybase again.",
)
STALE_PAGE = Refusal(
    "403 Forbidden",
    "stale_page",
    "This page is older than the running program. Nothing was changed; load the page again.",
)


def is_for_programs(path: str) -> bool:
    """Say whether what is at this address speaks JSON, also when it says no."""
    return path.startswith("/api/") or path in {"/healthz", "/openapi.json"}


def refuse(refusal: Refusal, environ: WSGIEnvironment, respond: StartResponse) -> list[bytes]:
    """Answer a refused request: programs in JSON, people in words."""
    if is_for_programs(environ["PATH_INFO"]):
        kind = "application/json"
        body = json.dumps({"error": {"code": refusal.code, "message": refusal.message}})
    else:
        kind = "text/html"
        text = f"<h1>Tidybase</h1><p>{html.escape(refusal.message)}</p>"
        body = page("Tidybase", "", text)
    refused = answer(refusal.status, kind, body, [], respond)
    return [] if environ["REQUEST_METHOD"] == "HEAD" else refused


def page(title: str, head: str, body: str = "") -> str:
    """Return a page without style or script: neither is served to strangers."""
    return (
        # The empty icon keeps browsers from asking for one.
        '<!doctype html><html lang="en"><meta charset="utf-8"><link rel="icon" href="data:,">'
        f'<meta name="color-scheme" content="light dark"><title>{title}</title>{head}{body}'
    )


def answer(
    status: str, kind: str, body: str, extra: list[tuple[str, str]], respond: StartResponse
) -> list[bytes]:
    """Send a whole answer."""
    content = body.encode()
    length = ("Content-Length", str(len(content)))
    respond(status, [("Content-Type", f"{kind}; charset=utf-8"), length, *extra])
    return [content]
