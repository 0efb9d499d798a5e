"""The native window: pywebview over the system's web engine, without any bridge into Python.

Pages talk to the program by HTTP only. pywebview's own bridge needs `unsafe-eval` in the policy of
every page, so no `js_api`, no `expose` and no `evaluate_js` is ever used.
"""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from desktop_app.config import LOOPBACK, Config, resource
from desktop_app.domain.errors import Problem
from desktop_app.shell import gtk
from desktop_app.shell.browser import open_in_browser
from desktop_app.shell.desk import Desktop
from desktop_app.shell.dialogs import Answers, Dialogs
from desktop_app.shell.gtk_dialogs import GtkDialogs
from desktop_app.shell.gtk_view import View
from desktop_app.shell.native_dialogs import NativeDialogs
from desktop_app.shell.notice import notify

SIZE = (1280, 800)
SMALLEST = (900, 600)
LIGHT, DARK = "#f6f5f2", "#191816"
MOST_LOSSES = 20
"""How many lost pages are shown again before something must be badly wrong."""

LINUX: bool = sys.platform == "linux"
ENGINES = {"linux": "gtkwebkit2", "darwin": "wkwebview", "win32": "edgechromium"}
"""The engines that show our pages right; without them pywebview falls back to one of 2013."""

LOADING = f"""<!doctype html><html lang="en"><meta charset="utf-8">
<meta name="color-scheme" content="light dark"><title>Tidybase</title>
<style>html {{ background: light-dark({LIGHT}, {DARK}) }}</style>"""


class NoWindow(Exception):
    """The window could not be shown after all."""


class NativeWindow:
    """One window showing one page after the other, until it is closed."""

    def __init__(self, desk: Desktop, config: Config) -> None:
        self._desk = desk
        self._config = config
        self._window: Any = None
        self._view: View | None = None
        self._losses = 0
        self._is_closing = False

    def show(self, url: str) -> None:
        """Show `url` and return when the window was closed. Raises NoWindow."""
        import webview  # noqa: PLC0415 - slow, and not always there

        self._prepare(webview)
        self._window = webview.create_window(
            "Tidybase",
            html=LOADING,
            width=SIZE[0],
            height=SIZE[1],
            min_size=SMALLEST,
            background_color=DARK if LINUX and gtk.follow_desktop() else LIGHT,
            text_select=True,
            zoomable=True,
        )
        self._window.events.initialized += lambda renderer: renderer == ENGINES[sys.platform]
        self._window.events.before_show += self._adjust
        self._window.events.closing += self._closing
        try:
            webview.start(self._window.load_url, [url], **self._start_options())
        except webview.WebViewException as error:
            raise NoWindow(str(error)) from error
        finally:
            self._desk.ask_with(None)
        if not self._window.events.shown.is_set():
            raise NoWindow("the system's web engine is not one that can show it")

    def _prepare(self, webview: Any) -> None:
        # It complains of pages that were left before its own scripts ran in them.
        logging.getLogger("pywebview").setLevel(logging.CRITICAL)
        webview.settings["ALLOW_DOWNLOADS"] = False
        webview.settings["ALLOW_FILE_URLS"] = False
        webview.settings["OPEN_EXTERNAL_LINKS_IN_BROWSER"] = False
        if LINUX:
            gtk.name_program()
            if self._config.automation:
                from desktop_app.shell import automation  # noqa: PLC0415 - only for tests

                automation.arm()

    def _start_options(self) -> dict[str, Any]:
        if LINUX:
            # Nothing is kept between starts: what a page remembers, it tells the server.
            return {"gui": "gtk", "private_mode": True, "icon": str(resource("build/tidybase.png"))}
        # Private mode waits for seconds on Windows, and loses our cookie at times on macOS.
        profile = self._config.folder / "webview"
        return {"private_mode": False, "storage_path": str(profile)}

    def _adjust(self) -> None:
        # On the window's own thread, after it was made and before it is shown.
        self._desk.ask_with(self._dialogs())
        if LINUX:
            from webview.platforms.gtk import BrowserView  # noqa: PLC0415

            self._view = View(BrowserView.instances[self._window.uid], self)

    def _closing(self) -> bool:
        # Called twice: by the person, and again once the page has sent its last edits.
        if self._view is None or self._is_closing:
            return True
        self._is_closing = True
        self._view.empty(then=self._window.destroy)
        return False

    def _dialogs(self) -> Dialogs:
        if self._config.automation:
            return Answers(self._config.folder / "dialogs.json")
        if LINUX:
            return GtkDialogs(self._window.native)
        return NativeDialogs(self._window)

    def is_ours(self, url: str) -> bool:
        """Say whether the view may go there."""
        return url == "about:blank" or _origin(url) in self._desk.origins()

    def strayed(self, url: str) -> None:
        """Leave the web to the person's browser; a document closed since is a lost page."""
        if urlsplit(url).hostname == LOOPBACK:
            self.lost(url)
        else:
            open_in_browser(url)

    def dropped(self, paths: Sequence[Path], onto: str) -> None:
        """Open or import files dropped on the page at `onto`."""
        threading.Thread(target=self._take, args=(paths, _origin(onto)), daemon=True).start()

    def arrived(self, url: str) -> None:
        """Let go of the documents that were left for this page."""
        if url.startswith("http"):
            threading.Thread(target=self._settle, args=(url,), daemon=True).start()

    def lost(self, url: str) -> None:
        """Show the document again, or the welcome page where it is closed; not without end."""
        self._losses += 1
        if not self._is_closing and self._losses <= MOST_LOSSES:
            threading.Thread(target=self._go_back, args=(url,), daemon=True).start()

    def _take(self, paths: Sequence[Path], origin: str) -> None:
        try:
            self._window.load_url(self._desk.take(paths, origin))
        except Problem as problem:
            notify(problem.message)

    def _settle(self, url: str) -> None:
        self._desk.arrived(_origin(url))
        if not self.is_ours(url):
            # Back to a document at the very moment it was closed.
            self.lost(url)

    def _go_back(self, url: str) -> None:
        self._window.load_url(self._desk.again(url))


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"
