"""Before-images of large changes: rows kept aside in tables of their own, by `INSERT … SELECT`.

An image holds some columns of some rows as they were, under the row's id. What did not fit in those
cells goes with it. It lives as long as the journal entry that could need it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice
from typing import Any

import orjson
import sqlalchemy as sa
from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Mapped, mapped_column

from desktop_app.engine import filled, misfits, schema
from desktop_app.engine.base import ROW_ID, Base
from desktop_app.engine.catalog import ASIDE, Column, ColumnRecord, Shape, Table, core_column
from desktop_app.engine.rows import CHUNK, chunks
from desktop_app.engine.work import Look, Work

FEW_CONDITIONS = 3
"""Conditions up to which rows are deleted by them instead of by their ids."""

FEW_SPANS = 100
"""Spans of neighbouring ids up to which each is worth a statement of its own."""

Span = tuple[int, int]
"""The first and the last of neighbouring ids."""


class _AsItIs(sa.types.UserDefinedType[Any]):
    """No type at all, which only SQLite knows."""

    cache_ok = True

    def get_col_spec(self, **_: Any) -> str:
        """Return nothing."""
        return ""


class ImageRecord(Base):
    """Our record of an image; its number names its table."""

    __tablename__ = "tidybase_image"
    __table_args__ = {"sqlite_autoincrement": True}  # noqa: RUF012 - SQLAlchemy's own form

    id: Mapped[int] = mapped_column(primary_key=True)
    table_id: Mapped[int]
    rows: Mapped[int] = mapped_column(sa.BigInteger, default=0)


def keep(
    w: Work, table: Table, columns: Sequence[Column], which: Iterable[sa.ColumnElement[bool]]
) -> int:
    """Keep these columns of the rows that meet any of the conditions; return the image's number.

    No row may meet two of them. What does not fit in those cells is kept as well.
    """
    record = w.session.get_one(ImageRecord, begin(w, table))
    image = core(record.id, columns)
    is_sqlite = w.connection.dialect.name == "sqlite"
    schema.create_table(w.connection, _untyped(image) if is_sqlite else image)
    fields = [table.row_id, *(table.core.c[column.place] for column in columns)]
    for condition in which:
        filled = select(*fields).where(condition).order_by(fields[0])
        copied = insert(image).from_select(list(image.columns), filled)
        done = w.connection.execute(copied.execution_options(preserve_rowcount=True))
        record.rows += done.rowcount
    if misfits.any_in(w, table):
        of = [column.id for column in columns]
        misfits.copy_aside(w, table, record.id, ids(record.id), of)
    return record.id


def begin(w: Work, table: Table) -> int:
    """Return the number of a new image, whose table is yet to be made."""
    record = ImageRecord(table_id=table.id, rows=0)
    w.session.add(record)
    w.session.flush()
    return record.id


def size(w: Look, image: int) -> int:
    """Return how many rows an image has."""
    record = w.session.get(ImageRecord, image)
    return record.rows if record else 0


def asides(look: Look) -> dict[int, int]:
    """Return the images in which the values of removed columns of links are, by column."""
    removed = select(ColumnRecord.id, ColumnRecord.options).where(ColumnRecord.kept)
    found = look.connection.execute(removed)
    return {column: options[ASIDE] for column, options in found if ASIDE in options}


def ids(image: int) -> sa.Select[Any]:
    """Return the query for the ids of the rows in an image."""
    return select(core(image, ()).c.row)


def delete_rows(w: Work, table: Table, image: int, which: Sequence[sa.ColumnElement[bool]]) -> None:
    """Delete the rows that are in an image, those that meet the conditions it was made by."""
    filled.rows_go(w, table)
    if misfits.any_in(w, table):
        misfits.clear_all(w, table, ids(image))
    # The conditions are quicker to go by, as long as they are few and plain.
    few = len(which) <= FEW_CONDITIONS
    for condition in which if few else [table.row_id.in_(ids(image))]:
        w.connection.execute(delete(table.core).where(condition))
    w.rows_changed(table.id, -size(w, image))


def bring_back(w: Work, table: Table, image: int, columns: Sequence[Column]) -> None:
    """Add the rows of an image again, as they were."""
    kept = core(image, columns)
    places = [table.row_id, *(table.core.c[column.place] for column in columns)]
    back = select(kept.c.row, *(kept.c[_name(column)] for column in columns)).order_by(kept.c.row)
    w.connection.execute(insert(table.core).from_select(places, back))
    misfits.bring_back(w, table, image)
    w.rows_changed(table.id, size(w, image))


def put(
    w: Work,
    table: Table,
    image: int,
    columns: Sequence[Column],
    *,
    emptied: Sequence[Column] = (),
) -> None:
    """Give the cells of an image their values again, those of rows that are there.

    Those of `emptied` get none, but what did not fit there comes back too.
    """
    kept = core(image, columns)
    values: dict[Any, Any] = dict.fromkeys((table.core.c[column.place] for column in emptied), None)
    values |= {
        table.core.c[column.place]: select(kept.c[_name(column)])
        .where(kept.c.row == table.row_id)
        .scalar_subquery()
        for column in columns
    }
    there = table.row_id.in_(select(kept.c.row))
    w.connection.execute(update(table.core).where(there).values(values))
    misfits.clear_all(w, table, ids(image), [column.id for column in (*columns, *emptied)])
    misfits.bring_back(w, table, image, select(table.row_id))
    w.cells_changed(table.id)


def same(
    look: Look, one: int, other: int, columns: Sequence[Column], *, empty: Sequence[Column]
) -> bool:
    """Say whether two images hold the same in these columns, and the first nothing in `empty`."""
    mine, theirs = core(one, [*columns, *empty]), core(other, columns)
    unlike = [mine.c[_name(c)].is_distinct_from(theirs.c[_name(c)]) for c in columns]
    filled = [mine.c[_name(c)].is_not(None) for c in empty]
    both = mine.outerjoin(theirs, mine.c.row == theirs.c.row)
    odd = sa.or_(theirs.c.row.is_(None), *unlike, *filled)
    found = look.connection.scalar(select(mine.c.row).select_from(both).where(odd).limit(1))
    as_many = size(look, one) == size(look, other)
    return as_many and found is None and misfits.same(look, one, other)


def drop_used(w: Work, table: Table, image: int) -> list[int]:
    """Let go of an image that was put but for rows that are gone; return it if there are any."""
    kept = core(image, ())
    gone = select(kept.c.row).where(kept.c.row.not_in(select(table.row_id)))
    if w.connection.scalar(gone.limit(1)) is None:
        drop(w, image)
        return []
    w.connection.execute(delete(kept).where(kept.c.row.in_(select(table.row_id))))
    _count(w, image)
    return [image]


def take_gone(w: Work, table: Table, image: int, rest: int, columns: Sequence[Column]) -> list[int]:
    """Move what one image has of rows that are gone to another; return it if more is in it."""
    mine, into = core(rest, columns), core(image, columns)
    known = select(into.c.row)
    gone = mine.c.row.not_in(select(table.row_id)), mine.c.row.not_in(known)
    misfits.move_aside(w, rest, image, select(mine.c.row).where(*gone))
    fields = list(into.columns)
    w.connection.execute(insert(into).from_select(fields, select(mine).where(*gone)))
    w.connection.execute(delete(mine).where(mine.c.row.not_in(select(table.row_id))))
    _count(w, image)
    if _count(w, rest):
        return [rest]
    drop(w, rest)
    return []


def add(w: Work, image: int, rest: int, columns: Sequence[Column]) -> None:
    """Move to an image all that another has, which is of other rows."""
    mine, into = core(rest, columns), core(image, columns)
    misfits.move_aside(w, rest, image, select(mine.c.row))
    w.connection.execute(insert(into).from_select(list(into.columns), select(mine)))
    _count(w, image)
    drop(w, rest)


def drop(w: Work, image: int) -> None:
    """Let go of an image."""
    record = w.session.get(ImageRecord, image)
    if record is not None:
        schema.drop_table(w.connection, core(image, ()))
        misfits.drop(w, -image)
        w.session.delete(record)
        w.session.flush()


def core(image: int, columns: Sequence[Column]) -> sa.Table:
    """Return the Core table of an image, with these of its columns."""
    return _core(image, tuple((_name(column), *column.shape[1:]) for column in columns))


def among(look: Look, table: Table, wanted: Sequence[int]) -> list[sa.ColumnElement[bool]]:
    """Return conditions that the rows of these ids meet, each row one of them."""
    in_order, number = sorted(set(wanted)), table.row_id
    if len(found := list(islice(_spans(in_order), FEW_SPANS + 1))) <= FEW_SPANS:
        return [number.between(first, last) for first, last in found]
    if look.connection.dialect.name == "sqlite":
        # As many as there are in one statement, where each has a price of its own.
        listed = sa.func.json_each(orjson.dumps(in_order).decode())
        return [number.in_(select(sa.column("value")).select_from(listed))]
    return [number.in_(some) for some in chunks(in_order, CHUNK)]


def _count(w: Work, image: int) -> int:
    number = w.connection.scalar(select(sa.func.count()).select_from(core(image, ())))
    w.session.get_one(ImageRecord, image).rows = number or 0
    return number or 0


def _spans(in_order: Sequence[int]) -> Iterator[Span]:
    """Give the spans of neighbouring ids that make up all of them."""
    start = 0
    while start < len(in_order):
        end = _end_of_span(in_order, start)
        yield in_order[start], in_order[end - 1]
        start = end


def _end_of_span(in_order: Sequence[int], start: int) -> int:
    """Return where the ids go on that are no neighbours of those from `start` on."""
    away = in_order[start] - start
    return bisect_right(range(len(in_order)), away, start + 1, key=lambda at: in_order[at] - at)


def _name(column: Column) -> str:
    return f"c{column.id}"


def _untyped(image: sa.Table) -> sa.Table:
    """Return the same table without types: what comes from a column fits without another look."""
    number, *others = image.columns
    key = sa.Column(number.name, number.type, primary_key=True, autoincrement=False, quote=True)
    columns = (sa.Column(one.name, _AsItIs(), quote=True) for one in others)
    return sa.Table(image.name, sa.MetaData(), key, *columns)


@lru_cache(maxsize=64)
def _core(image: int, shapes: tuple[Shape, ...]) -> sa.Table:
    return sa.Table(
        f"tidybase_kept_rows_{image}",
        sa.MetaData(),
        sa.Column("row", ROW_ID, primary_key=True, autoincrement=False, quote=True),
        *map(core_column, shapes),
    )
