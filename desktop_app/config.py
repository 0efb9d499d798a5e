"""Where things are and how the program was asked to behave; the sole reader of the environment."""

from __future__ import annotations

import getpass
import os
import sys
from dataclasses import dataclass, replace
from pathlib import Path

from platformdirs import PlatformDirs

LOOPBACK = "127.0.0.1"
"""The address that only this computer reaches."""

LARGEST_REQUEST = 2 << 30
"""Bytes. A dropped spreadsheet is the largest thing anyone sends."""


def resource(name: str) -> Path:
    """Return the path of a bundled file or folder, frozen or not, such as `webui`."""
    unpacked = getattr(sys, "_MEIPASS", None)
    root = Path(unpacked) if unpacked else Path(__file__).resolve().parent.parent
    return root / name


@dataclass(frozen=True)
class Config:
    """What an app needs to know before it starts.

    `database_uri` is None for the welcome page, before any document is open. `folder` holds
    everything that is the program's own: recent files, uploads under way, locks, the log.
    """

    folder: Path
    documents: Path
    account: str
    database_uri: str | None = None
    first_time: bool = False
    """Whether the document was never opened on this computer before."""
    window: str = "auto"
    automation: bool = False
    root: bool = False
    display: bool = False
    largest_file: int = 50 << 20
    """Bytes of a file that can be kept in a cell."""

    @classmethod
    def from_environment(cls) -> Config:
        """Read the settings of this computer and person.

        TIDYBASE_HOME moves our own folder, TIDYBASE_DOCUMENTS that of new files; TIDYBASE_WINDOW
        chooses the first rung of the window ladder (auto, gtk, chromium, browser, none);
        TIDYBASE_AUTOMATION=1 lets WebDriver steer the window; TIDYBASE_FILE_MB is the most that a
        file in a cell may have.
        """
        dirs = PlatformDirs("tidybase", appauthor=False, roaming=False)
        env = os.environ
        return cls(
            folder=Path(env.get("TIDYBASE_HOME") or dirs.user_data_dir),
            documents=Path(env.get("TIDYBASE_DOCUMENTS") or dirs.user_documents_dir),
            account=_account(),
            window=env.get("TIDYBASE_WINDOW", "auto"),
            automation=env.get("TIDYBASE_AUTOMATION") == "1",
            root=hasattr(os, "geteuid") and os.geteuid() == 0,
            display=_has_display(),
            largest_file=_megabytes(env.get("TIDYBASE_FILE_MB", "")) or cls.largest_file,
        )

    def opening(self, database_uri: str, *, first_time: bool = False) -> Config:
        """Return the same settings with a document."""
        return replace(self, database_uri=database_uri, first_time=first_time)


def _account() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "me"


def _megabytes(text: str) -> int:
    return int(text) << 20 if text.isdecimal() else 0


def _has_display() -> bool:
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
