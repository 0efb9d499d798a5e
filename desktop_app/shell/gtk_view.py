"""One WebKit view, put right where pywebview leaves off: speed, files dropped, where it may go."""

from __future__ import annotations

import signal
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import unquote, urlsplit

from desktop_app.shell.gtk import toolkit

DEFAULT_TITLE = "Tidybase"
LAST_WORDS_MS = 200
"""For the requests of a page that was left to reach the server, which then lets them finish."""
HUNG_PAGE_MS = 2000


class Around(Protocol):
    """What the window around a view decides for it. Called on GTK's thread: may not wait."""

    def is_ours(self, url: str) -> bool:
        """Say whether the view may go there."""

    def strayed(self, url: str) -> None:
        """Deal with an address that the view may not go to."""

    def dropped(self, paths: Sequence[Path], onto: str) -> None:
        """Take files dropped on the page at `onto`."""

    def arrived(self, url: str) -> None:
        """Take note of the page that is shown now."""

    def lost(self, url: str) -> None:
        """Deal with a page that cannot be loaded or whose engine has crashed."""


class View:
    """The view and the window of one of pywebview's browsers, which it has just made."""

    def __init__(self, browser: Any, around: Around) -> None:
        _, self._webkit = toolkit()
        self._view, self._window, self._around = browser.webview, browser.window, around
        self._dragged: list[str] = []
        self._choose_speed()
        self._view.connect("drag-data-received", self._on_dragged)
        self._view.connect("drag-drop", self._on_drop)
        self._view.connect("decide-policy", self._on_navigation)
        self._view.connect("load-failed", self._on_failure)
        self._view.connect("notify::title", self._on_title)
        self._view.connect("load-changed", self._on_load)
        self._view.connect("web-process-terminated", self._on_crash)
        self._view.connect("script-dialog", self._on_question)
        self._obey_signals()

    def _on_question(self, _view: Any, dialog: Any) -> bool:
        # A page in a browser may ask before it is left; closing our window never asks.
        leaving = self._webkit.ScriptDialogType.BEFORE_UNLOAD_CONFIRM
        if dialog.get_dialog_type() != leaving:
            return False
        dialog.confirm_set_confirmed(True)
        return True

    def empty(self, then: Callable[[], None]) -> None:
        """Hide the window, let the page send what it has not sent yet, and go on with `then`.

        A page that is left hands its last requests to WebKit; one that is destroyed does not.
        """
        from gi.repository import GLib  # noqa: PLC0415

        def go_on(*_: Any) -> bool:
            if not done:
                done.append(True)
                then()
            return False

        def on_load(_: Any, event: Any) -> None:
            if event == self._webkit.LoadEvent.FINISHED:
                GLib.timeout_add(LAST_WORDS_MS, go_on)

        done: list[bool] = []
        self._window.hide()
        self._view.connect("load-changed", on_load)
        self._view.load_uri("about:blank")
        GLib.timeout_add(HUNG_PAGE_MS, go_on)

    def _choose_speed(self) -> None:
        settings = self._view.get_settings()
        settings.set_enable_smooth_scrolling(False)
        if not list(Path("/dev/dri").glob("renderD*")):
            # Without a graphics card its compositor is four times slower than plain painting.
            never = self._webkit.HardwareAccelerationPolicy.NEVER
            settings.set_hardware_acceleration_policy(never)

    def _on_dragged(self, *event: Any) -> None:
        # WebKit shows a page none of the files dropped on it; this is where their names pass.
        self._dragged = list(event[4].get_uris() or [])

    def _on_drop(self, *_: Any) -> bool:
        files = [path for path in map(local_path, self._dragged) if path]
        self._dragged = []
        if files:
            self._around.dropped(files, self._view.get_uri())
        return False

    def _on_navigation(self, _: Any, decision: Any, kind: Any) -> bool:
        if kind == self._webkit.PolicyDecisionType.RESPONSE:
            return False
        url = decision.get_navigation_action().get_request().get_uri()
        if self._around.is_ours(url):
            return False
        decision.ignore()
        self._around.strayed(url)
        return True

    def _on_failure(self, _: Any, event: Any, url: str, error: Any) -> bool:
        # Going back leads to documents that were closed since; never to an engine's error page.
        cancelled = self._webkit.NetworkError.CANCELLED
        if error.matches(self._webkit.NetworkError.quark(), cancelled):
            return False
        del event
        self._around.lost(url)
        return True

    def _on_crash(self, *_: Any) -> None:
        self._around.lost(self._view.get_uri() or "")

    def _on_load(self, _: Any, event: Any) -> None:
        if event == self._webkit.LoadEvent.COMMITTED:
            self._around.arrived(self._view.get_uri() or "")

    def _on_title(self, *_: Any) -> None:
        self._window.set_title(self._view.get_title() or DEFAULT_TITLE)

    def _obey_signals(self) -> None:
        from gi.repository import GLib  # noqa: PLC0415

        def close() -> bool:
            self._window.close()
            return True

        def present() -> bool:
            self._window.present()
            return True

        for number in (signal.SIGINT, signal.SIGTERM):
            GLib.unix_signal_add(GLib.PRIORITY_DEFAULT, number, close)
        GLib.unix_signal_add(GLib.PRIORITY_DEFAULT, signal.SIGUSR2, present)


def local_path(uri: str) -> Path | None:
    """Return the file that a dropped address names, or None when it names none here."""
    parts = urlsplit(uri.strip())
    if parts.scheme != "file" or parts.netloc not in {"", "localhost"}:
        return None
    return Path(unquote(parts.path))
