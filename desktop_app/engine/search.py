"""Finding a text in any column of a table, capitals and accents ignored.

A server does that itself. SQLite knows neither the capitals nor the accents of most letters and
would look at a million rows for seconds; so the texts of a table are read once, without them, and
kept in memory, a few thousand rows in one long string, which Python searches at the speed of C.
They are read as far as they are needed. Where this process changed some rows, only the strings that
hold those are read again; after a change of many rows at once, or another program's, all of them.
"""

from __future__ import annotations

import threading
from array import array
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from typing import TypeAlias

import orjson
import sqlalchemy as sa

from desktop_app.domain.folding import fold
from desktop_app.engine import about, fields, letters, misfits
from desktop_app.engine.catalog import Column, Table
from desktop_app.engine.pieces import Folded, Ids, Piece
from desktop_app.engine.queries import WORDED
from desktop_app.engine.work import Look, Work

Seen: TypeAlias = Callable[[Ids], None]

ROOM = 192 << 20
"""Bytes of text kept in memory; what does not fit is read anew for each search."""

_DIGITS = frozenset("0123456789+-.,:/ '\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}")


def mark(look: Look, table: Table, columns: Sequence[Column]) -> object:
    """Return what is new whenever anything in these columns may have changed."""
    if not all(column.stored and column.type.refers_to is None for column in columns):
        return look.revision
    return (look.cells_mark(table.id), look.known.marks.get(about.STRUCTURE))


def condition(
    look: Look, table: Table, text: str, texts: Texts, seen: Seen
) -> sa.ColumnElement[bool]:
    """Return what holds in the rows in which a text is found; `seen` as in `Texts.find`."""
    if look.connection.dialect.name == "sqlite":
        found = orjson.dumps(texts.find(look, table, text, seen).tolist()).decode()
        return table.row_id.in_(sa.select(sa.column("value")).select_from(sa.func.json_each(found)))
    dialect, needle = look.connection.dialect, fold(text)
    expressions = (fields.field(look, table, column) for column in searched(table, text))
    worded = (sa.cast(expression, sa.Text()) for expression in expressions)
    parts = [letters.contains_folded(dialect, each, text) for each in worded]
    if misfits.any_in(look, table):
        parts.append(table.row_id.in_(misfit_rows(look, table, needle)))
    return sa.or_(sa.false(), *parts)


def searched(table: Table, text: str) -> list[Column]:
    """Return the columns that a text is looked for in: numbers and days only if it is digits."""
    return [*_worded(table), *(_counted(table) if set(text) <= _DIGITS else ())]


def misfit_rows(look: Look, table: Table, needle: str) -> list[int]:
    """Return the rows with a folded text in what does not fit its column."""
    if not misfits.any_in(look, table):
        return []
    wanted = sa.select(misfits.MisfitRecord.row, misfits.MisfitRecord.text)
    mine = wanted.where(misfits.MisfitRecord.table_id == table.id)
    return [row for row, text in look.connection.execute(mine) if needle in fold(text)]


class Texts:
    """The folded texts of one document's tables, kept while there is room."""

    def __init__(self, room: int = ROOM) -> None:
        self._room = room
        self._kept: OrderedDict[object, Folded] = OrderedDict()
        self._lock = threading.Lock()

    def find(self, look: Look, table: Table, text: str, seen: Seen) -> Ids:
        """Return the ids of the rows with that text in any column, in their order.

        `seen` is told what was found so far now and then, and may raise to stop.
        """
        needle = fold(text)
        groups = [_worded(table), _counted(table) if set(text) <= _DIGITS else []]
        misfitting = array("q", misfit_rows(look, table, needle))
        parts = [self._pieces(look, table, group) for group in groups if group]
        if len(parts) == 1 and not misfitting:
            return _hits(parts[0], needle, seen)
        found = [_hits(part, needle, lambda _: seen(array("q"))) for part in parts]
        return array("q", sorted(set(chain(misfitting, *found))))

    def learn(self, work: Work) -> None:
        """Keep all that a work, now committed, did not touch."""
        if about.STRUCTURE in work.changed:
            return
        structure = work.known.marks.get(about.STRUCTURE)
        for table, rows in work.touched.items():
            before, now = (work.cells_mark(table), structure), (str(work.ended_at), structure)
            with self._lock:
                for key, folded in self._kept.items():
                    if rows is not None and folded.table.id == table and folded.mark == before:
                        self._kept[key] = folded.after(rows, now)

    def clear(self) -> None:
        """Forget them all."""
        with self._lock:
            self._kept.clear()

    def _pieces(self, look: Look, table: Table, columns: Sequence[Column]) -> Iterator[Piece]:
        folded = self._folded(look, table, columns)
        return folded.pieces(look, lambda size: self._has_room(folded, size))

    def _folded(self, look: Look, table: Table, columns: Sequence[Column]) -> Folded:
        key, now = (table.id, *(column.id for column in columns)), mark(look, table, columns)
        with self._lock:
            folded = self._kept.get(key)
            if folded is None or folded.mark != now:
                folded = self._kept[key] = Folded(table, columns, now)
            self._kept.move_to_end(key)
            return folded

    def _has_room(self, folded: Folded, size: int) -> bool:
        with self._lock:
            while self._kept and sum(each.size for each in self._kept.values()) + size > self._room:
                oldest = next(iter(self._kept))
                if self._kept[oldest] is folded:
                    return False
                del self._kept[oldest]
            return True


def _hits(pieces: Iterable[Piece], needle: str, seen: Seen) -> Ids:
    found: Ids = array("q")
    for piece in pieces:
        found.extend(piece.find(needle))
        seen(found)
    return found


def _worded(table: Table) -> list[Column]:
    # A link is looked for by what the row there is called.
    return [
        each
        for each in _seen(table)
        if each.type.compared_as in WORDED or each.type.refers_to == "table"
    ]


def _counted(table: Table) -> list[Column]:
    left_out = {*WORDED, "truth", "reference"}
    counted = (each for each in _seen(table) if each.type.compared_as not in left_out)
    return [each for each in counted if each.type.refers_to != "table"]


def _seen(table: Table) -> Iterator[Column]:
    return (column for column in table.columns if not column.options.get("hidden"))
