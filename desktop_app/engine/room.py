"""Whether there is room on the disk, asked before anything that needs much of it is begun."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

from desktop_app.domain.errors import DocumentFull

SPARE = 20 << 20
"""Bytes that any program would like to have left."""


def refuse_without(size: int, folders: Sequence[Path], what: str) -> None:
    """Raise DocumentFull if these folders cannot take so many bytes each; `what` needs them.

    Folders on the same disk need that each.
    """
    disks: dict[int, list[Path]] = {}
    for folder in folders:
        disks.setdefault(folder.stat().st_dev, []).append(folder)
    for same in disks.values():
        needed, free = size * len(same) + SPARE, shutil.disk_usage(same[0]).free
        if free < needed:
            raise DocumentFull(
                f"There is not enough room on the disk: {what} needs about {_shown(needed)}, "
                f"and {_shown(free)} are free. Nothing was changed. Make some room and try again."
            )


def _shown(size: int) -> str:
    return f"{max(1, size >> 20):,} MB"
