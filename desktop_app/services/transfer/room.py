"""Whether there is room on the disk for an import, asked before it begins."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

from desktop_app.domain.errors import DocumentFull

_SPARE = 20 << 20
"""Bytes that any program would like to have left."""


def check(sources: Sequence[Path], places: Sequence[Path]) -> None:
    """Return if each of these folders can take as much as the sources. Raises DocumentFull.

    Folders on the same disk need that each.
    """
    size = sum(source.stat().st_size for source in sources)
    disks: dict[int, list[Path]] = {}
    for place in places:
        disks.setdefault(place.stat().st_dev, []).append(place)
    for folders in disks.values():
        needed = size * len(folders) + _SPARE
        free = shutil.disk_usage(folders[0]).free
        if free < needed:
            raise DocumentFull(
                f"There is not enough room on the disk: the import needs about {_shown(needed)}, "
                f"and {_shown(free)} are free. Nothing was changed. Make some room and try again."
            )


def _shown(size: int) -> str:
    return f"{max(1, size >> 20):,} MB"
