"""How a document is opened: made, brought up to date, or shown only.

It is shown only when a newer Tidybase made it, or when it cannot be written here: then there is
nothing open that could change a byte of it. One of an earlier version that cannot be written is
shown by a copy in a folder of its own, which is brought up to date in its place.
"""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Engine
from sqlalchemy.exc import SQLAlchemyError

from desktop_app.domain.errors import (
    DocumentFull,
    DocumentProblem,
    DocumentReadOnly,
    DocumentUnreadable,
)
from desktop_app.engine import backups, migrate
from desktop_app.engine.backends import Backend
from desktop_app.engine.backends.sqlite import by_uri

LOCKED = (
    "This file cannot be changed here: it, or the folder it is in, is read-only. You can look at "
    "everything; to change it, copy it to a folder of your own and open the copy."
)
SERVER_LOCKED = (
    "The shared database takes no changes from here: its server is read-only, or lets Tidybase "
    "only look. You can look at everything."
)
NO_ROOM = (
    "This file was made by an earlier Tidybase. Before it is brought up to date a copy of it is "
    "made, and there is no room on the disk for that. You can look at everything here; to change "
    "it, make some room and open it again."
)


@dataclass
class Opened:
    """The engines of an open document; `close` lets go of everything."""

    backend: Backend
    writer: Engine
    reader: Engine
    read_only: str | None = None
    """Why nothing can be changed, in words; None where it can."""
    backup: Path | None = None
    """The file as it was before it was brought up to date just now."""
    _aside: Path | None = field(default=None, repr=False)

    def close(self) -> None:
        """Let go of every connection; the file on disk is whole."""
        self.writer.dispose()
        self.reader.dispose()
        if self._aside is not None:
            shutil.rmtree(self._aside, ignore_errors=True)

    def prepare(self, path: Path | None) -> None:
        """Make our tables, bring old ones up, or settle for looking. Raises DocumentProblem."""
        found = self._found(path)
        if found is None:
            self._bring_up(None)
        elif found > migrate.VERSION:
            self._look_only(migrate.NEWER, path, found)
        elif self._is_locked(found):
            self._look_only(LOCKED if path else SERVER_LOCKED, path, found)
        else:
            try:
                self._bring_up(path if found < migrate.VERSION else None)
            except DocumentFull:
                if path is None:
                    raise
                self._look_only(NO_ROOM, path, found)

    def _found(self, path: Path | None) -> int | None:
        if path is not None and not path.exists():
            return None
        with self.reader.connect() as connection, connection.begin():
            found = self.backend.version(connection)
        if path is not None:
            # The writer takes back what another program set in the file; nobody may read it then.
            self.reader.dispose()
        return found

    def _is_locked(self, found: int) -> bool:
        """Try it: whether a file can be written, no operating system tells beforehand for sure."""
        try:
            with self.writer.connect() as connection, connection.begin() as attempt:
                self.backend.mark(connection, found)
                attempt.rollback()
        except SQLAlchemyError as error:
            problem = self.backend.explain(error)
            if isinstance(problem, DocumentReadOnly | DocumentUnreadable):
                return True
            raise
        return False

    def _bring_up(self, path: Path | None) -> None:
        """With a backup first, if there is a path."""
        backup = None
        try:
            with self.writer.begin() as connection:
                if path is not None:
                    backup = self._backed_up(path)
                migrate.prepare(connection, self.backend)
        except (DocumentProblem, SQLAlchemyError):
            if backup is not None:
                # The file itself is as it was.
                backup.unlink(missing_ok=True)
            raise
        self.backup = backup

    def _backed_up(self, path: Path) -> Path:
        # By a reader, for nothing is copied by a connection that is about to write; what it reads
        # is what the writer holds.
        with self.reader.connect() as connection, connection.begin():
            return backups.beside(connection, path, f"before Tidybase {migrate.VERSION}")

    def _look_only(self, why: str, path: Path | None, found: int) -> None:
        self.read_only = why
        if path is not None:
            shown = path if found >= migrate.VERSION else self._copied(path)
            self.writer.dispose()
            self.reader.dispose()
            self.reader = _engine(self.backend.reader(by_uri(shown, "ro")), self.backend)

    def _copied(self, path: Path) -> Path:
        self._aside = Path(tempfile.mkdtemp(prefix="tidybase-"))
        copied = self._aside / path.name
        with self.reader.connect() as connection, connection.begin():
            backups.refuse_without_room(connection, self._aside)
            backups.copy(connection, copied)
        writer = _engine(
            self.backend.writer(URL.create("sqlite", database=str(copied))), self.backend
        )
        try:
            with writer.begin() as connection:
                migrate.prepare(connection, self.backend)
        finally:
            writer.dispose()
        return copied


def open_at(url: URL, backend: Backend) -> Opened:
    """Make the engines of a database, which is not looked at yet."""
    return Opened(
        backend, _engine(backend.writer(url), backend), _engine(backend.reader(url), backend)
    )


def _engine(engine: Engine, backend: Backend) -> Engine:
    translated: Any = engine.execution_options(schema_translate_map=backend.translate)
    made: Engine = translated
    return made
