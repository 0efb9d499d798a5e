"""Writing a table out as CSV, bit by bit, so that nothing waits for it and memory stays flat."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from desktop_app.domain.errors import DocumentUnreadable
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


def save(pieces: Iterator[str], path: Path) -> None:
    """Write text to a file that appears, or is replaced, only once it is complete.

    Raises DocumentUnreadable when the folder cannot be written.
    """
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
        part.replace(path)
    except OSError as error:
        message = f"“{path.name}” could not be written: {error.strerror}. Choose another folder."
        raise DocumentUnreadable(message) from error
