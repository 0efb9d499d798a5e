"""What the window can do for a page: open, make and pick files. The shell brings the real one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol


@dataclass(frozen=True)
class Recent:
    """A document opened before; `when` is in seconds since 1970, `there` false if it is gone."""

    name: str
    folder: str
    path: Path
    when: float
    there: bool


@dataclass(frozen=True)
class Known:
    """A database on a server opened before: its address without the password, and when."""

    address: str
    when: float


class Desk(Protocol):
    """The computer around the page. Every address it returns is used once, within a minute."""

    @property
    def dialogs(self) -> bool:
        """Whether native open and save dialogs can be shown."""

    def recent(self) -> Sequence[Recent]:
        """The documents opened last, newest first."""

    def servers(self) -> Sequence[Known]:
        """The databases on servers opened last, newest first."""

    def found(self) -> Sequence[Recent]:
        """The documents lying in the person's documents folder, for when no dialog can be shown."""

    def open(self, path: Path) -> str:
        """Open a document and return the address to go to. Raises DocumentProblem."""

    def new(self, path: Path | None = None, name: str = "Untitled") -> str:
        """Make a document (in the documents folder unless told) and return its address."""

    def connect(self, uri: str) -> str:
        """Open the database on a server and return the address to go to. Raises DocumentProblem."""

    def start_with(self, spreadsheets: Sequence[tuple[Path, str]]) -> str:
        """Make a document for spreadsheets and return the address of their import page.

        Each is a file that is moved away, and what the person calls it.
        """

    def welcome(self) -> str:
        """Return the address of the welcome page."""

    def forget(self, opened: Recent | Known) -> None:
        """Take a document off the list of those opened before; the document stays as it is."""

    def ask_open(self, kinds: Sequence[str]) -> Path | None:
        """Show the native open dialog; `kinds` are endings such as ".tidy". None: cancelled."""

    def ask_save(self, name: str) -> Path | None:
        """Show the native save dialog with that name suggested. None: cancelled."""
