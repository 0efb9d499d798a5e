"""WebDriver for the one window, only when a test asks for it: pywebview has no such setting.

The protocol: https://www.w3.org/TR/webdriver2/, as WebKitWebDriver speaks it to a WebKit view that
is `is_controlled_by_automation`, in a context that allows it.
"""

from __future__ import annotations

from typing import Any

import webview.platforms.gtk

BROWSER_NAME = "tidybase"
"""What a test gives as its `browserName`."""

# Scripts of a content manager come before those of the page and are not under its policy.
_WATCH = """
window.tidybaseRefused = [];
document.addEventListener("securitypolicyviolation", (event) => {
  window.tidybaseRefused.push(`${event.violatedDirective} ${event.blockedURI}`);
});
"""


def arm() -> None:
    """Make the next window steerable. To be called before it is made."""
    # The module's name for WebKit, seen only by pywebview, is replaced by a stand-in.
    platform: Any = webview.platforms.gtk
    platform.webkit = _Steerable(platform.webkit)


class _Steerable:
    """WebKit2 as pywebview uses it, making views and contexts that automation may drive."""

    def __init__(self, webkit: Any) -> None:
        self._webkit = webkit
        self._views: list[Any] = []
        self.WebContext = self

    def __getattr__(self, name: str) -> Any:
        return getattr(self._webkit, name)

    def WebView(self, **options: Any) -> Any:  # noqa: N802 - WebKit's own name
        view = self._webkit.WebView(is_controlled_by_automation=True, **options)
        self._views.append(view)
        return view

    def UserContentManager(self) -> Any:  # noqa: N802
        manager = self._webkit.UserContentManager()
        frames = self._webkit.UserContentInjectedFrames.TOP_FRAME
        start = self._webkit.UserScriptInjectionTime.START
        manager.add_script(self._webkit.UserScript.new(_WATCH, frames, start, None, None))
        return manager

    def new_ephemeral(self) -> Any:
        context = self._webkit.WebContext.new_ephemeral()
        context.set_automation_allowed(True)
        context.connect("automation-started", self._on_started)
        return context

    def _on_started(self, _: Any, session: Any) -> None:
        program = self._webkit.ApplicationInfo()
        program.set_name(BROWSER_NAME)
        program.set_version(1, 0, 0)
        session.set_application_info(program)
        session.connect("create-web-view", lambda _: self._views[0])
