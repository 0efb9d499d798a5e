"""One copy per file: a lock of the operating system that a crash sets free by itself."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from desktop_app.domain.errors import DocumentBusy

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

# Windows locks ranges of bytes against reading too; nothing is ever written that far out.
_LOCKED_BYTE = 1 << 30


class AlreadyOpen(DocumentBusy):
    """Tidybase has the file open already; `holder` is the process that has it, if known."""

    code = "already_open"

    def __init__(self, name: str, holder: Holder | None) -> None:
        super().__init__(
            f"{name} is already open in Tidybase. Go to that window, or close it first."
        )
        self.holder = holder


@dataclass(frozen=True)
class Holder:
    """The process that has a file open, and whether it shows a window."""

    pid: int
    window: bool


class Hold:
    """A file held for this process; `release` sets it free."""

    def __init__(self, descriptor: int, path: Path) -> None:
        self._descriptor = descriptor
        self._path = path

    def release(self) -> None:
        """Set the file free and leave nothing behind."""
        with contextlib.suppress(OSError):
            # While still locked, so that nobody waits on a file that is gone. Windows refuses
            # to remove an open file: there it is done after.
            self._path.unlink()
        os.close(self._descriptor)
        if sys.platform == "win32":
            with contextlib.suppress(OSError):
                self._path.unlink()


def hold(folder: Path, document: Path, *, window: bool = False) -> Hold:
    """Hold `document` for this process; locks lie in `folder`/open. Raises AlreadyOpen."""
    locks = folder / "open"
    locks.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = locks / f"{_key(document)}.lock"
    while True:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        if not _lock(descriptor):
            os.close(descriptor)
            raise AlreadyOpen(document.name, _holder(path))
        if _is_same_file(descriptor, path):
            break
        # Its last holder removed it between our opening and our locking.
        os.close(descriptor)
    os.ftruncate(descriptor, 0)
    os.write(descriptor, json.dumps({"pid": os.getpid(), "window": window}).encode())
    return Hold(descriptor, path)


def sweep(folder: Path) -> None:
    """Make our own folder, private, and remove what crashed programs left in it.

    That is locks nobody holds and, if none is held, uploads.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    held = False
    for path in (folder / "open").glob("*.lock"):
        held = not _remove_unless_held(path) or held
    if not held:
        shutil.rmtree(folder / "uploads", ignore_errors=True)


def passing_files(folder: Path) -> Path:
    """Make and return the folder for files of a moment, where `sweep` finds what a crash leaves."""
    passing = folder / "uploads"
    passing.mkdir(mode=0o700, parents=True, exist_ok=True)
    return passing


def _remove_unless_held(path: Path) -> bool:
    try:
        descriptor = os.open(path, os.O_RDWR)
    except FileNotFoundError:
        return True
    if not _lock(descriptor):
        os.close(descriptor)
        return False
    Hold(descriptor, path).release()
    return True


def _key(document: Path) -> str:
    same = os.path.normcase(document.resolve())
    return hashlib.sha256(same.encode("utf-8", "surrogatepass")).hexdigest()[:24]


def _is_same_file(descriptor: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(descriptor), path.stat())
    except FileNotFoundError:
        return False


def _holder(path: Path) -> Holder | None:
    try:
        written = json.loads(path.read_text())
        return Holder(int(written["pid"]), bool(written["window"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _lock(descriptor: int) -> bool:
    try:
        if sys.platform == "win32":
            os.lseek(descriptor, _LOCKED_BYTE, os.SEEK_SET)
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
            os.lseek(descriptor, 0, os.SEEK_SET)
        else:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
