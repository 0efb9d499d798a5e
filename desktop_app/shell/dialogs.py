"""The native open and save dialogs: what they promise, and the ways to show them without a window.

Server threads call them and wait; every implementation brings the question to the thread that may
ask it, in one place. Only one dialog is open at a time.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

from desktop_app.shell import frozen


class Dialogs(Protocol):
    """Asks a person for a file. Both return None when the person thinks better of it."""

    def ask_open(self, kinds: Sequence[str], folder: Path) -> Path | None:
        """Ask for a file that is there; `kinds` are endings such as ".tidy"."""

    def ask_save(self, name: str, folder: Path) -> Path | None:
        """Ask where to write, suggesting `name`; replacing a file was agreed to."""


class OneAtATime:
    """Dialogs behind a lock, so that two pages never ask at once."""

    def __init__(self, dialogs: Dialogs) -> None:
        self._dialogs = dialogs
        self._lock = threading.Lock()

    def ask_open(self, kinds: Sequence[str], folder: Path) -> Path | None:
        """Ask for a file that is there."""
        with self._lock:
            return self._dialogs.ask_open(kinds, folder)

    def ask_save(self, name: str, folder: Path) -> Path | None:
        """Ask where to write."""
        with self._lock:
            return with_ending(self._dialogs.ask_save(name, folder), name)


class Answers:
    """Dialogs of a window steered by a test: the answers lie in a JSON list, first one first."""

    def __init__(self, queue: Path) -> None:
        self._queue = queue

    def ask_open(self, kinds: Sequence[str], folder: Path) -> Path | None:  # noqa: ARG002
        """Take the next answer."""
        return self._next()

    def ask_save(self, name: str, folder: Path) -> Path | None:  # noqa: ARG002
        """Take the next answer."""
        return self._next()

    def _next(self) -> Path | None:
        try:
            answers = json.loads(self._queue.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return None
        self._queue.write_text(json.dumps(answers[1:]), encoding="utf-8")
        return Path(answers[0]) if answers and answers[0] else None


class Programs:
    """Dialogs of a small program that Linux desktops have, for when a browser is the window."""

    def __init__(self, run: Callable[[list[str]], str | None], *, kdialog: bool) -> None:
        self._run = run
        self._kdialog = kdialog

    @classmethod
    def present(cls) -> Programs | None:
        """Return the dialogs this desktop has, if any."""
        program = shutil.which("zenity") or shutil.which("kdialog")
        if program is None:
            return None
        return cls(lambda words: _output([program, *words]), kdialog="kdialog" in program)

    def ask_open(self, kinds: Sequence[str], folder: Path) -> Path | None:
        """Ask for a file that is there."""
        patterns = " ".join(f"*{kind}" for kind in kinds)
        if self._kdialog:
            words = ["--getopenfilename", str(folder), patterns]
        else:
            words = ["--file-selection", f"--filename={folder}/", f"--file-filter={patterns}"]
        return _path(self._run(words))

    def ask_save(self, name: str, folder: Path) -> Path | None:
        """Ask where to write."""
        suggested = folder / name
        if self._kdialog:
            words = ["--getsavefilename", str(suggested)]
        else:
            words = ["--file-selection", "--save", "--confirm-overwrite"]
            words.append(f"--filename={suggested}")
        return _path(self._run(words))


def with_ending(chosen: Path | None, name: str) -> Path | None:
    """Return the chosen path with the ending of the suggested name, when it was left out."""
    ending = Path(name).suffix
    if chosen is None or not ending or chosen.suffix.lower() == ending.lower():
        return chosen
    return chosen.with_name(chosen.name + ending)


def _output(words: list[str]) -> str | None:
    done = subprocess.run(  # noqa: S603 - a program of the desktop, found on the path
        words, capture_output=True, text=True, check=False, env=frozen.environment()
    )
    return done.stdout if done.returncode == 0 else None


def _path(said: str | None) -> Path | None:
    return Path(said.rstrip("\n")) if said and said.strip() else None
