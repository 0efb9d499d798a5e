"""What is around a document's file that can harm it: who copies its folder, and what came of that.

A folder that a service copies to other computers is told by its name or by what the service keeps
in it, a network drive by the kind of its file system.
"""

from __future__ import annotations

import platform
import re
import sys
import unicodedata
from collections.abc import Mapping
from pathlib import Path

MOUNTS = Path("/proc/self/mounts")

_NAMES: Mapping[str, re.Pattern[str]] = {
    "Dropbox": re.compile(r"Dropbox( \(.+\)|-.+)?", re.IGNORECASE),
    "OneDrive": re.compile(r"OneDrive( ?- ?.+)?", re.IGNORECASE),
    "Google Drive": re.compile(r"Google ?Drive(-.+)?|My Drive", re.IGNORECASE),
    "iCloud": re.compile(r"Mobile Documents|iCloud ?Drive", re.IGNORECASE),
    "Nextcloud": re.compile(r"Nextcloud\d*", re.IGNORECASE),
}
_KEPT: Mapping[str, str] = {
    "Dropbox": ".dropbox.cache",
    "Nextcloud": ".sync_*.db",
    "Syncthing": ".stfolder",
}
"""What a service keeps in the top folder of those that it copies."""

_NETWORKS = frozenset({"nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs", "davfs"})
_REMOTE_DRIVE = 4
"""What Windows calls a drive on another computer: DRIVE_REMOTE of GetDriveTypeW."""

_CONFLICT = re.compile(
    r" ?\(.*(conflict|konflikt|conflit|конфликт|冲突|衝突|競合|충돌).*\)"
    r"|[._](sync-)?conflict-\d.*",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r" ?\(\d+\)")
_COMPUTER = re.compile(r"-(DESKTOP|LAPTOP)-[A-Z0-9]{7}")


def keeper(file: Path) -> str | None:
    """Return the name of the service that copies a file's folder to other computers, if any."""
    for folder in file.resolve().parents:
        for service, name in _NAMES.items():
            if name.fullmatch(folder.name):
                return service
        for service, kept in _KEPT.items():
            if _lists(folder, kept):
                return service
    return None


def on_network(file: Path, mounts: Path = MOUNTS) -> bool:
    """Say whether a file lies on another computer, as far as this system tells."""
    if sys.platform == "win32":
        return _is_remote_drive(file)
    try:
        lines = mounts.read_text(errors="replace").splitlines()
    except OSError:
        return False
    folders = {str(each) for each in file.resolve().parents}
    found = ("", "")
    for _, place, kind, *_ in (line.split() for line in lines):
        where = place.replace(r"\040", " ")
        if where in folders and len(where) >= len(found[0]):
            found = (where, kind)
    return found[1] in _NETWORKS


def conflicts(file: Path) -> list[str]:
    """Return the names of the files beside it that a service made when two computers wrote it."""
    try:
        others = [each.name for each in file.parent.iterdir() if each.suffix == file.suffix]
    except OSError:
        return []
    service, stem = keeper(file), _composed(file.stem)
    behind = {
        name: _composed(name).removesuffix(file.suffix).removeprefix(stem)
        for name in others
        if name != file.name and _composed(name).startswith(stem)
    }
    return sorted(name for name, mark in behind.items() if _is_conflict(mark, service))


def _is_conflict(mark: str, service: str | None) -> bool:
    if service == "OneDrive" and (_COMPUTER.fullmatch(mark) or mark == f"-{platform.node()}"):
        return True
    # Without a service such a number is a second download, or a copy made on purpose.
    numbered = service is not None and _NUMBERED.fullmatch(mark)
    return bool(numbered or _CONFLICT.fullmatch(mark))


def _composed(name: str) -> str:
    """Return a name with its accents written in one way: disks of Apple take them apart."""
    return unicodedata.normalize("NFC", name)


def _lists(folder: Path, kept: str) -> bool:
    try:
        return any(folder.glob(kept))
    except OSError:
        return False


def _is_remote_drive(file: Path) -> bool:
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 - only there

        drive = file.resolve().drive
        kind = ctypes.windll.kernel32.GetDriveTypeW(f"{drive}\\")
        return drive.startswith("\\\\") or kind == _REMOTE_DRIVE
    return False
