"""The record of a file, and what is in it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from desktop_app.engine.base import Base, now

PIECE = 1 << 20
"""Bytes. Servers refuse a statement of many megabytes, and nobody wants a whole film in memory."""

LARGEST_PREVIEW = 64 << 10
"""Bytes."""


class File(Base):
    """A file that is kept here; `id` is what lies in a cell.

    Ids are large and drawn at random, so that no other number in the document is taken for one.
    """

    __tablename__ = "tidybase_file"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    name: Mapped[str] = mapped_column(String(200), index=True)
    kind: Mapped[str] = mapped_column(String(100))
    """The media type that its first bytes show."""
    size: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    preview: Mapped[bytes | None] = mapped_column(LargeBinary(LARGEST_PREVIEW), deferred=True)
    """The same picture, small."""
    at: Mapped[datetime] = mapped_column(default=now)
    by: Mapped[int | None]
    """An id of `tidybase_user`, by name only."""

    def __repr__(self) -> str:
        return f"<File {self.name!r}>"


class Piece(Base):
    """A part of some content. Laid end to end in the order of `place` they are the whole of it."""

    __tablename__ = "tidybase_file_piece"

    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    """Of the whole content: files of the same content have the same pieces."""
    place: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    content: Mapped[bytes] = mapped_column(LargeBinary(PIECE))
