"""Whether there is room on the disk."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from desktop_app.domain.errors import DocumentFull
from desktop_app.engine import room


def test_what_finds_no_room_is_refused_before_it_is_begun(tmp_path: Path) -> None:
    with pytest.raises(DocumentFull, match="not enough room on the disk: a copy needs"):
        room.refuse_without(1 << 60, [tmp_path], "a copy")
    room.refuse_without(1, [tmp_path], "a copy")


def test_folders_on_one_disk_need_it_each(tmp_path: Path) -> None:
    most_of_it = shutil.disk_usage(tmp_path).free * 2 // 3
    room.refuse_without(most_of_it, [tmp_path], "a copy")
    with pytest.raises(DocumentFull):
        room.refuse_without(most_of_it, [tmp_path, tmp_path], "a copy")
