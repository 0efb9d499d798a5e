"""Below the native window: a Chromium in app mode, and the person's own browser."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
import time
import webbrowser
from pathlib import Path
from urllib.parse import urlsplit

from desktop_app.shell import frozen

CHROMIUMS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "microsoft-edge",
    "microsoft-edge-stable",
    "brave-browser",
)
STARTING_SECONDS = 5.0
"""A browser that fails within this time has not shown a window."""

_WINDOWS = (
    r"Google\Chrome\Application\chrome.exe",
    r"Microsoft\Edge\Application\msedge.exe",
    r"BraveSoftware\Brave-Browser\Application\brave.exe",
)
_MACOS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    "/Applications/Brave Browser.app/Contents/MacOS/Brave Browser",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
# A profile of its own, so that the process lives as long as the window; and never a call home.
_QUIET = (
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-features=Translate",
)


def find_chromium() -> str | None:
    """Return the program of a browser of the Chromium family, if there is one."""
    on_path = next(filter(None, map(shutil.which, CHROMIUMS)), None)
    installed = [*_on_windows(), *map(Path, _MACOS)]
    return on_path or next((str(path) for path in installed if path.is_file()), None)


class AppWindow:
    """A browser window without tabs, showing `url`; once it is closed nothing of it is left."""

    def __init__(self, program: str, url: str, *, root: bool) -> None:
        self._profile = Path(tempfile.mkdtemp(prefix="tidybase-window-"))
        words = [program, f"--app={url}", f"--user-data-dir={self._profile}", *_QUIET]
        words += ["--window-size=1280,800", *(["--no-sandbox"] if root else [])]
        # Within the profile, so that its own temporary files go with it.
        self._process = _start(words, TMPDIR=str(self._profile))

    def wait(self) -> bool:
        """Return when the window is closed; false when it never opened."""
        begun = time.monotonic()
        try:
            failed = self._process.wait() > 0
        finally:
            self._tidy_up()
        return not (failed and time.monotonic() - begun < STARTING_SECONDS)

    def end(self) -> None:
        """Ask the window to close; `wait` then returns."""
        self._process.terminate()

    def _tidy_up(self) -> None:
        for _ in range(40):
            shutil.rmtree(self._profile, ignore_errors=True)
            if not self._profile.exists():
                return
            # Helpers of the browser end a little later and may still write a last file.
            time.sleep(0.05)


def open_in_browser(url: str) -> bool:
    """Open a web address in the person's own browser; false when there surely is none."""
    if urlsplit(url).scheme not in {"http", "https"}:
        return False
    try:
        return webbrowser.open_new_tab(url)
    except webbrowser.Error:
        return False


def _on_windows() -> list[Path]:
    environ = frozen.environment()
    roots = [environ.get(n) for n in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")]
    return [Path(root) / name for name in _WINDOWS for root in roots if root]


def _start(words: list[str], **more: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603 - a program of the system, with words of ours
        words,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=frozen.environment() | more,
    )
