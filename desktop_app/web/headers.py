"""The headers on every answer, whoever gave it: the security policy of our pages."""

from __future__ import annotations

from collections.abc import Iterable, Set
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIEnvironment

STATIC_CACHE = "private, max-age=60"
SECURITY_HEADERS = (
    (
        "Content-Security-Policy",
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
        "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'",
    ),
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
    ("Referrer-Policy", "no-referrer"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
)
# A second policy from the app is kept: browsers apply both, so it can only make ours stricter.
_REPLACED = {"cache-control", *(name.lower() for name, _ in SECURITY_HEADERS)}
_REPLACED.discard("content-security-policy")


def with_headers(start_response: StartResponse, environ: WSGIEnvironment) -> StartResponse:
    """Return a start_response that puts our headers on whatever is answered."""
    path = environ.get("PATH_INFO", "")
    is_static = path.startswith("/static/")
    # Open to strangers, who are not to be told who works here.
    unwanted = _REPLACED | ({"set-cookie"} if path == "/healthz" else set())

    def respond(status, headers, exc_info=None):  # type: ignore[no-untyped-def]
        kept = [(name, value) for name, value in headers if not _is(name.lower(), unwanted)]
        wanted = STATIC_CACHE if is_static else _private(headers)
        cacheable = status[:3] in {"200", "204", "304"}
        cache = ("Cache-Control", (cacheable and wanted) or "no-store")
        return start_response(status, [*kept, *SECURITY_HEADERS, cache], exc_info)

    return respond


def _private(headers: Iterable[tuple[str, str]]) -> str | None:
    """Return for how long the app lets this very browser keep an answer, if it says so."""
    values = [value for name, value in headers if name.lower() == "cache-control"]
    return next((value for value in values if value.startswith("private, max-age=")), None)


def _is(name: str, unwanted: Set[str]) -> bool:
    return name in unwanted or name.startswith("access-control-")
