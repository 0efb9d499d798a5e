"""Texts that did not fit their column: kept beside the table, so that nothing is ever lost.

The cell itself is empty then. A misfit whose rows or column are kept aside goes with them: its
`table_id` is then the number of the image, below zero.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Text, delete, insert, select, update
from sqlalchemy.orm import Mapped, aliased, mapped_column

from desktop_app.engine.base import ROW_ID, Base
from desktop_app.engine.catalog import Table
from desktop_app.engine.work import Look, Work

AT_ONCE = 500
"""Ids in one list: well below every back-end's limit on bound values."""

Kept = tuple[int, int, str]
"""Row id, column id, the text as written."""

_FIELDS = ("table_id", "row", "column_id", "text")


class MisfitRecord(Base):
    """One text that did not fit."""

    __tablename__ = "tidybase_misfit"

    table_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    row: Mapped[int] = mapped_column(ROW_ID, primary_key=True, autoincrement=False)
    column_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    text: Mapped[str] = mapped_column(Text)


def any_in(look: Look, table: Table) -> bool:
    """Say whether anything in a table does not fit; remembered until the table changes."""
    mark = look.cells_mark(table.id)
    known = look.known.misfits.get(table.id)
    if known is None or known[0] != mark:
        some = select(MisfitRecord.row).where(MisfitRecord.table_id == table.id).limit(1)
        known = (mark, look.connection.scalar(some) is not None)
        look.known.misfits[table.id] = known
    return known[1]


def count(look: Look, table: Table, column: int) -> int:
    """Return how many texts do not fit a column."""
    mine = _of_column(table.id, column)
    return look.connection.scalar(select(sa.func.count()).where(mine)) or 0


def columns(look: Look, table: Table) -> Sequence[int]:
    """Return the columns in which something does not fit, by their ids."""
    mine = select(MisfitRecord.column_id).where(MisfitRecord.table_id == table.id)
    return look.connection.scalars(mine.distinct().order_by(MisfitRecord.column_id)).all()


def texts(look: Look, table: Table, column: int, limit: int) -> Sequence[str]:
    """Return different texts that do not fit a column, as many as that at most."""
    mine = _of_column(table.id, column)
    wanted = select(MisfitRecord.text).where(mine).distinct().limit(limit)
    return look.connection.scalars(wanted).all()


def of_rows(look: Look, table: Table, ids: Sequence[int]) -> dict[tuple[int, int], str]:
    """Return what does not fit in these rows, by row id and column id."""
    if not any_in(look, table):
        return {}
    return _of_rows(look, table, ids)


def rows_with(table: Table, column: int) -> sa.Select[Any]:
    """Return the query for the ids of the rows with a misfit in a column."""
    mine = _of_column(table.id, column)
    return select(MisfitRecord.row).where(mine)


def put(w: Work, table: Table, found: Iterable[Kept]) -> None:
    """Keep texts that do not fit, where there were none."""
    records = [
        {"table_id": table.id, "row": row, "column_id": column, "text": text}
        for row, column, text in found
    ]
    if records:
        w.known.misfits[table.id] = (w.cells_mark(table.id), True)
        w.connection.execute(insert(MisfitRecord), records)


def clear(w: Work, table: Table, ids: Sequence[int], columns: Sequence[int] | None) -> None:
    """Forget what did not fit in these cells: something else stands there now."""
    mine = delete(MisfitRecord).where(MisfitRecord.table_id == table.id)
    if columns is not None:
        mine = mine.where(MisfitRecord.column_id.in_(columns))
    for start in range(0, len(ids), AT_ONCE):
        w.connection.execute(mine.where(MisfitRecord.row.in_(ids[start : start + AT_ONCE])))


def copy_aside(
    w: Work, table: Table, image: int, rows: sa.Select[Any], columns: Sequence[int]
) -> None:
    """Keep with an image what does not fit in these columns of these rows."""
    mine = select(
        sa.literal(-image, sa.Integer),
        MisfitRecord.row,
        MisfitRecord.column_id,
        MisfitRecord.text,
    ).where(
        MisfitRecord.table_id == table.id,
        MisfitRecord.row.in_(rows),
        MisfitRecord.column_id.in_(columns),
    )
    w.connection.execute(insert(MisfitRecord).from_select(_FIELDS, mine))


def put_aside(w: Work, image: int, found: Iterable[Kept]) -> None:
    """Keep texts that do not fit with an image."""
    records = [dict(zip(_FIELDS, (-image, *each), strict=True)) for each in found]
    w.connection.execute(insert(MisfitRecord), records)


def move_aside(w: Work, image: int, to: int, rows: sa.Select[Any]) -> None:
    """Keep with another image what is kept with one of these rows."""
    mine = (MisfitRecord.table_id == -image) & MisfitRecord.row.in_(rows)
    w.connection.execute(update(MisfitRecord).where(mine).values(table_id=-to))


def put_all(w: Work, table: Table, found: sa.Select[Any]) -> None:
    """Keep all texts that a query gives: row id, column id, the text as written."""
    mine = found.add_columns(sa.literal(table.id, sa.Integer))
    names = ["row", "column_id", "text", "table_id"]
    w.connection.execute(insert(MisfitRecord).from_select(names, mine))
    w.known.misfits.pop(table.id, None)


def clear_all(
    w: Work, table: Table, rows: sa.Select[Any], columns: Sequence[int] | None = None
) -> None:
    """Forget what did not fit in all these rows, in some columns or in every one."""
    mine = delete(MisfitRecord).where(MisfitRecord.table_id == table.id, MisfitRecord.row.in_(rows))
    if columns is not None:
        mine = mine.where(MisfitRecord.column_id.in_(columns))
    w.connection.execute(mine)
    w.known.misfits.pop(table.id, None)


def bring_back(w: Work, table: Table, image: int, rows: sa.Select[Any] | None = None) -> None:
    """Give a table again what was kept with an image; of these rows only, if told."""
    mine = update(MisfitRecord).where(MisfitRecord.table_id == -image)
    if rows is not None:
        mine = mine.where(MisfitRecord.row.in_(rows))
    w.connection.execute(mine.values(table_id=table.id))
    w.known.misfits.pop(table.id, None)


def give(w: Work, table: Table, column: int, to: int) -> None:
    """Let the misfits of one column belong to another."""
    mine = _of_column(table.id, column)
    w.connection.execute(update(MisfitRecord).where(mine).values(column_id=to))


def forget(w: Work, table: int, column: int) -> None:
    """Forget what did not fit a column, which is gone."""
    mine = _of_column(table, column)
    w.connection.execute(delete(MisfitRecord).where(mine))


def same(look: Look, one: int, other: int) -> bool:
    """Say whether the same texts are kept with two images."""
    mine, theirs = aliased(MisfitRecord), aliased(MisfitRecord)
    number = select(sa.func.count())
    alike = (mine.row == theirs.row, mine.column_id == theirs.column_id, mine.text == theirs.text)
    both = number.where(mine.table_id == -one, theirs.table_id == -other, *alike)
    each = [number.where(MisfitRecord.table_id == -image) for image in (one, other)]
    return len({look.connection.scalar(counted) for counted in (both, *each)}) == 1


def drop(w: Work, image: int) -> None:
    """Forget what was kept with an image; of a table, if it is above zero."""
    w.connection.execute(delete(MisfitRecord).where(MisfitRecord.table_id == image))


def _of_column(table: int, column: int) -> sa.ColumnElement[bool]:
    return (MisfitRecord.table_id == table) & (MisfitRecord.column_id == column)


def _of_rows(look: Look, table: Table, ids: Sequence[int]) -> dict[tuple[int, int], str]:
    found: dict[tuple[int, int], str] = {}
    wanted = select(MisfitRecord.row, MisfitRecord.column_id, MisfitRecord.text)
    mine = wanted.where(MisfitRecord.table_id == table.id)
    for start in range(0, len(ids), AT_ONCE):
        some = mine.where(MisfitRecord.row.in_(ids[start : start + AT_ONCE]))
        for row, column, text in look.connection.execute(some):
            found[(row, column)] = text
    return found
