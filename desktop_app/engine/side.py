"""A file beside the document in which a large table is put together before it is taken over.

It is filled by a process of its own (see services.transfer.loader), with a SQLite of its own that
brings a reader of CSV in C. Nothing in it has to survive: if that process dies, all of it goes.
The columns have the types they will have in the document, so that SQLite can take the rows over
page by page, without looking into them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import apsw
from sqlalchemy.dialects import sqlite

from desktop_app.column_types.base import ColumnType, Form, KeptAsWritten, Options, ReadBySQLite
from desktop_app.column_types.words import literal
from desktop_app.domain.errors import DocumentFull
from desktop_app.domain.sheet import Value
from desktop_app.engine.side_texts import LaidOut, Texts, odd_ones
from desktop_app.formats.passages import Passage

Misfit = tuple[int, int, str]
"""Row, place of the column, the text as written."""

_DIALECT = sqlite.dialect()
_SETTINGS = """
PRAGMA page_size=16384; PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;
PRAGMA locking_mode=EXCLUSIVE; PRAGMA cache_size=-8000;
"""


class CellReader(Protocol):
    """What makes values of the cells of one column, as planned."""

    @property
    def form(self) -> Form:
        """How they are written."""

    def read(self, cells: Sequence[Value], before: int) -> Sequence[Value]:
        """Return the values of the cells behind so many rows; empty ones are None. May raise."""

    def read_text(self, cell: str, row: int) -> Value:
        """Return the value of one cell that is not empty, in the row of this number. May raise."""


@dataclass(frozen=True)
class SideColumn:
    """A column of the file; `source` is its place among the cells of a row."""

    source: int
    kind: ColumnType
    options: Options
    reader: CellReader

    def ddl(self, place: int) -> str:
        """Return its definition."""
        return f"c{place:d} {self.kind.sql_type(self.options).compile(dialect=_DIALECT)}"

    def binder(self) -> Callable[[Any], Any] | None:
        """Return what makes the stored form of a value."""
        kind = self.kind.sql_type(self.options).dialect_impl(_DIALECT)
        return kind.bind_processor(_DIALECT)


class SideFile:
    """The file, open for filling."""

    def __init__(self, path: Path, columns: Sequence[SideColumn]) -> None:
        self.rows = 0
        self._columns = columns
        self._binders = [column.binder() for column in columns]
        self._passages = [path.with_name(f"{path.name}.passage{turn}") for turn in (0, 1)]
        for passage in self._passages:
            passage.touch()
        self._turn = 0
        self._unsure: list[Texts] = []
        """Texts of the last passage that were not looked at yet."""
        self._looking = ThreadPoolExecutor(1, thread_name_prefix="looking")
        self._uneven = False
        self._ahead: dict[int, Sequence[Any]] = {}
        """By the column's place: the stored values of the passage in hand."""
        self._width = 0
        self._statements: dict[tuple[int, int, tuple[tuple[str, str], ...]], str] = {}
        self._connection = apsw.Connection(str(path))
        marks = ", ".join("?" * (len(columns) + 1))
        self._insert = f"INSERT INTO side VALUES ({marks})"  # noqa: S608 - nothing but marks

    def __enter__(self) -> SideFile:
        with ExitStack() as making:
            making.push(self)
            self._make()
            making.pop_all()
        return self

    def _make(self) -> None:
        self._connection.execute(_SETTINGS).fetchall()  # all of them, not up to the first answer
        listed = ", ".join(column.ddl(place) for place, column in enumerate(self._columns))
        self._connection.execute(f"CREATE TABLE side (id INTEGER NOT NULL PRIMARY KEY, {listed})")
        self._connection.execute("CREATE TABLE misfit (row, place, text)")
        self._connection.create_scalar_function("other", self._other, 3)
        self._connection.create_scalar_function("ahead", self._read_before, 2)
        self._connection.create_scalar_function("uneven", self._is_uneven, 0)
        self._connection.enable_load_extension(True)
        self._connection.load_extension(_csv_reader())
        self._connection.execute("BEGIN")

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: object) -> None:
        self._looking.shutdown()
        self._connection.close(True)
        for passage in self._passages:
            passage.unlink(missing_ok=True)
        if kind is not None and issubclass(kind, (apsw.FullError, apsw.IOError, OSError)):
            raise DocumentFull(
                "There was not enough room on the disk for the import. Nothing was changed. "
                "Make some room and try again."
            ) from None

    def add(self, cells: Sequence[Sequence[Value]]) -> None:
        """Add rows, given column by column as they stand in the source."""
        ids = range(self.rows + 1, self.rows + len(cells[0]) + 1)
        values = [one.reader.read(cells[one.source], self.rows) for one in self._columns]
        bound = [
            map(binder, column) if binder else column
            for binder, column in zip(self._binders, values, strict=True)
        ]
        self._connection.executemany(self._insert, zip(ids, *bound, strict=True))
        self.rows += len(ids)

    def lay_out(self, passage: Passage) -> LaidOut:
        """Write a passage where SQLite reads it; on any thread, while it reads the one before."""
        self._turn = 1 - self._turn
        if passage.text is not None:
            self._passages[self._turn].write_bytes(passage.text)
        return LaidOut(passage, self._turn)

    def add_text(self, laid: LaidOut, meanwhile: Callable[[], None] = lambda: None) -> bool:
        """Add the rows of a passage's text; return False, adding none, if they are uneven.

        `meanwhile` begins what can be done while SQLite is at work.
        """
        passage = laid.passage
        self._look_at_passages(passage.width)
        self._uneven = False
        if not self._read_ahead(laid):
            return False
        statement = self._insert_passage(laid)
        meanwhile()
        odd = self._looking.submit(odd_ones, self._unsure)
        self._connection.execute(statement, (self.rows,))
        done = self._connection.changes()
        self._read_anew(odd.result())
        if self._uneven:
            self._connection.execute("DELETE FROM side WHERE id > ?", (self.rows,))
            return False
        self._unsure = list(self._texts_of(passage, done))
        self.rows += done
        return True

    def finish(self, misfits: Sequence[Misfit]) -> None:
        """Write all of it out, and the texts that fit no column; there may be more at the end."""
        self._read_anew(odd_ones(self._unsure))
        self._connection.executemany("INSERT INTO misfit VALUES (?, ?, ?)", misfits)
        self._connection.execute("COMMIT")

    def _look_at_passages(self, width: int) -> None:
        if width == self._width:
            return
        cells = ", ".join(f"c{place:d} TEXT" for place in range(width + 1))
        for turn, passage in enumerate(self._passages):
            self._connection.execute(f"DROP TABLE IF EXISTS temp.passage{turn:d}")
            self._connection.execute(
                f"CREATE VIRTUAL TABLE temp.passage{turn:d} USING csv("
                f"filename={literal(str(passage))}, columns={width + 1:d}, "
                f"schema='CREATE TABLE x ({cells})')"
            )
        self._width = width

    def _read_ahead(self, laid: LaidOut) -> bool:
        """Read the cells that SQLite cannot, a column at once; say whether the rows are even."""
        passage = laid.passage
        places = [place for place, one in enumerate(self._columns) if not _is_for_sqlite(one)]
        places = [place for place in places if self._columns[place].source < passage.width]
        if not places:
            return True
        cells = [_cell(self._columns[place].source, passage.back) for place in places]
        cells.append(_uneven(passage.width))
        query = f"SELECT {', '.join(cells)} FROM temp.passage{laid.turn:d}"  # noqa: S608 - names of ours
        found = self._connection.execute(query).fetchall()
        *columns, uneven = zip(*found, strict=True)
        if any(uneven):
            return False
        for place, column in zip(places, columns, strict=True):
            values = self._columns[place].reader.read(column, self.rows)
            binder = self._binders[place]
            self._ahead[place] = list(map(binder, values)) if binder else values
        return True

    def _texts_of(self, passage: Passage, done: int) -> Iterator[Texts]:
        """Give the columns of texts among the rows just added, each as one long text."""
        for place, one in enumerate(self._columns):
            if not isinstance(one.reader.form, KeptAsWritten) or one.source >= passage.width:
                continue
            cell = f"c{place:d}"
            joined = f"SELECT count({cell}), group_concat({cell}, char(10)) FROM side WHERE id > ?"  # noqa: S608 - names of ours
            found: Any = self._connection.execute(joined, (self.rows,)).fetchall()[0]
            span = (self.rows + 1, self.rows + done)
            yield Texts(place, span, found[0], found[1], one.reader.form)

    def _read_anew(self, odd: Sequence[Texts]) -> None:
        """Read one by one what did not fit together."""
        for texts in odd:
            cell = f"c{texts.place:d}"
            found = f"SELECT {cell} FROM side WHERE id BETWEEN ? AND ?"  # noqa: S608 - names of ours
            written = [value for (value,) in self._connection.execute(found, texts.span)]
            first = texts.span[0]
            values = self._columns[texts.place].reader.read(written, first - 1)
            pairs = enumerate(zip(written, values, strict=True), first)
            other = [(new, row) for row, (old, new) in pairs if old != new]
            self._connection.executemany(f"UPDATE side SET {cell} = ? WHERE id = ?", other)  # noqa: S608

    def _insert_passage(self, laid: LaidOut) -> str:
        width, back = laid.passage.width, tuple(laid.passage.back)
        known = self._statements.get((laid.turn, width, back))
        if known is None:
            id_ = f"?1 + rowid + CASE WHEN {_uneven(width)} THEN uneven() ELSE 0 END"
            values = [
                _stored(place, column, back) if column.source < width else "NULL"
                for place, column in enumerate(self._columns)
            ]
            cells = ", ".join(f"c{place:d}" for place in range(width + 1))
            # The limit keeps SQLite from asking the reader anew each time a cell is mentioned.
            once = f"(SELECT rowid, {cells} FROM temp.passage{laid.turn:d} LIMIT -1)"  # noqa: S608 - names of ours
            known = f"INSERT INTO side SELECT {', '.join([id_, *values])} FROM {once}"  # noqa: S608
            self._statements[laid.turn, width, back] = known
        return known

    def _other(self, *given: Any) -> Any:
        """Read what SQLite could not."""
        place, row, cell = given
        if self._uneven:
            return None
        value = self._columns[place].reader.read_text(cell, self.rows + row)
        binder = self._binders[place]
        return binder(value) if binder else value

    def _read_before(self, *given: Any) -> Any:
        place, row = given
        return self._ahead[place][row - 1]

    def _is_uneven(self, *_given: Any) -> Any:
        self._uneven = True
        return 0


def _is_for_sqlite(column: SideColumn) -> bool:
    form = column.reader.form
    if isinstance(form, KeptAsWritten):
        return True
    return isinstance(form, ReadBySQLite) and form.in_sqlite("c") is not None


def _uneven(width: int) -> str:
    return f"c{width - 1:d} IS NULL OR c{width:d} IS NOT NULL"


def _cell(source: int, back: Sequence[tuple[str, str]]) -> str:
    """Return the SQL of a cell as it was written."""
    cell = f"c{source:d}"
    for old, new in back:
        cell = f"replace({cell}, {literal(old)}, {literal(new)})"
    return cell


def _stored(place: int, column: SideColumn, back: Sequence[tuple[str, str]]) -> str:
    """Return the SQL that makes the stored value of a cell."""
    cell = _cell(column.source, back)
    form = column.reader.form
    if isinstance(form, KeptAsWritten):
        return f"nullif({cell}, '')"
    asked = form.in_sqlite(cell) if isinstance(form, ReadBySQLite) else None
    if asked is None:
        return f"ahead({place:d}, rowid)"
    fits, value = asked
    if (fits, value) == ("1", cell):  # any text
        return f"nullif({cell}, '')"
    empty = f"c{column.source:d} = ''"
    other = f"other({place:d}, rowid, {cell})"
    return f"CASE WHEN {empty} THEN NULL WHEN {fits} THEN {value} ELSE {other} END"


def _csv_reader() -> str:
    """Return the path of SQLite's own CSV reader, which comes with the library."""
    folder = Path(apsw.__file__).parent / "sqlite_extra_binaries"
    return str(next(folder.glob("csv.*")).with_suffix(""))
