"""Which window can be shown here: each rung says what it lacks, and the next one is tried."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass

from desktop_app.config import Config
from desktop_app.shell import browser, gtk
from desktop_app.shell.desk import Desktop
from desktop_app.shell.dialogs import Programs
from desktop_app.shell.window import NativeWindow, NoWindow

ORDER = ("gtk", "chromium", "browser", "none")
"""The names of TIDYBASE_WINDOW; "gtk" stands for the system's own window everywhere."""


@dataclass(frozen=True)
class Rung:
    """One way to show pages: what it lacks here, and how to show an address until closed."""

    name: str
    missing: Callable[[], str | None]
    show: Callable[[str], None]


def rungs(desk: Desktop, config: Config, say: Callable[[str], None]) -> list[Rung]:
    """Return the ways to show pages, best first, beginning with the one the person wants."""
    lower = _Below(desk, config, say)
    native = NativeWindow(desk, config)
    every = [
        Rung("gtk", _native_missing, native.show),
        Rung("chromium", lower.chromium_missing, lower.chromium),
        Rung("browser", lower.browser_missing, lower.browser),
        Rung("none", lambda: None, lower.address),
    ]
    first = ORDER.index(config.window) if config.window in ORDER else 0
    return every[first:]


def climb(ways: list[Rung], address: Callable[[], str], say: Callable[[str], None]) -> None:
    """Show a fresh `address` on the first rung that holds, until it is closed."""
    for rung in ways:
        lacking = rung.missing()
        if lacking is None:
            try:
                rung.show(address())
            except NoWindow as error:
                lacking = str(error)
            else:
                return
        say(f"No {rung.name} window: it needs {lacking}.")


def offer_more(address: Callable[[], str], say: Callable[[str], None]) -> None:
    """Say another address whenever a person at the terminal presses Enter."""
    if sys.stdin is None or not sys.stdin.isatty():
        return
    say("Enter gives another address.")

    def listen() -> None:
        for _ in sys.stdin:
            say(f"Good for a minute: {address()}")

    threading.Thread(target=listen, daemon=True).start()


def _native_missing() -> str | None:
    return gtk.missing() if sys.platform == "linux" else None


class _Below:
    """The rungs under the native window."""

    def __init__(self, desk: Desktop, config: Config, say: Callable[[str], None]) -> None:
        self._desk = desk
        self._config = config
        self._say = say
        self._stopped = threading.Event()

    def chromium_missing(self) -> str | None:
        if not self._config.display:
            return "a display"
        return None if browser.find_chromium() else "Chromium, Chrome, Edge or Brave"

    def chromium(self, url: str) -> None:
        self._desk.ask_with(Programs.present())
        program = browser.find_chromium() or ""
        window = browser.AppWindow(program, url, root=self._config.root)
        self._on_signals(window.end)
        if not window.wait():
            raise NoWindow("a browser that starts")

    def browser_missing(self) -> str | None:
        return None if self._config.display else "a display"

    def browser(self, url: str) -> None:
        self._desk.ask_with(Programs.present())
        browser.open_in_browser(url)
        # Some systems answer yes and open nothing: so an address is always said as well. Another
        # one, because each is good for one use.
        self.address(self._desk.again(url))

    def address(self, url: str) -> None:
        self._on_signals(self._stopped.set)
        self._say(f"Open this address in a browser within a minute: {url}\nCtrl+C stops Tidybase.")
        offer_more(lambda: self._desk.again(url), self._say)
        # With a time limit, because Windows does not interrupt an endless wait for Ctrl+C.
        while not self._stopped.wait(1.0):
            pass

    def _on_signals(self, end: Callable[[], None]) -> None:
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: end())
