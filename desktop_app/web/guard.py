"""The gate outside Flask: nothing reaches the app unless every one of these rules lets it through.

The server listens on the loopback address, where any web page in any browser and any program of
any person on the computer can knock. So the default is no: a request needs our exact address, no
foreign origin, and the cookie that only following a one-use boot address gives; a request that
changes something needs a value that only our own pages know. There is no list of exceptions for
a route to be forgotten on.
"""

from __future__ import annotations

import hmac
import html
import secrets
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop_app.web.headers import with_headers
from desktop_app.web.refusals import (
    FOREIGN_PAGE,
    ODD_REQUEST,
    SIGNED_OUT,
    STALE_PAGE,
    WRONG_ADDRESS,
    Refusal,
    answer,
    page,
    refuse,
)

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

BOOT_SECONDS = 60.0
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})
"""Those that change nothing, whatever address they are for."""
_ENCODED_TRICKS = ("%2e", "%2f", "%5c", "%00")


@dataclass
class _Boot:
    next: str
    until: float
    session: str | None = None


class Gate:
    """A WSGI app around `app` that answers on http://`host`:`port` and nowhere else."""

    def __init__(
        self,
        app: WSGIApplication,
        host: str,
        port: int,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        name = f"[{host}]" if ":" in host else host
        # Browsers leave out the port of http itself.
        self._host = name if port == 80 else f"{name}:{port}"
        self.origin = f"http://{self._host}"
        self.cookie = f"tb_{port}"
        self._app = app
        self._clock = clock
        self._csrf = secrets.token_urlsafe(32)
        self._boots: dict[str, _Boot] = {}
        self._sessions: set[str] = set()
        self._lock = threading.Lock()

    def mint(self, next: str = "/") -> str:  # noqa: A002 - the word of the address
        """Return an address that signs a browser in once, within a minute, and leads to `next`."""
        if not next.startswith("/") or _is_tricky(next.partition("?")[0]):
            raise ValueError("next must be a path on this server")
        token = secrets.token_urlsafe(32)
        with self._lock:
            self._forget_old_boots()
            self._boots[token] = _Boot(next, self._clock() + BOOT_SECONDS)
        return f"{self.origin}/_boot/{token}"

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer a request: pass it to the app, sign it in, or refuse it."""
        respond = with_headers(start_response, environ)
        refusal = self._refusal(environ)
        if refusal is not None:
            return refuse(refusal, environ, respond)
        if _boot_token(environ) is not None:
            return self._sign_in(environ, respond)
        environ["tidybase.csrf"] = self._csrf
        return self._app(environ, respond)

    def _refusal(self, environ: WSGIEnvironment) -> Refusal | None:
        return (
            self._refuse_address(environ)
            or _refuse_shape(environ)
            or self._refuse_foreign(environ)
            or self._refuse_stranger(environ)
        )

    def _refuse_address(self, environ: WSGIEnvironment) -> Refusal | None:
        # Exact equality defeats DNS rebinding; a missing or doubled Host is no match either.
        return None if environ.get("HTTP_HOST") == self._host else WRONG_ADDRESS

    def _refuse_foreign(self, environ: WSGIEnvironment) -> Refusal | None:
        if environ.get("HTTP_ORIGIN", self.origin) != self.origin:
            return FOREIGN_PAGE
        welcome = {"none", "same-origin"}
        if _boot_token(environ) is not None:
            # One document's page leads to another's: another port, which is the same site.
            welcome.add("same-site")
        return None if environ.get("HTTP_SEC_FETCH_SITE", "none") in welcome else FOREIGN_PAGE

    def _refuse_stranger(self, environ: WSGIEnvironment) -> Refusal | None:
        method, path = environ["REQUEST_METHOD"], environ["PATH_INFO"]
        if path == "/healthz" or _boot_token(environ) is not None:
            return None
        if not self._knows(environ.get("HTTP_COOKIE", "")):
            return SIGNED_OUT
        given = environ.get("HTTP_X_TIDYBASE_CSRF", "")
        if method not in SAFE_METHODS and not _same(given, self._csrf):
            return STALE_PAGE
        return None

    def _knows(self, cookies: str) -> bool:
        # Read by hand: http.cookies gives up on all when another local program's is malformed.
        with self._lock:
            sessions = list(self._sessions)
        for cookie in cookies.split(";"):
            name, _, value = cookie.strip().partition("=")
            if name == self.cookie and any(_same(value, session) for session in sessions):
                return True
        return False

    def _sign_in(self, environ: WSGIEnvironment, respond: StartResponse) -> Iterable[bytes]:
        boot, session = self._use(_boot_token(environ) or "")
        if boot is None:
            return refuse(SIGNED_OUT, environ, respond)
        # A page instead of a redirect: the next load is then same-origin, so that WebKit sends
        # the strict cookie with it, and the boot address stays out of the history.
        target = html.escape(f"0;url={boot.next}")
        cookie = f"{self.cookie}={session}; Path=/; HttpOnly; SameSite=Strict"
        leading = page(
            "Tidybase",
            f'<meta name="tidybase-csrf" content="{self._csrf}">'
            f'<meta http-equiv="refresh" content="{target}">',
        )
        return answer("200 OK", "text/html", leading, [("Set-Cookie", cookie)], respond)

    def _use(self, token: str) -> tuple[_Boot | None, str]:
        with self._lock:
            self._forget_old_boots()
            boot = self._boots.get(token)
            if boot is None:
                return None, ""
            if boot.session is not None:
                # Somebody else saw the address: whoever was first cannot be trusted either.
                self._sessions.discard(boot.session)
                return None, ""
            boot.session = secrets.token_urlsafe(32)
            self._sessions.add(boot.session)
            return boot, boot.session

    def _forget_old_boots(self) -> None:
        now = self._clock()
        self._boots = {token: boot for token, boot in self._boots.items() if boot.until > now}


def _refuse_shape(environ: WSGIEnvironment) -> Refusal | None:
    if "HTTP_UPGRADE" in environ:
        return ODD_REQUEST
    raw = str(environ.get("REQUEST_URI", environ["PATH_INFO"])).partition("?")[0].lower()
    if not raw.startswith("/") or any(trick in raw for trick in _ENCODED_TRICKS):
        return ODD_REQUEST
    return ODD_REQUEST if _is_tricky(environ["PATH_INFO"]) else None


def _is_tricky(path: str) -> bool:
    lowered = path.lower()
    return (
        "\\" in path
        or "//" in path
        or any(ord(character) < 32 or ord(character) == 127 for character in path)
        or any(part in {".", ".."} for part in path.split("/"))
        or any(trick in lowered for trick in _ENCODED_TRICKS)
    )


def _boot_token(environ: WSGIEnvironment) -> str | None:
    path: str = environ["PATH_INFO"]
    if environ["REQUEST_METHOD"] != "GET" or not path.startswith("/_boot/"):
        return None
    return path.removeprefix("/_boot/")


def _same(given: str, expected: str) -> bool:
    return hmac.compare_digest(given.encode("latin-1", "replace"), expected.encode())
