"""Finding and showing help topics: numbered Markdown files whose first line is the title."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import mistune
from markupsafe import Markup

from desktop_app.config import resource
from desktop_app.domain.errors import NotFound


@dataclass(frozen=True)
class Topic:
    """One page of help; `summary` is its first paragraph, `body` safe HTML."""

    slug: str
    title: str
    summary: str
    body: str


def topics() -> list[Topic]:
    """Return every topic, in the order of the files' numbers."""
    return [_read(path) for path in sorted(_folder().glob("*.md"), key=_number)]


def topic(slug: str) -> Topic:
    """Return one topic. Raises NotFound."""
    for path in _folder().glob("*.md"):
        if _slug(path) == slug:
            return _read(path)
    raise NotFound("There is no such help page.")


def _folder() -> Path:
    return resource("webui") / "help"


def _number(path: Path) -> int:
    return int(path.stem.partition("-")[0])


def _slug(path: Path) -> str:
    return path.stem.partition("-")[2]


def _read(path: Path) -> Topic:
    title, _, text = path.read_text("utf-8").partition("\n")
    first = text.strip().partition("\n\n")[0]
    summary = Markup(mistune.html(first)).striptags()  # noqa: S704 - only its words are kept
    return Topic(_slug(path), title.lstrip("# ").strip(), summary, str(mistune.html(text)))
