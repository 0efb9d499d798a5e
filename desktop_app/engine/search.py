"""Finding a text in any column of a table, capitals and accents ignored.

A server does that itself. SQLite knows neither the capitals nor the accents of most letters and
would look at a million rows for seconds; so the texts of a table are read once, without them, and
kept in memory, a few thousand rows in one long string, which Python searches at the speed of C.
They are read as far as they are needed, and forgotten when anything in the table changes.
"""

from __future__ import annotations

import threading
from array import array
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any, TypeAlias

import orjson
import sqlalchemy as sa

from desktop_app.domain.folding import fold
from desktop_app.engine import about, fields, letters, misfits
from desktop_app.engine.catalog import Column, Table
from desktop_app.engine.queries import WORDED
from desktop_app.engine.work import Look

Ids: TypeAlias = "array[int]"

Seen: TypeAlias = Callable[[Ids], None]

ROOM = 192 << 20
"""Bytes of text kept in memory; what does not fit is read anew for each search."""

PIECE = 4000
"""Rows in one string."""

_ROW, _COLUMN = "\x1e", "\x1d"
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
    parts = [letters.contains_folded(dialect, each, needle) for each in worded]
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
        self._kept: OrderedDict[object, _Folded] = OrderedDict()
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

    def clear(self) -> None:
        """Forget them all."""
        with self._lock:
            self._kept.clear()

    def _pieces(self, look: Look, table: Table, columns: Sequence[Column]) -> Iterator[_Piece]:
        folded = self._folded(look, table, columns)
        return folded.pieces(look, lambda size: self._has_room(folded, size))

    def _folded(self, look: Look, table: Table, columns: Sequence[Column]) -> _Folded:
        key, now = (table.id, *(column.id for column in columns)), mark(look, table, columns)
        with self._lock:
            folded = self._kept.get(key)
            if folded is None or folded.mark != now:
                folded = self._kept[key] = _Folded(table, columns, now)
            self._kept.move_to_end(key)
            return folded

    def _has_room(self, folded: _Folded, size: int) -> bool:
        with self._lock:
            while self._kept and sum(each.size for each in self._kept.values()) + size > self._room:
                oldest = next(iter(self._kept))
                if self._kept[oldest] is folded:
                    return False
                del self._kept[oldest]
            return True


def _hits(pieces: Iterable[_Piece], needle: str, seen: Seen) -> Ids:
    found: Ids = array("q")
    for piece in pieces:
        found.extend(piece.find(needle))
        seen(found)
    return found


@dataclass(frozen=True)
class _Piece:
    """Some rows: their ids, and their cells, column by column, in one string."""

    ids: Ids
    text: str

    def find(self, needle: str) -> Sequence[int]:
        if needle not in self.text:
            return ()
        holding = [column for column in self.text.split(_COLUMN) if needle in column]
        hits = [_holding(column.split(_ROW), needle) for column in holding]
        if len(hits) == 1:
            return [self.ids[at] for at in hits[0]]
        return [self.ids[at] for at in sorted(set(chain.from_iterable(hits)))]


def _holding(cells: Sequence[str], needle: str) -> list[int]:
    return [at for at, cell in enumerate(cells) if needle in cell]


@dataclass
class _Folded:
    """The texts of some columns of one table, as far as they were read."""

    table: Table
    columns: Sequence[Column]
    mark: object
    kept: list[_Piece] = field(default_factory=list)
    size: int = 0
    complete: bool = False
    full: bool = False
    """Whether there was no more room: what follows is read anew each time."""
    lock: threading.Lock = field(default_factory=threading.Lock)

    def pieces(self, look: Look, has_room: Callable[[int], bool]) -> Iterator[_Piece]:
        """Give the pieces in the order of the rows, those in memory before those to be read."""
        at, last = 0, None
        while True:
            with self.lock:
                piece = self.kept[at] if at < len(self.kept) else None
            if piece is None and self.complete:
                return
            if piece is None:
                piece = self._read(look, at, last, has_room)
            if piece is None:
                return
            yield piece
            at, last = at + 1, piece.ids[-1]

    def _read(
        self, look: Look, at: int, last: int | None, has_room: Callable[[int], bool]
    ) -> _Piece | None:
        # Whoever comes first reads; the others wait for it, as reading it twice takes longer.
        with self.lock:
            if at < len(self.kept):
                return self.kept[at]
            piece = _read(look, self.table, self.columns, last)
            self.complete = piece is None and not self.full
            if piece is not None and not self.full:
                self.full = not has_room(len(piece.text))
                if not self.full:
                    self.kept.append(piece)
                    self.size += len(piece.text)
            return piece


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


def _read(look: Look, table: Table, columns: Sequence[Column], last: int | None) -> _Piece | None:
    """Read the rows behind the last one; SQLite puts each column together in one go."""
    expressions = [fields.field(look, table, column) for column in columns]
    some = sa.select(table.row_id.label("id"), *_labelled(expressions))
    if last is not None:
        some = some.where(table.row_id > last)
    rows = some.order_by(table.row_id).limit(PIECE).subquery()
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
    return _Piece(ids, fold(_COLUMN.join(texts)))


def _labelled(expressions: Sequence[Any]) -> Iterator[Any]:
    return (each.label(f"c{at}") for at, each in enumerate(expressions))


def _one_by_one(look: Look, rows: sa.Subquery) -> list[str]:
    """Read cells that hold the very signs we put between them; these are left out then."""
    worded = [sa.cast(each, sa.Text()) for each in list(rows.c)[1:]]
    found = look.connection.execute(sa.select(*worded).select_from(rows)).all()
    bare = str.maketrans("", "", _ROW + _COLUMN)
    columns = zip(*found, strict=True)
    return [_ROW.join((cell or "").translate(bare) for cell in column) for column in columns]
