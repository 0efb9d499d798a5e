"""A browser on the real server: every page is watched for errors while a test looks at it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import Browser, ConsoleMessage, Page, Response

PATIENCE = 30_000
"""Milliseconds to wait for what must come: a busy machine is slow, and no fault."""


@dataclass
class Watch:
    """What went wrong on a page: errors of scripts, refusals by the CSP, files that are missing."""

    problems: list[str] = field(default_factory=list)

    def on(self, page: Page) -> None:
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.problems.append(str(error)))
        page.on("response", self._response)

    def _console(self, message: ConsoleMessage) -> None:
        # A refused request is also told to the console; `_response` judges those.
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            self.problems.append(message.text)

    def _response(self, response: Response) -> None:
        refusals_are_fine = response.request.resource_type in {"fetch", "xhr"}
        if response.status >= 500 or (response.status >= 400 and not refusals_are_fine):
            self.problems.append(f"{response.status} {response.url}")


@contextmanager
def watched(
    browser: Browser, scheme: str = "light", size: tuple[int, int] = (1280, 800)
) -> Iterator[Page]:
    """A fresh page; leaving it asserts that nothing went wrong on it."""
    width, height = size
    context = browser.new_context(color_scheme=scheme, viewport={"width": width, "height": height})  # type: ignore[arg-type]
    context.set_default_timeout(PATIENCE)
    watch = Watch()
    try:
        page = context.new_page()
        watch.on(page)
        yield page
        assert watch.problems == [], watch.problems
    finally:
        context.close()


def arrive(page: Page, boot: str) -> None:
    """Follow a boot address and wait for the page it leads to, scripts and all."""
    page.goto(boot)
    page.wait_for_url(lambda url: "/_boot/" not in url)


def path_of(page: Page) -> str:
    """The path of the address a page is at."""
    return urlsplit(page.url).path


def overflow(page: Page) -> int:
    """By how many pixels the page is wider than its window, or what it is about than its room."""
    wide = """Math.max(...[document.documentElement, ...document.querySelectorAll("#main")]
      .map((part) => part.scrollWidth - part.clientWidth))"""
    return int(page.evaluate(wide))
