"""The web server inside the program: waitress on a socket that was bound beforehand.

Whoever holds the bound socket owns the port: there is no moment in which another program could
take it, and a window may load its address before the server thread runs.
"""

from __future__ import annotations

import contextlib
import ipaddress
import logging
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from waitress.channel import HTTPChannel
from waitress.server import create_server
from waitress.task import ErrorTask

from desktop_app.config import LARGEST_REQUEST, LOOPBACK
from desktop_app.domain.errors import Problem
from desktop_app.web.headers import with_headers
from desktop_app.web.refusals import ODD_REQUEST, TOO_LARGE, TOO_LONG, refuse

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

THREADS = 8
"""Requests that are answered at once."""

LONGEST_ADDRESS = 640 << 10
"""Bytes, with the headers: the longest filter, whatever is written in it, and room to spare."""

_POLL_SECONDS = 0.01


class CannotListen(Problem):
    """The address cannot be used."""

    code = "cannot_listen"


def bind(host: str = LOOPBACK, port: int = 0) -> socket.socket:
    """Return a socket bound to the address; port 0 takes any free one. Raises CannotListen."""
    _refuse_wildcard(host)
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    bound = socket.socket(family, socket.SOCK_STREAM)
    try:
        if sys.platform == "win32":
            # Without it Windows lets any other program listen on the same port.
            bound.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        else:
            bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind((host, port))
    except (OSError, OverflowError) as error:
        bound.close()
        raise CannotListen(
            f"Tidybase cannot use the address {host}, port {port}: another program may be using "
            "it. Choose another port, or leave it out to take any free one."
        ) from error
    return bound


class Server:
    """Serves `app` on a bound socket from threads of its own until stopped."""

    def __init__(self, app: WSGIApplication, bound: socket.socket) -> None:
        # The queue's warnings are about busy team servers; people would read them as errors.
        logging.getLogger("waitress").setLevel(logging.ERROR)
        self._app = app
        self._map: dict[int, object] = {}
        self._stopping = False
        self._server = create_server(
            self._pass_on,
            map=self._map,
            sockets=[bound],
            threads=THREADS,
            ident=None,
            connection_limit=500,
            channel_timeout=30,
            channel_request_lookahead=1,
            max_request_header_size=LONGEST_ADDRESS,
            # What is large lies in a temporary file meanwhile.
            max_request_body_size=LARGEST_REQUEST,
            recv_bytes=64 << 10,
            # Whole seconds: waitress rounds down, and with 0 its loop never sleeps.
            asyncore_loop_timeout=1,
            # select() fails on file numbers above 1024, which 500 connections can reach.
            asyncore_use_poll=sys.platform != "win32",
            clear_untrusted_proxy_headers=True,
            log_socket_errors=False,
        )
        self._server.channel_class = _Channel
        self._thread = threading.Thread(target=self._run, name="web server", daemon=True)

    def start(self) -> None:
        """Begin to answer."""
        self._thread.start()

    def stop(self, deadline: float = 2.0) -> None:
        """Refuse new requests, let running ones finish for `deadline` seconds, free the port.

        Stopping again does nothing.
        """
        if self._stopping:
            return
        self._stopping = True
        until = time.monotonic() + deadline
        while self._is_busy() and time.monotonic() < until:
            time.sleep(_POLL_SECONDS)
        self._server.trigger.pull_trigger(self._close_all)
        if self._thread.ident is None:
            self._close_all()
        else:
            self._thread.join(1.0)
        # A request that never ends may end after all, and would wake a loop that is gone.
        self._server.pull_trigger = _wake_nobody
        self._server.task_dispatcher.shutdown(cancel_pending=True, timeout=0.5)
        self._server.trigger.close()

    def _run(self) -> None:
        # Closing the sockets under the loop ends it, sometimes with an error about them.
        with contextlib.suppress(OSError):
            self._server.run()

    def _pass_on(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if self._stopping:
            start_response("503 Service Unavailable", [("Content-Length", "0")])
            return []
        return self._app(environ, start_response)

    def _is_busy(self) -> bool:
        channels = list(self._server.active_channels.values())
        return any(channel.requests or channel.total_outbufs_len for channel in channels)

    def _close_all(self) -> None:
        # waitress has no way to stop; closing everything its loop watches ends the loop. Its
        # trigger, which the server would close too, stays open until nobody is left who could
        # write to it: its number could be that of another file by then.
        for channel in list(self._server.active_channels.values()):
            with contextlib.suppress(Exception):
                channel.handle_close()  # With the file of an answer that was not sent to its end.
        self._server.socket.close()
        self._map.clear()


class _Refused(ErrorTask):  # type: ignore[misc]
    """What cannot be passed on to the app is refused as the app would refuse it."""

    def execute(self) -> None:
        """Answer it."""
        wrong = {413: TOO_LARGE, 431: TOO_LONG}.get(self.request.error.code, ODD_REQUEST)
        # What could not be read has no address. What is too long asks for much, as programs do.
        path = "/api/" if wrong is TOO_LONG else getattr(self.request, "path", "")
        asked = {"PATH_INFO": path, "REQUEST_METHOD": getattr(self.request, "command", "")}
        body = b"".join(refuse(wrong, asked, with_headers(self._respond, asked)))
        self.set_close_on_finish()
        self.write(body)

    def _respond(
        self, status: str, headers: list[tuple[str, str]], _: object = None, /
    ) -> Callable[[bytes], object]:
        self.status = status
        self.response_headers.extend(headers)
        write: Callable[[bytes], object] = self.write
        return write


class _Channel(HTTPChannel):  # type: ignore[misc]
    error_task_class = _Refused


def _wake_nobody() -> None:
    pass


def _refuse_wildcard(host: str) -> None:
    try:
        is_wildcard = ipaddress.ip_address(host).is_unspecified
    except ValueError:
        is_wildcard = host in {"", "*"}
    if is_wildcard:
        raise CannotListen(
            "Tidybase listens on one address only: give the address of this computer, "
            "such as 192.168.1.20, instead of one that means all of them."
        )
