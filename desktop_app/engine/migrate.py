"""How documents of earlier versions become documents of this one.

`VERSION` is what a new document is marked with. A step is a plain function of a connection,
numbered by the version it leads to, written in SQL and never in terms of today's models.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from sqlalchemy import Connection

from desktop_app.domain.errors import NotADocument
from desktop_app.engine.backends import Backend
from desktop_app.engine.base import Base

VERSION = 1

STEPS: Mapping[int, Callable[[Connection], None]] = {}


def prepare(connection: Connection, backend: Backend) -> None:
    """Make our tables in a new database, or bring an old one up.

    A table of ours that is missing is made, so that a service may come later than the document.
    Raises NotADocument for one that a newer Tidybase made.
    """
    found = backend.version(connection)
    if found is None:
        Base.metadata.create_all(connection)
        backend.mark(connection, VERSION)
        return
    if found > VERSION:
        raise NotADocument(
            "This file was made by a newer Tidybase. Nothing in it was changed. "
            "Please install the newest version to open it."
        )
    for version in range(found + 1, VERSION + 1):
        STEPS[version](connection)
        backend.mark(connection, version)
    Base.metadata.create_all(connection)
