"""The desk: the documents that are open, each an app on a port of its own, and what is around."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path
from typing import TypeAlias, cast

from desktop_app.app import WELCOME, create_app
from desktop_app.config import Config
from desktop_app.domain.errors import DocumentMoved, DocumentReadOnly, Problem
from desktop_app.engine import journal
from desktop_app.engine.backends.sqlite import is_document
from desktop_app.shell import single
from desktop_app.shell.dialogs import Dialogs, OneAtATime
from desktop_app.shell.recent import ENDING, Recents, Servers, lying_in, unused
from desktop_app.shell.site import Site, database_uri
from desktop_app.web.desk import Known, Recent
from desktop_app.web.uploads import Uploads

Document: TypeAlias = Path | str
"""A file, or the URL of a database on a server."""


class Desktop:
    """The computer around the pages, as `web.desk.Desk` promises it; `close` leaves nothing."""

    def __init__(self, config: Config, *, window: bool = True) -> None:
        self._config = config
        self._window = window
        self._recents = Recents(config.folder / "recent.json")
        self._servers = Servers(config.folder / "servers.json")
        self._sites: dict[Document, Site] = {}
        self._holds: dict[Document, single.Hold] = {}
        self._shown: set[Document] = set()
        self._begun: set[Document] = set()
        self._welcome: Site | None = None
        self._dialogs: OneAtATime | None = None
        self._lock = threading.RLock()
        single.sweep(config.folder)

    @property
    def dialogs(self) -> bool:
        """Whether native open and save dialogs can be shown."""
        return self._dialogs is not None

    def ask_with(self, dialogs: Dialogs | None) -> None:
        """Use these dialogs from now on."""
        self._dialogs = OneAtATime(dialogs) if dialogs else None

    def recent(self) -> Sequence[Recent]:
        """The documents opened last, newest first."""
        return self._recents.newest()

    def servers(self) -> Sequence[Known]:
        """The databases on servers opened last, newest first."""
        return self._servers.newest()

    def found(self) -> Sequence[Recent]:
        """The documents in the documents folder that are not among the recent ones."""
        return lying_in(self._config.documents, (recent.path for recent in self.recent()))

    def open(self, path: Path) -> str:
        """Open a document and return the address to go to. Raises DocumentProblem."""
        if not path.is_file():
            raise DocumentMoved(f"{path.name} is not in the folder {path.parent.name} any more.")
        return self._site(path).boot()

    def new(self, path: Path | None = None, name: str = "Untitled") -> str:
        """Make a document (in the documents folder unless told) and return its address."""
        if path is not None and path.exists():
            raise DocumentReadOnly(
                f"There is a file {path.name} in that folder already. Nothing was changed. "
                "Open it instead, or choose another name for the new one."
            )
        with self._lock:
            return self._site(path or self._unused(name)).boot()

    def connect(self, uri: str) -> str:
        """Open the database on a server and return the address to go to. Raises DocumentProblem."""
        with self._lock:
            if uri not in self._sites:
                self._sites[uri] = Site(create_app(self._config.opening(uri), desk=self))
            self._servers.add(uri)
            return self._sites[uri].boot()

    def start_with(self, spreadsheets: Sequence[tuple[Path, str]]) -> str:
        """Make a document for spreadsheets of ours and return the address of their import page."""
        with self._lock:
            site = self._begin(Path(spreadsheets[0][1]).stem)
        return _importing(site, [_uploads(site).adopt(*each) for each in spreadsheets])

    def take(self, paths: Sequence[Path], origin: str | None = None) -> str:
        """Return the address for files dropped on the page at `origin`, or started with.

        A document is opened. All else is copied, to be imported into the document that is shown
        there, or into a new one. Raises DocumentProblem.
        """
        for path in paths:
            if not path.is_file() or self._is_document(path):
                return self.open(path)
        with self._lock:
            shown = [site for site in self._sites.values() if site.origin == origin]
            site = shown[0] if shown else self._begin(paths[0].stem)
        return _importing(site, [_uploads(site).copy(path) for path in paths])

    def welcome(self) -> str:
        """Return the address of the welcome page."""
        with self._lock:
            if self._welcome is None:
                self._welcome = Site(create_app(self._config, WELCOME, desk=self))
            return self._welcome.boot()

    def forget(self, opened: Recent | Known) -> None:
        """Take a document off the list of those opened before; the document stays as it is."""
        if isinstance(opened, Known):
            self._servers.forget(opened.address)
        else:
            self._recents.forget(opened.path.resolve())

    def ask_open(self, kinds: Sequence[str]) -> Path | None:
        """Show the native open dialog. None: cancelled."""
        if self._dialogs is None:
            return None
        return self._dialogs.ask_open(kinds, self._documents())

    def ask_save(self, name: str) -> Path | None:
        """Show the native save dialog with that name suggested. None: cancelled."""
        if self._dialogs is None:
            return None
        return self._dialogs.ask_save(name, self._documents())

    def arrived(self, origin: str) -> None:
        """Close the documents that the one window has left, unless they are still at work."""
        with self._lock:
            left = [key for key in self._shown if self._sites[key].origin != origin]
            for key in left:
                if not self._sites[key].is_busy:
                    self._leave(key)
            self._shown.update(key for key, site in self._sites.items() if site.origin == origin)

    def again(self, url: str) -> str:
        """Return an address for a page that was lost: of its document, or the welcome page."""
        for site in self._sites.values():
            if url.startswith(f"{site.origin}/"):
                return site.boot()
        return self.welcome()

    def origins(self) -> set[str]:
        """Return the addresses of all pages of ours."""
        sites = [*self._sites.values(), *([self._welcome] if self._welcome else [])]
        return {site.origin for site in sites}

    def close(self) -> None:
        """Stop every site and set every file free."""
        with self._lock:
            for key in list(self._sites):
                self._leave(key)
            if self._welcome is not None:
                self._welcome.close()
            self._welcome = None

    def _begin(self, name: str) -> Site:
        """Make a document for a spreadsheet, which goes again if nothing is ever brought in."""
        path = self._unused(name)
        site = self._site(path)
        self._begun.add(path.resolve())
        return site

    def _is_document(self, path: Path) -> bool:
        """Say whether a file is to be opened; one that is open must not be looked into."""
        is_ours = path.suffix.lower() == ENDING or path.resolve() in self._sites
        return is_ours or is_document(path)

    def _leave(self, key: Document) -> None:
        site = self._sites.pop(key)
        in_vain = key in self._begun and _is_untouched(site)
        site.close()
        if isinstance(key, Path):
            if in_vain:
                key.unlink(missing_ok=True)
                self._recents.forget(key)
            self._holds.pop(key).release()
        self._shown.discard(key)
        self._begun.discard(key)

    def _site(self, path: Path) -> Site:
        key = path.resolve()
        with self._lock:
            if key not in self._sites:
                config = self._config.opening(
                    database_uri(path), first_time=not self._recents.knows(path.absolute())
                )
                held = single.hold(self._config.folder, path, window=self._window)
                try:
                    site = Site(create_app(config, desk=self))
                except Problem:
                    held.release()
                    raise
                self._sites[key], self._holds[key] = site, held
            self._recents.add(path.absolute())
            return self._sites[key]

    def _unused(self, name: str) -> Path:
        return unused(self._documents(), name)

    def _documents(self) -> Path:
        self._config.documents.mkdir(parents=True, exist_ok=True)
        return self._config.documents


def _importing(site: Site, tokens: Sequence[str]) -> str:
    return site.boot(f"/import/{','.join(tokens)}")


def _is_untouched(site: Site) -> bool:
    """Say whether nobody ever did anything in a document."""
    try:
        with site.app.extensions["tidybase"].look() as look:
            return not journal.entries(look, before=None, limit=1)
    except Problem:
        return False


def _uploads(site: Site) -> Uploads:
    return cast("Uploads", site.app.extensions["tidybase.uploads"])
