"""A file or picture kept in the document: the id of its record."""

from __future__ import annotations

from typing import ClassVar

from desktop_app.column_types.base import RefersTo
from desktop_app.column_types.reference import Reference


class File(Reference):
    """A picture, a letter, a receipt."""

    name: ClassVar[str] = "file"
    label: ClassVar[str] = "File"
    about: ClassVar[str] = "A picture, a letter, a receipt."
    plural: ClassVar[str] = "files kept here"
    icon: ClassVar[str] = "paperclip"
    refers_to: ClassVar[RefersTo | None] = "file"
    unknown: ClassVar[str] = "is not a file that is kept here. Choose a file instead."
