"""Files waiting to be imported. They lie in the program's own folder under names of ours."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, cast

from flask import current_app

from desktop_app.domain.errors import DocumentFull, NotFound


@dataclass(frozen=True)
class Upload:
    """A file that was handed over; `name` is what the person calls it."""

    token: str
    path: Path
    name: str


class Uploads:
    """The files handed over to one app. They go when they are imported, forgotten or at the end."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / secrets.token_hex(8)
        self._uploads: dict[str, Upload] = {}

    def receive(self, stream: IO[bytes], name: str) -> Upload:
        """Keep what a browser sends. Raises DocumentFull."""

        def write(path: Path) -> None:
            with path.open("wb") as file:
                shutil.copyfileobj(stream, file, 1 << 20)

        return self._keep(name, write)

    def receive_all(self, sent: Iterable[tuple[IO[bytes], str]]) -> list[Upload]:
        """Keep several files and their names, or none of them. Raises DocumentFull."""
        kept: list[Upload] = []
        try:
            for stream, name in sent:
                kept.append(self.receive(stream, name))
        except DocumentFull:
            for each in kept:
                self.forget(each.token)
            raise
        return kept

    @contextmanager
    def passing(self, stream: IO[bytes], name: str) -> Iterator[Upload]:
        """Keep what a browser sends for as long as it takes to hand it on. Raises DocumentFull."""
        upload = self.receive(stream, name)
        try:
            yield upload
        finally:
            self.forget(upload.token)

    def adopt(self, path: Path, name: str) -> str:
        """Take over a file of ours by moving it; return its token. Raises DocumentFull."""
        return self._keep(name, lambda place: shutil.move(path, place)).token

    def copy(self, path: Path) -> str:
        """Copy a file that a person owns, so that theirs stays untouched; return its token.

        Raises DocumentFull.
        """
        return self._keep(path.name, lambda place: shutil.copyfile(path, place)).token

    def place(self, name: str) -> Upload:
        """Return a place for a file that is yet to be made here. Raises DocumentFull."""
        return self._keep(name, lambda _: None)

    def find(self, token: str) -> Upload:
        """Return a file by its token. Raises NotFound."""
        try:
            return self._uploads[token]
        except KeyError:
            raise NotFound("That file is no longer waiting here. Please choose it again.") from None

    def forget(self, token: str) -> None:
        """Delete our copy."""
        upload = self._uploads.pop(token, None)
        if upload is not None:
            upload.path.unlink(missing_ok=True)

    def clear(self) -> None:
        """Delete everything, as the app ends."""
        self._uploads.clear()
        shutil.rmtree(self._folder, ignore_errors=True)

    def __iter__(self) -> Iterator[Upload]:
        return iter(list(self._uploads.values()))

    def _keep(self, name: str, write: Callable[[Path], object]) -> Upload:
        plain = Path(name.replace("\\", "/")).name or "file"
        token = secrets.token_urlsafe(12)
        upload = Upload(token, self._folder / f"{token}{_ending(plain)}", plain)
        try:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            write(upload.path)
        except OSError as error:
            with suppress(OSError):
                upload.path.unlink()
            raise DocumentFull(
                f"There was no room to read {plain}: {error.strerror}. Nothing was changed. "
                "Make some room on the disk and try again."
            ) from error
        self._uploads[token] = upload
        return upload


def uploads() -> Uploads:
    """Return the uploads of the app of this request."""
    return cast("Uploads", current_app.extensions["tidybase.uploads"])


def _ending(name: str) -> str:
    ending = Path(name).suffix.lower()
    return ending if ending[1:].isalnum() and len(ending) <= 8 else ""
