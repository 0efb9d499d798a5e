"""Files of the computer as JSON."""

from __future__ import annotations

from typing import TypedDict


class File(TypedDict):
    """A file of ours: its name, its folder, when it was open last in words, whether it is there."""

    name: str
    folder: str
    when: str
    there: bool


class Files(TypedDict):
    """Some files; each is opened by its place, from 0."""

    files: list[File]
