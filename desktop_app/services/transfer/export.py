"""Writing a table out as CSV, bit by bit, so that nothing waits for it and memory stays flat."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from desktop_app.domain.errors import DocumentUnreadable, NotAllowed
from desktop_app.engine import catalog, rows
from desktop_app.engine.catalog import Table
from desktop_app.engine.store import Store

PIECE = 2000
"""Rows read at once; each piece is one short look, so edits go on in between."""


def cells(store: Store, table: Table) -> Iterator[list[Sequence[str]]]:
    """Give the rows as texts, in pieces, in the order they were added."""
    last = -1
    while True:
        with store.look() as look:
            found = rows.after(look, table, last, PIECE)
        if not found:
            return
        yield [
            [
                "" if value is None else column.type.show(value, column.options)
                for column, value in zip(table.columns, row[1:], strict=True)
            ]
            for row in found
        ]
        last = found[-1][0]


def find(store: Store, table_id: int) -> Table:
    """Return the table to write out. Raises NotFound."""
    with store.look() as look:
        return catalog.table(look, table_id)


def file_name(table: Table) -> str:
    """Return a name for the file that every system takes."""
    return "".join("-" if letter in '/\\:*?"<>|' else letter for letter in table.name) + ".csv"


def save(pieces: Iterable[str], path: Path, besides: Path | None = None) -> None:
    """Write text to a file that appears, or is replaced, only once it is complete.

    `besides` is the file it must not be. Raises NotAllowed for that one, DocumentUnreadable when
    the folder cannot be written.
    """
    if besides is not None and path.exists() and path.samefile(besides):
        raise NotAllowed("That is the file you are working in. Choose another name.")
    try:
        with tempfile.NamedTemporaryFile(
            "w", encoding="utf-8", newline="", dir=path.parent, suffix=".part", delete=False
        ) as file:
            part = Path(file.name)
            try:
                file.writelines(pieces)
                file.flush()
                os.fsync(file.fileno())
            except BaseException:
                part.unlink(missing_ok=True)
                raise
        part.chmod(path.stat().st_mode if path.exists() else 0o644)
        part.replace(path)
    except OSError as error:
        message = f"“{path.name}” could not be written: {error.strerror}. Choose another folder."
        raise DocumentUnreadable(message) from error
