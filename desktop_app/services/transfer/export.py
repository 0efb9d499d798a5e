"""Tables on their way out: which of them, what of them, and the file they are written to."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import BinaryIO

from desktop_app.domain.errors import DocumentFull, Invalid, NotFound
from desktop_app.domain.file_names import harmless
from desktop_app.domain.query import EVERYTHING, Query
from desktop_app.engine import catalog, rows, saving
from desktop_app.engine.catalog import Table
from desktop_app.engine.exporting import Extract
from desktop_app.engine.store import Store
from desktop_app.formats.outgoing import Wishes, Writer, kinds_note
from desktop_app.formats.writable import WRITERS
from desktop_app.services.transfer import going_out

_ROOM = 64 << 20
"""Bytes that stay free on a disk: one that is full to the brim stops every other program too."""

_EVERY_SO_MANY = 50
"""Batches between two looks at the room that is left."""

Seen = Callable[[int], None]
"""Told how many rows were written so far; may raise to stop."""


@dataclass(frozen=True)
class Scope:
    """What of a document goes out: one table, as it is shown or everything of it, or all tables."""

    table: int | None = None
    hidden: bool = True
    """Whether hidden columns go out too."""
    query: Query = EVERYTHING


@dataclass(frozen=True)
class Export:
    """Some tables, and what they become."""

    store: Store
    tables: Sequence[Table]
    scope: Scope
    writer: Writer
    wishes: Wishes

    @property
    def file_name(self) -> str:
        """A name for the file that every system takes."""
        wish = self.tables[0].name if self.scope.table is not None else self.store.title
        return harmless(wish, "Table") + self.writer.ending

    def counted(self) -> str:
        """Begin a sentence about how many tables it is."""
        return "1 table is" if len(self.tables) == 1 else f"{len(self.tables):,} tables are"

    def total(self) -> int | None:
        """Return how many rows there are to write, if that is known beforehand."""
        if self.scope.query:
            return None
        with self.store.look() as look:
            return sum(rows.count(look, table) for table in self.tables)

    def write(self, file: BinaryIO, seen: Seen) -> Sequence[str]:
        """Write it and return what a person should know. Raises OSError, Problem."""
        counting = _Counting(seen)
        among = frozenset(table.id for table in self.tables if self._keeps_ids)
        with self.store.look() as look:
            outgoing = [
                going_out.outgoing(look, self._extract(table, counting.of_table(table)), among)
                for table in self.tables
            ]
        notes = self.writer.write(outgoing, file, self.wishes)
        return [*notes, *kinds_note(outgoing, self.writer.medium)]

    @property
    def _keeps_ids(self) -> bool:
        """Whether links stay ids: only where every row that they may name goes out too."""
        return self.writer.with_ids and not self.scope.query

    def _extract(self, table: Table, seen: Seen) -> Extract:
        columns = going_out.shown_columns(table, hidden=self.scope.hidden)
        return Extract(self.store, table, columns, self.scope.query, seen=seen)


def chosen(store: Store, scope: Scope, ending: str, wishes: Wishes | None = None) -> Export:
    """Return an export to a kind of file, named by its ending or its name. Raises Invalid."""
    writer = writer_for(ending)
    if scope.table is None and not writer.many:
        raise Invalid(f"{writer.label} holds one table only. Choose which one.", field="format")
    with store.look() as look:
        one = scope.table
        tables = catalog.tables(look) if one is None else [catalog.table(look, one)]
    if not tables:
        raise Invalid("There is no table to write out yet.")
    return Export(store, list(tables), scope, writer, wishes or Wishes())


def named(store: Store, table: str, ending: str, wishes: Wishes | None = None) -> Export:
    """Return an export of everything in the table of that name. Raises NotFound, Invalid."""
    with store.look() as look:
        found = {each.name.casefold(): each.id for each in catalog.tables(look)}
    if table.casefold() not in found:
        raise NotFound(f"There is no table called “{table}” in this file.")
    return chosen(store, Scope(found[table.casefold()]), ending, wishes)


def writer_for(name: str) -> Writer:
    """Return the writer of that name, or of files that end so. Raises Invalid."""
    for writer in WRITERS:
        if name.lower() in (writer.name, writer.ending):
            return writer
    known = ", ".join(writer.ending for writer in WRITERS)
    raise Invalid(f"Files that end in “{name}” cannot be written. There are: {known}.", "format")


def save(export: Export, path: Path, seen: Seen = lambda _: None) -> Sequence[str]:
    """Write a file that appears, or is replaced, only once it is whole; return what to know.

    Raises NotAllowed for the document itself, DocumentFull, DocumentUnreadable where it cannot be
    written; the file that was there before is then as it was.
    """
    with saving.whole(export.store, path) as file:
        return export.write(file, _minding_the_room(path.parent, seen))


def _minding_the_room(folder: Path, seen: Seen) -> Seen:
    """Stop before the disk is full."""
    asked = 0

    def mind(done: int) -> None:
        nonlocal asked
        if asked % _EVERY_SO_MANY == 0 and shutil.disk_usage(folder).free < _ROOM:
            raise DocumentFull(
                "There is too little room left on that disk, so no file was made. "
                "Make some room, or choose another disk."
            )
        asked += 1
        seen(done)

    return mind


class _Counting:
    """Adds up the rows of one table after the other."""

    def __init__(self, seen: Seen) -> None:
        self._seen = seen
        self._done: dict[int, int] = {}

    def of_table(self, table: Table) -> Seen:
        """Return what counts the rows of a table."""
        return partial(self._note, table.id)

    def _note(self, table: int, done: int) -> None:
        self._done[table] = done
        self._seen(sum(self._done.values()))
