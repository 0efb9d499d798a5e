"""Adding rows that have arrived, and changing those that some arrived for: in a few statements.

Neither is ever in a journal: their inverses are, and the inverses of those.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, ClassVar

import sqlalchemy as sa
from sqlalchemy import func, insert, select, update

from desktop_app.engine import filled, former, images, misfits, rules
from desktop_app.engine.arriving import Arrival
from desktop_app.engine.catalog import Column
from desktop_app.engine.changes.cells import PutKept
from desktop_app.engine.changes.rows import DeleteSpans
from desktop_app.engine.rehearsing import differing
from desktop_app.engine.work import Look, Work


@dataclass(frozen=True)
class UpdateArrived:
    """Give the rows of the table that something else arrived for their new cells."""

    name: ClassVar[str] = "update_arrived"
    checks_itself: ClassVar[bool] = False

    arrival: Arrival = field(repr=False)

    @property
    def table(self) -> int:
        """The id of the table."""
        return self.arrival.wanted.table.id

    def sentence(self, look: Look) -> str:  # noqa: ARG002 - the contract's signature
        """Say where."""
        return f"update rows in {self.arrival.wanted.table.name}"

    def apply(self, w: Work) -> PutKept:
        """What would break “no two alike” becomes a text that does not fit."""
        arrival, table = self.arrival, self.arrival.wanted.table
        other = differing(w, arrival)
        written = [column for column in arrival.wanted.written if column.id in other]
        follow = filled.on_change(w, table, [column.id for column in written])
        columns = [*written, *follow]
        image = images.keep(w, table, columns, [table.row_id.in_(arrival.changed)])
        match = arrival.match
        pairs = select(match.c.row, match.c.number).where(match.c.differs).subquery()
        cells: dict[Any, Any] = {
            table.core.c[each.name]: _new_cell(arrival, each) for each in written
        }
        cells |= {table.core.c[column.name]: value for column, value in follow.items()}
        mine = table.row_id == pairs.c.row, pairs.c.number == arrival.number
        w.connection.execute(update(table.core).where(*mine).values(cells))
        w.cells_changed(table.id)
        for column in written:
            if column.id in arrival.doubtful:
                _put_odd(w, arrival, column)
        for column in written:
            then = images.core(image, [column])
            unlike = then.c[f"c{column.id}"].is_distinct_from(table.core.c[column.name])
            is_new = sa.exists().where(then.c.row == table.row_id, unlike).correlate(table.core)
            rules.part_twins(w, table, column, is_new)
        return PutKept(table.id, image, [column.id for column in columns], former.kinds(columns))


@dataclass(frozen=True)
class AddArrived:
    """Add the rows that arrived and match none; there must be such rows."""

    name: ClassVar[str] = "add_arrived"
    checks_itself: ClassVar[bool] = False

    arrival: Arrival = field(repr=False)

    @property
    def table(self) -> int:
        """The id of the table."""
        return self.arrival.wanted.table.id

    def sentence(self, look: Look) -> str:  # noqa: ARG002 - the contract's signature
        """Say where."""
        return f"add rows to {self.arrival.wanted.table.name}"

    def apply(self, w: Work) -> DeleteSpans:
        """What would break “no two alike” becomes a text that does not fit."""
        arrival, table = self.arrival, self.arrival.wanted.table
        before = w.connection.scalar(select(func.max(table.row_id))) or 0
        self._insert(w)
        new = table.row_id > before
        ends = func.min(table.row_id), func.max(table.row_id)
        first, last = w.connection.execute(select(*ends).where(new)).one()
        w.rows_changed(table.id, last - first + 1)
        misfits.put_all(w, table, _odd_of_new(arrival, first))
        for column in arrival.wanted.columns:
            rules.part_twins(w, table, column, new)
        return DeleteSpans(table.id, [[first, last]])

    def _insert(self, w: Work) -> None:
        arrival, table = self.arrival, self.arrival.wanted.table
        given = [column.id for column in arrival.wanted.columns]
        place = func.row_number().over(order_by=arrival.number)
        cells: dict[str, Any] = {c.name: arrival.cell(c) for c in arrival.wanted.columns}
        for column, value in filled.on_arrival(w, table, given, place).items():
            cells[column.name] = value
        for column in table.stored:
            if column.options.get("default") and column.id not in given:
                usual = rules.default(column)
                cells[column.name] = sa.literal(usual, table.core.c[column.name].type)
        rows = select(*cells.values()).select_from(arrival.rows)
        rows = rows.where(arrival.is_new).order_by(arrival.number)
        w.connection.execute(insert(table.core).from_select(list(cells), rows))


def _new_cell(arrival: Arrival, column: Column) -> sa.ColumnElement[Any]:
    """Return what a cell of a row will hold for which something arrived."""
    comes, there = arrival.cell(column), arrival.wanted.table.core.c[column.name]
    if arrival.wanted.clear:
        return comes
    if column.id not in arrival.doubtful:
        return func.coalesce(comes, there)
    # A text that does not fit arrives as an empty cell, and leaves one.
    its_own = arrival.odd.c.row == arrival.number, arrival.odd.c.column_id == column.id
    text = sa.exists().where(*its_own).correlate(arrival.rows)
    return sa.case((comes.is_not(None) | text, comes), else_=there)


def _put_odd(w: Work, arrival: Arrival, column: Column) -> None:
    """Put the texts of a column that do not fit in place of those where cells change."""
    table, match, odd = arrival.wanted.table, arrival.match, arrival.odd
    changed = arrival.differs(column)
    if misfits.any_in(w, table):
        misfits.clear_all(w, table, select(match.c.row).where(changed), [column.id])
    mine = match.c.number == odd.c.row, changed, odd.c.column_id == column.id
    misfits.put_all(w, table, select(match.c.row, odd.c.column_id, odd.c.text).where(*mine))


def _odd_of_new(arrival: Arrival, first: int) -> sa.Select[Any]:
    place = func.row_number().over(order_by=arrival.number).label("place")
    new = select(arrival.number.label("number"), place).where(arrival.is_new).subquery()
    odd = arrival.odd
    row = new.c.place + (first - 1)
    return select(row, odd.c.column_id, odd.c.text).where(odd.c.row == new.c.number)
