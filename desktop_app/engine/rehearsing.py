"""What rows that have arrived would do to a table, counted and shown before it is done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy import func, select

from desktop_app.domain.sheet import Held, Misfit
from desktop_app.engine import rows
from desktop_app.engine.arriving import Arrival
from desktop_app.engine.catalog import Column
from desktop_app.engine.work import Work


@dataclass(frozen=True)
class Counts:
    """How many rows will be added, changed or left; how many of their cells do not fit.

    `shared` are rows of the file that match several of the table.
    """

    added: int
    changed: int
    same: int
    misfits: int = 0
    shared: int = 0


@dataclass(frozen=True)
class Example:
    """A row that will be changed, or that will be new: then there is no `before`."""

    before: Sequence[Held] | None
    after: Sequence[Held]


def counted(w: Work, arrival: Arrival) -> Counts:
    """Count the rows."""
    match, total = arrival.match, select(func.count()).select_from(arrival.rows)
    changes = func.sum(sa.case((match.c.differs, 1), else_=0))
    of_pairs = select(func.count(), func.count(sa.distinct(match.c.number)), changes)
    pairs, matched, differ = w.connection.execute(of_pairs.select_from(match)).one()
    changed = int(differ or 0)  # a sum is a decimal to some servers
    several = select(match.c.number).group_by(match.c.number).having(func.count() > 1).subquery()
    shared = select(func.count()).select_from(several)
    return Counts(
        added=_number(w, total) - matched,
        changed=changed,
        same=pairs - changed,
        shared=_number(w, shared) if pairs > matched else 0,
    )


def cells(w: Work, arrival: Arrival) -> int:
    """Count the cells of rows that are there which will hold something else."""
    return sum(differing(w, arrival).values())


def differing(w: Work, arrival: Arrival) -> dict[int, int]:
    """Count the cells of rows that are there which will hold something else, column by column.

    Columns without any are left out.
    """
    written = arrival.wanted.written
    if not written:
        return {}
    counts = [func.sum(sa.case((arrival.differs(each), 1), else_=0)) for each in written]
    found = w.connection.execute(select(*counts)).one()
    return {column.id: int(each) for column, each in zip(written, found, strict=True) if each}


def misfits(w: Work, arrival: Arrival) -> dict[int, int]:
    """Count the cells that will hold a text which does not fit, by column where there are any."""
    found = _odd(w, arrival) if arrival.doubtful else {}
    columns = arrival.wanted.columns
    numbers = {each.id: found.get(each.id, 0) + _twins(w, arrival, each) for each in columns}
    return {column: number for column, number in numbers.items() if number}


def _odd(w: Work, arrival: Arrival) -> dict[int, int]:
    odd, match = arrival.odd, arrival.match
    written = [column.id for column in arrival.wanted.written]
    new = select(arrival.number).where(arrival.is_new)
    changed = select(match.c.number).where(match.c.differs)
    comes = odd.c.row.in_(new) | (odd.c.row.in_(changed) & odd.c.column_id.in_(written))
    by_column = select(odd.c.column_id, func.count()).where(comes).group_by(odd.c.column_id)
    return {row[0]: row[1] for row in w.connection.execute(by_column)}


def examples(w: Work, arrival: Arrival, most: int) -> list[Example]:
    """Return some of the rows that will be changed and, behind them, of those that will be new."""
    match = arrival.match
    changed = select(match.c.row, match.c.number).where(match.c.differs)
    pairs = w.connection.execute(changed.order_by(match.c.row).limit(most)).all()
    new = select(arrival.number).where(arrival.is_new).order_by(arrival.number).limit(most)
    added = w.connection.scalars(new).all()
    pairs = pairs[: max(most - len(added), most // 2)]
    added = added[: most - len(pairs)]
    arrive = _arriving(w, arrival, [*(number for _, number in pairs), *added])
    there = _there(w, arrival, [row for row, _ in pairs])
    shown = [
        Example(there[row], _merged(arrival, there[row], arrive[number])) for row, number in pairs
    ]
    return shown + [Example(None, arrive[number]) for number in added]


def _merged(arrival: Arrival, before: Sequence[Held], comes: Sequence[Held]) -> Sequence[Held]:
    if arrival.wanted.clear:
        return comes
    return [old if new is None else new for old, new in zip(before, comes, strict=True)]


def _pairs(arrival: Arrival) -> Sequence[sa.ColumnElement[bool]]:
    match = arrival.match
    mine = match.c.row == arrival.wanted.table.row_id, match.c.number == arrival.number
    return [*mine, match.c.differs]


def _twins(w: Work, arrival: Arrival, column: Column) -> int:
    """Count the values that would be there twice although no two may be alike."""
    if not column.options.get("unique") or column.id < 0:
        return 0
    table, cell = arrival.wanted.table, arrival.cell(column)
    field = table.core.c[column.name]
    goes = arrival.changed
    if column in arrival.wanted.written:
        goes = select(arrival.match.c.row).where(arrival.differs(column))
    stays = select(field).where(table.row_id.not_in(goes), field.is_not(None))
    again = select(cell).where(cell.is_not(None)).group_by(cell).having(func.count() > 1)
    twice = cell.in_(stays) | cell.in_(again)
    number = _number(w, select(func.count()).select_from(arrival.rows).where(arrival.is_new, twice))
    if column not in arrival.wanted.written:
        return number
    changed = select(func.count()).where(*_pairs(arrival), arrival.differs(column), twice)
    return number + _number(w, changed)


def _arriving(w: Work, arrival: Arrival, numbers: Sequence[int]) -> dict[int, list[Held]]:
    columns = arrival.wanted.columns
    mine = arrival.number.in_(numbers)
    wanted = select(arrival.number, *map(arrival.cell, columns)).where(mine)
    found: dict[int, list[Held]] = {row[0]: list(row[1:]) for row in w.connection.execute(wanted)}
    place = {column.id: at for at, column in enumerate(columns)}
    odd = arrival.odd
    texts = select(odd.c.row, odd.c.column_id, odd.c.text).where(odd.c.row.in_(numbers))
    for number, column, text in w.connection.execute(texts):
        found[number][place[column]] = Misfit(text)
    return found


def _there(w: Work, arrival: Arrival, ids: Sequence[int]) -> dict[int, list[Held]]:
    columns = [column for column in arrival.wanted.columns if column.id > 0]
    found = rows.held(w, arrival.wanted.table, ids, columns)
    cells = {row: iter(held) for row, held in found.items()}
    return {
        row: [next(of) if column.id > 0 else None for column in arrival.wanted.columns]
        for row, of in cells.items()
    }


def _number(w: Work, counting: sa.Select[int]) -> int:
    return w.connection.scalar(counting) or 0
