"""The door to one document: `work` is the only way to write, `look` the only way to read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

from sqlalchemy import Engine, make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from desktop_app.domain import names
from desktop_app.domain.access import Actor
from desktop_app.domain.errors import DocumentMoved, DocumentReadOnly, Invalid
from desktop_app.engine import journal
from desktop_app.engine.backends import BACKENDS, Backend, compacting
from desktop_app.engine.opening import Opened, open_at
from desktop_app.engine.orders import Orders
from desktop_app.engine.work import Look, Memory, Work


class HasExtensions(Protocol):
    """A Flask app, as far as a store cares."""

    config: Any
    extensions: dict[str, Any]


class Store:
    """One document, opened once, used by many threads.

    Made empty; `init_app` opens what the app's `SQLALCHEMY_DATABASE_URI` names.
    """

    def __init__(self) -> None:
        self.uri: str = ""
        self.orders = Orders(self.look)
        """The orders in which tables are looked at."""
        self.releases: list[Callable[[Work], object]] = []
        """What lets go of things that only history needed, once some of that was forgotten."""
        self._memory = Memory()
        self._backend: Backend
        self._open: Opened | None = None

    def init_app(self, app: HasExtensions) -> None:
        """Open the document that the app was given and become `app.extensions["tidybase"]`."""
        self.open(app.config["SQLALCHEMY_DATABASE_URI"])
        app.extensions["tidybase"] = self

    def open(self, uri: str) -> None:
        """Open a database by URL; a new one gets our tables. Raises DocumentProblem, Invalid.

        One that cannot be written, or that a newer Tidybase made, is opened to look at only.
        """
        try:
            url = make_url(uri)
        except ArgumentError as error:
            raise Invalid("That is not the address of a database.") from error
        self._backend = BACKENDS[url.get_backend_name()]
        self._backend.check(url)
        self.uri = uri
        self._open, self._memory = open_at(url, self._backend), Memory()
        try:
            with self._translated():
                self._open.prepare(self.path)
        except BaseException:
            self.close()
            raise

    @contextmanager
    def work(self, actor: Actor, operation: str | None = None) -> Iterator[Work]:
        """Give the one transaction that writes; leaving it journals and commits all or nothing.

        `operation` is the writer's own name for this deed: a second one of that name raises
        AlreadyDone and changes nothing. Raises DocumentProblem when the database refuses,
        DocumentReadOnly always where nothing can be changed.
        """
        self._refuse_to_change()
        with self._translated(), self._writer.begin() as connection:
            work = Work(connection, actor, self._memory)
            try:
                journal.refuse_twice(work, operation)
                yield work
                journal.write(work, operation)
                if self._backend.name == "sqlite":
                    # Who still reads the file would keep it from being written.
                    self.orders.give_way()
            finally:
                work.close()
        self._memory.learn(work)
        self.orders.texts.learn(work)

    @contextmanager
    def look(self) -> Iterator[Look]:
        """Give a transaction that only reads: everything in it is of one moment."""
        with self._translated(), self._opened.reader.connect() as connection, connection.begin():
            look = Look(connection, self._memory)
            try:
                yield look
            finally:
                look.close()

    @property
    def read_only(self) -> str | None:
        """Why nothing can be changed here, in words; None where it can."""
        return self._open.read_only if self._open else None

    @property
    def backup(self) -> Path | None:
        """The file as it was before it was brought up to date on opening, if it was."""
        return self._open.backup if self._open else None

    @property
    def path(self) -> Path | None:
        """The file, None on a server."""
        url = make_url(self.uri)
        return Path(url.database or "") if url.get_backend_name() == "sqlite" else None

    @property
    def title(self) -> str:
        """What people call the document: its file's name without the ending."""
        return (
            names.pretty(self.path.stem)
            if self.path
            else make_url(self.uri).database or "Shared database"
        )

    def delays(self, error: BaseException) -> Sequence[float]:
        """Return the seconds to wait before each further try of work or a look that so failed."""
        cause = error.__cause__
        return self._backend.delays(error) or (self._backend.delays(cause) if cause else ())

    def ping(self) -> None:
        """Return if the database answers. Raises DocumentProblem."""
        with self.look() as look:
            look.connection.exec_driver_sql("SELECT 1")

    def make_smaller(self) -> None:
        """Write the file anew, without the room in it that nothing needs; on a server, nothing.

        Raises DocumentProblem: DocumentFull when the disk has no room for it.
        """
        self._refuse_to_change()
        if self.path is not None:
            self.orders.give_way()
            with self._translated():
                compacting.rewrite(self._writer, self.path)

    def close(self) -> None:
        """Let go of every connection; the file on disk is whole."""
        self.orders.close()
        if self._open is not None:
            self._open.close()
        self._open = None

    def _refuse_to_change(self) -> None:
        if self.read_only is not None:
            raise DocumentReadOnly(self.read_only)

    @property
    def _writer(self) -> Engine:
        return self._opened.writer

    @property
    def _opened(self) -> Opened:
        if self._open is None:
            raise DocumentMoved("This file is closed here. Please open it again.")
        return self._open

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except SQLAlchemyError as error:
            problem = self._backend.explain(error)
            if problem is None:
                raise
            raise problem from error
