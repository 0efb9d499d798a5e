"""One app behind its gate on a port of its own, and the names of documents as databases."""

from __future__ import annotations

import time
from pathlib import Path
from typing import cast

from flask import Flask
from sqlalchemy import URL

from desktop_app.app import close
from desktop_app.config import LOOPBACK
from desktop_app.domain.errors import DocumentUnreadable, NotFound
from desktop_app.shell.server import Server, bind
from desktop_app.web.guard import Gate
from desktop_app.web.jobs import Jobs


class Site:
    """An app that answers from now on; `origin` is its address, `boot` the way in."""

    def __init__(self, app: Flask, host: str = LOOPBACK, port: int = 0) -> None:
        bound = bind(host, port)
        self.app = app
        self.gate = Gate(app, *bound.getsockname()[:2])
        self._server = Server(self.gate, bound)
        self._server.start()

    @property
    def origin(self) -> str:
        """The address without any path, such as http://127.0.0.1:40123."""
        return self.gate.origin

    def boot(self, then: str = "/") -> str:
        """Return an address that signs a browser in once, within a minute, and leads to `then`."""
        return self.gate.mint(then)

    @property
    def is_busy(self) -> bool:
        """Whether long work, such as an import, is under way."""
        return self._jobs.busy

    def close(self, deadline: float = 2.0) -> None:
        """Stop answering and working, then let go of the document."""
        self._server.stop(deadline)
        self._jobs.stop()
        until = time.monotonic() + deadline
        while self.is_busy and time.monotonic() < until:
            # What was asked to stop first takes back what it has done.
            time.sleep(0.01)
        close(self.app)

    @property
    def _jobs(self) -> Jobs:
        return cast("Jobs", self.app.extensions["tidybase.jobs"])


def database_uri(document: str | Path) -> str:
    """Return the database URL of a document named by its path, or by such a URL already.

    Raises NotFound when its folder is not there, DocumentUnreadable when it is a folder itself.
    """
    if isinstance(document, str) and "://" in document:
        return document
    path = Path(document).absolute()
    if path.is_dir():
        raise DocumentUnreadable(f"{path.name} is a folder. Name the file inside it.")
    if not path.parent.is_dir():
        raise NotFound(f"There is no folder {path.parent}. Make it first, or choose another.")
    return URL.create("sqlite", database=str(path)).render_as_string(hide_password=False)


def document_path(document: str) -> Path | None:
    """Return the file of a document, or None when a server has it."""
    return None if "://" in document else Path(document).absolute()
