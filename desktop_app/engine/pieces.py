"""The texts of some columns of a table, folded, a few thousand rows in one long string."""

from __future__ import annotations

import threading
from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import Any, TypeAlias

import orjson
import sqlalchemy as sa

from desktop_app.domain.folding import fold
from desktop_app.engine import fields
from desktop_app.engine.catalog import Column, Table
from desktop_app.engine.work import Look

Ids: TypeAlias = "array[int]"

Span: TypeAlias = tuple[int | None, int | None]
"""The id behind which rows are, and their last; where that is open, as many as fit in a piece."""

PIECE = 4000
"""Rows in one string."""

_ROW, _COLUMN = "\x1e", "\x1d"


@dataclass(frozen=True)
class Piece:
    """Some rows up to an id: their ids, and their cells, column by column, in one string."""

    ids: Ids
    text: str
    last: int

    def find(self, needle: str) -> Sequence[int]:
        """Return the ids of the rows with that folded text."""
        if not self.ids or needle not in self.text:
            return ()
        holding = [column for column in self.text.split(_COLUMN) if needle in column]
        hits = [_holding(column.split(_ROW), needle) for column in holding]
        if len(hits) == 1:
            return [self.ids[at] for at in hits[0]]
        return [self.ids[at] for at in sorted(set(chain.from_iterable(hits)))]


def _holding(cells: Sequence[str], needle: str) -> list[int]:
    return [at for at, cell in enumerate(cells) if needle in cell]


@dataclass
class Folded:
    """The texts of some columns of one table, as far as they were read."""

    table: Table
    columns: Sequence[Column]
    mark: object
    kept: list[Piece] = field(default_factory=list)
    size: int = 0
    complete: bool = False
    full: bool = False
    """Whether there was no more room: what follows is read anew each time."""
    stale: set[int] = field(default_factory=set)
    """The places of pieces whose rows were changed since."""
    lock: threading.Lock = field(default_factory=threading.Lock)

    def pieces(self, look: Look, has_room: Callable[[int], bool]) -> Iterator[Piece]:
        """Give the pieces in the order of the rows, those in memory before those to be read."""
        at, last = 0, None
        while True:
            # Whoever comes first reads; the others wait for it, as reading it twice takes longer.
            with self.lock:
                piece = self._known(look, at, last) or self._next(look, last, has_room)
            if piece is None:
                return
            yield piece
            at, last = at + 1, piece.last

    def after(self, rows: Iterable[int], mark: object) -> Folded:
        """Return what is left when these rows were changed, added or deleted."""
        with self.lock:
            ends = [piece.last for piece in self.kept]
            touched = {bisect_left(ends, row) for row in rows}
            new = replace(self, mark=mark, kept=list(self.kept), lock=threading.Lock())
            new.stale = (self.stale | touched) - {len(ends)}
        if len(ends) in touched:
            new.reopen()
        return new

    def reopen(self) -> None:
        """Let the last rows be read again, with those behind them."""
        if self.kept:
            self.size -= len(self.kept.pop().text)
            self.stale.discard(len(self.kept))
        self.complete = False

    def _known(self, look: Look, at: int, last: int | None) -> Piece | None:
        if at < len(self.kept) and at in self.stale:
            old = self.kept[at]
            found = _read(look, self.table, self.columns, (last, old.last))
            piece = self.kept[at] = found or Piece(array("q"), "", old.last)
            self.size += len(piece.text) - len(old.text)
            self.stale.discard(at)
        return self.kept[at] if at < len(self.kept) else None

    def _next(self, look: Look, last: int | None, has_room: Callable[[int], bool]) -> Piece | None:
        if self.complete:
            return None
        piece = _read(look, self.table, self.columns, (last, None))
        self.complete = piece is None and not self.full
        if piece is not None and not self.full:
            self.full = not has_room(len(piece.text))
            if not self.full:
                self.kept.append(piece)
                self.size += len(piece.text)
        return piece


def _read(look: Look, table: Table, columns: Sequence[Column], between: Span) -> Piece | None:
    """Read rows behind an id, up to another; SQLite puts each column together in one go."""
    expressions = [fields.field(look, table, column) for column in columns]
    some = sa.select(table.row_id.label("id"), *_labelled(expressions))
    behind, last = between
    if behind is not None:
        some = some.where(table.row_id > behind)
    some = some.limit(PIECE) if last is None else some.where(table.row_id <= last)
    rows = some.order_by(table.row_id).subquery()
    together = [
        sa.func.group_concat(
            sa.func.ifnull(sa.type_coerce(each, sa.Text()), ""), sa.func.char(0x1E)
        )
        for each in list(rows.c)[1:]
    ]
    wanted = sa.select(sa.func.group_concat(rows.c.id), *together)
    numbers, *texts = look.connection.execute(wanted).one()
    if numbers is None:
        return None
    ids: Ids = array("q", orjson.loads(f"[{numbers}]"))
    if any(text.count(_ROW) != len(ids) - 1 or _COLUMN in text for text in texts):
        texts = _one_by_one(look, rows)
    return Piece(ids, fold(_COLUMN.join(texts)), ids[-1] if last is None else last)


def _labelled(expressions: Sequence[Any]) -> Iterator[Any]:
    return (each.label(f"c{at}") for at, each in enumerate(expressions))


def _one_by_one(look: Look, rows: sa.Subquery) -> list[str]:
    """Read cells that hold the very signs we put between them; these are left out then."""
    worded = [sa.cast(each, sa.Text()) for each in list(rows.c)[1:]]
    found = look.connection.execute(sa.select(*worded).select_from(rows)).all()
    bare = str.maketrans("", "", _ROW + _COLUMN)
    columns = zip(*found, strict=True)
    return [_ROW.join((cell or "").translate(bare) for cell in column) for column in columns]
