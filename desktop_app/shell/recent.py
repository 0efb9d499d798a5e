"""The documents opened last, remembered in small files of the program's own."""

from __future__ import annotations

import contextlib
import json
import os
import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Any, TypeVar

from desktop_app.domain.errors import Invalid
from desktop_app.domain.file_names import harmless
from desktop_app.engine import addresses
from desktop_app.web.desk import Known, Recent

KEPT = 20
ENDING = ".tidy"

Opened = TypeVar("Opened")


class Recents:
    """The list in `path`. A file that is gone stays in it: its disk may only be unplugged."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def newest(self) -> list[Recent]:
        """Return the documents, newest first; a damaged list is an empty one."""
        return _read(self._path, lambda one: _recent(Path(one["path"]), float(one["when"])))

    def add(self, document: Path) -> None:
        """Put a document on top of the list."""
        others = [recent for recent in self.newest() if recent.path != document]
        self._write([_recent(document, time.time()), *others][:KEPT])

    def knows(self, document: Path) -> bool:
        """Say whether a document is in the list."""
        return any(recent.path == document for recent in self.newest())

    def forget(self, document: Path) -> None:
        """Take a document off the list."""
        self._write([recent for recent in self.newest() if recent.path.resolve() != document])

    def _write(self, newest: list[Recent]) -> None:
        _write(self._path, [{"path": str(each.path), "when": each.when} for each in newest])


class Servers:
    """The list of databases on servers in `path`; passwords never get there."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def newest(self) -> list[Known]:
        """Return the databases, newest first; a damaged list is an empty one."""
        return _read(self._path, _known)

    def add(self, uri: str) -> None:
        """Put a database on top of the list."""
        added = Known(addresses.without_password(uri), time.time())
        self._write([added, *self._others(added.address)][:KEPT])

    def forget(self, address: str) -> None:
        """Take a database off the list."""
        self._write(self._others(address))

    def _others(self, address: str) -> list[Known]:
        return [each for each in self.newest() if each.address != address]

    def _write(self, newest: list[Known]) -> None:
        _write(self._path, [asdict(each) for each in newest])


def lying_in(folder: Path, except_for: Iterable[Path]) -> list[Recent]:
    """Return the documents in a folder that are not listed elsewhere, newest first."""
    known = set(except_for)
    try:
        documents = [path for path in folder.glob(f"*{ENDING}") if path not in known]
        found = [_recent(path, path.stat().st_mtime) for path in documents]
    except OSError:
        return []
    return sorted(found, key=lambda recent: recent.when, reverse=True)[:KEPT]


def unused(folder: Path, name: str) -> Path:
    """Return the path of a document that is not there yet, named after `name` as far as allowed."""
    plain = harmless(name, "Untitled")
    path, number = folder / f"{plain}{ENDING}", 2
    while path.exists():
        path, number = folder / f"{plain} {number}{ENDING}", number + 1
    return path


def _recent(path: Path, when: float) -> Recent:
    return Recent(path.stem, path.parent.name, path, when, path.is_file())


def _known(one: Any) -> Known:
    addresses.fields(one["address"])  # raises Invalid
    return Known(one["address"], float(one["when"]))


def _read(path: Path, make: Callable[[Any], Opened]) -> list[Opened]:
    try:
        return list(map(make, json.loads(path.read_text(encoding="utf-8"))))
    except (OSError, ValueError, KeyError, TypeError, Invalid):
        return []


def _write(path: Path, newest: object) -> None:
    # A list that cannot be written is no reason not to open the document.
    with contextlib.suppress(OSError):
        _replace(path, json.dumps(newest, indent=1))


def _replace(path: Path, text: str) -> None:
    # Written beside and moved over, so that a crash leaves the old list or the new one.
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    descriptor, beside = tempfile.mkstemp(dir=path.parent, prefix=path.name)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
    Path(beside).replace(path)
