"""Keeping files in the document, and reading them again."""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TypeAlias

from sqlalchemy import insert, select
from sqlalchemy.orm import undefer

from desktop_app.domain.errors import Invalid, NotFound
from desktop_app.domain.file_names import parted
from desktop_app.engine import room, saving
from desktop_app.engine.store import Store
from desktop_app.engine.work import Look, Work
from desktop_app.services.files import kinds, names
from desktop_app.services.files.models import LARGEST_PREVIEW, PIECE, File, Piece

Content: TypeAlias = IO[bytes]

_FIRST, _LAST = 10**9, 2**31 - 1


@dataclass(frozen=True)
class Handed:
    """A file that somebody hands over, looked at but not kept yet."""

    name: str
    kind: str
    size: int
    sha256: str
    content: Content
    preview: bytes | None


def look_at(content: Content, name: str, preview: Content | None, largest: int) -> Handed:
    """Read a file through once and say what it is. Raises Invalid.

    `largest` is in bytes.
    """
    plain, sum_, size, head = names.harmless(name), hashlib.sha256(), 0, b""
    content.seek(0)
    for piece in _pieces(content):
        head = head or piece[: kinds.HEAD]
        size += len(piece)
        sum_.update(piece)
        if size > largest:
            raise Invalid(
                f"“{plain}” is larger than {largest >> 20:,} MB, the most a cell can hold. Nothing "
                "was changed. Keep it in a folder, and its place in a web link or a text.",
                field="file",
            )
    if size == 0:
        raise Invalid(f"“{plain}” is empty: there is nothing in it to keep.", field="file")
    small = _small_picture(preview)
    return Handed(plain, kinds.kind(head), size, sum_.hexdigest(), content, small)


def refuse_if_full(store: Store, size: int) -> None:
    """Raise DocumentFull if the disk has no room for that many bytes more."""
    if store.path is not None:
        room.refuse_without(2 * size, [store.path.parent], "keeping this")


def keep(w: Work, handed: Handed) -> File:
    """Keep a file; the same content of the same name is the same file.

    What is in it is kept once, whatever the names. It is in no cell yet.
    """
    same = select(File).where(File.sha256 == handed.sha256)
    for file in w.session.scalars(same):
        if _was_called(file.name, handed.name):
            return file
    if w.session.scalar(same.limit(1)) is None:
        _write(w, handed)
    made = File(
        id=_unused_id(w),
        name=names.unlike(handed.name, _taken(w, handed.name)),
        kind=handed.kind,
        size=handed.size,
        sha256=handed.sha256,
        preview=handed.preview,
        by=w.actor.id,
    )
    w.session.add(made)
    return made


def find(look: Look, file_id: int) -> File:
    """Return a file, its small picture too, without what is in it. Raises NotFound."""
    whole = [undefer(File.preview)]
    file = look.session.get(File, file_id, options=whole) if file_id <= _LAST else None
    if file is None:
        raise NotFound("That file is not kept here any more.")
    return file


def read(store: Store, sha256: str) -> Iterator[bytes]:
    """Give some content piece by piece. Raises NotFound.

    Each is a look of its own: a slow reader must not keep others from writing.
    """
    place = 0
    while True:
        with store.look() as look:
            wanted = select(Piece.content).filter_by(sha256=sha256, place=place)
            piece = look.session.scalar(wanted)
        if piece is None:
            break
        yield piece
        if len(piece) < PIECE:
            return
        place += 1
    if place == 0:
        raise NotFound("What was in that file is not here any more.")


def save(store: Store, file: File, path: Path) -> None:
    """Write a copy to a path. Raises NotAllowed, DocumentFull, DocumentUnreadable, NotFound."""
    with saving.whole(store, path) as out:
        out.writelines(read(store, file.sha256))


def _write(w: Work, handed: Handed) -> None:
    handed.content.seek(0)
    for place, piece in enumerate(_pieces(handed.content)):
        row = {"sha256": handed.sha256, "place": place, "content": piece}
        w.connection.execute(insert(Piece).values(row))


def _pieces(content: Content) -> Iterator[bytes]:
    more: Callable[[], bytes] = lambda: content.read(PIECE)  # noqa: E731 - for iter
    return iter(more, b"")


def _small_picture(preview: Content | None) -> bytes | None:
    if preview is None:
        return None
    preview.seek(0)
    small = preview.read(LARGEST_PREVIEW + 1)
    if len(small) > LARGEST_PREVIEW:
        most = f"{LARGEST_PREVIEW >> 10} kB"
        raise Invalid(f"The small picture of it must have {most} at most.", field="preview")
    if kinds.kind(small) not in kinds.PREVIEWS:
        raise Invalid("The small picture of it must be PNG, JPEG or WebP.", field="preview")
    return small


def _was_called(name: str, given: str) -> bool:
    """Say whether a name is the one given, or that with the number it got here."""
    stem, ending = parted(given)
    numbered = rf"{re.escape(stem)}( \(\d+\))?{re.escape(ending)}"
    return re.fullmatch(numbered, name) is not None


def _taken(w: Work, name: str) -> set[str]:
    """Return the names, in small letters, that one like this must not have."""
    stem, ending = parted(name)
    alike = (
        File.name.istartswith(stem, autoescape=True),
        File.name.iendswith(ending, autoescape=True),
    )
    return {each.lower() for each in w.session.scalars(select(File.name).where(*alike))}


def _unused_id(w: Work) -> int:
    while True:
        number = _FIRST + secrets.randbelow(_LAST - _FIRST)
        if w.session.get(File, number) is None:
            return number
