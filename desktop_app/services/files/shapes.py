"""Files as JSON."""

from __future__ import annotations

from typing import TypedDict

from desktop_app.web.api import Given, Id


class Kept(TypedDict):
    """A file that is kept now; “#” and its number, typed into a cell, put it there."""

    id: Id
    name: str
    kind: str
    size: int


class FileWords(Kept):
    """All there is to say about a file; `at` is UTC, `small` whether there is a small picture."""

    at: str
    by: Id | None
    small: bool


class Copied(TypedDict, total=False):
    """The name a copy was saved under; or where to get one; or that nobody wanted it after all."""

    saved: str
    go: str
    cancelled: bool


class HowShown(Given):
    """Whether a picture or a PDF is to be shown, not saved."""

    show: bool = False
