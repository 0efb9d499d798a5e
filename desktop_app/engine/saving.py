"""Files that people get out of a document: each appears, or is replaced, only once it is whole."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

from desktop_app.domain.errors import DocumentFull, DocumentUnreadable, NotAllowed
from desktop_app.engine.store import Store

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, 112}
"""No space left, quota exceeded, larger than the disk takes, and what Windows calls a full disk."""


@contextmanager
def whole(store: Store, path: Path) -> Iterator[BinaryIO]:
    """Give a file to write, which is at `path` at the end if all went well.

    Raises NotAllowed for the document itself, DocumentFull, DocumentUnreadable where it cannot be
    written; the file that was there before is then as it was.
    """
    if store.path is not None and path.exists() and path.samefile(store.path):
        raise NotAllowed("That is the file you are working in. Choose another name.")
    with _in_words(path), _aside(path) as file:
        yield file


@contextmanager
def _aside(path: Path) -> Iterator[BinaryIO]:
    """Give a hidden file beside `path`, which takes its place at the end."""
    made = tempfile.NamedTemporaryFile(  # noqa: SIM115 - closed below, before it is renamed
        dir=path.parent, prefix=".tidybase-", suffix=".part", delete=False
    )
    part = Path(made.name)
    try:
        with made as file:
            yield cast("BinaryIO", file)
            file.flush()
            os.fsync(file.fileno())
        part.chmod(path.stat().st_mode & 0o777 if path.exists() else 0o644)
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    """Make the new name last too; Windows does that by itself."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextmanager
def _in_words(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        kept = " What was there before is as it was." if path.exists() else ""
        if error.errno in _FULL:
            raise DocumentFull(
                f"There is no room left for “{path.name}” on that disk.{kept} "
                "Make some room, or choose another disk."
            ) from error
        why = error.strerror or error
        raise DocumentUnreadable(
            f"“{path.name}” could not be written: {why}.{kept} Choose another folder."
        ) from error
