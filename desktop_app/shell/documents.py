"""The document that a typed command is about, held while the command works on it."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

from desktop_app.config import Config
from desktop_app.domain.errors import Problem
from desktop_app.shell import single
from desktop_app.shell.notice import say
from desktop_app.shell.site import database_uri, document_path


@contextlib.contextmanager
def named_document(config: Config, name: str) -> Iterator[str]:
    """Give the database URL of a document; a file that is not there yet will be made.

    Raises Problem.
    """
    uri, path = database_uri(name), document_path(name)
    single.sweep(config.folder)
    # A database on a server is for many; what is held then only says that this program is at work.
    held = single.hold(config.folder, path or Path(f"server {os.getpid()}"))
    if path is not None and not path.exists():
        say(f"There was no file {path.name}; Tidybase makes a new one.")
    try:
        yield uri
    finally:
        held.release()


@contextlib.contextmanager
def taken_back(name: str) -> Iterator[None]:
    """Take the document's file away again if it is made in here and nothing comes of it."""
    path = document_path(name)
    is_new = path is not None and not path.exists()
    try:
        yield
    except Problem:
        if path is not None and is_new:
            path.unlink(missing_ok=True)
        raise
