"""Links that other rows had to a row when it was deleted: given back once it is there again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy import func, select

from desktop_app.engine import catalog, former, images, links, misfits, row_history, rows
from desktop_app.engine.catalog import Column, Table
from desktop_app.engine.changes.cells import FillCells, PutKept
from desktop_app.engine.changes.links import Pair, SetPairs
from desktop_app.engine.entries import Entry
from desktop_app.engine.work import Look, Work


def deletion(look: Look, table: Table, row: int) -> Entry | None:
    """Return the entry by which a row that is not there now was deleted last."""
    told = row_history.events(look, table, row)
    return next((each.entry for each in told if each.in_force and each.after is None), None)


def give_back(w: Work, table: Table, row: int, gone: Entry | None) -> int:
    """Link to a row what its deletion unlinked; return how many links could not be given back.

    Those are of rows that are gone themselves, or that were linked to something else since.
    """
    missed = 0
    for step in row_history.effective(w, gone):
        if isinstance(step, PutKept):
            for of, column in _pointing(w, table, step):
                missed += _fill(w, _Emptied(of, column, step.image, row))
        elif isinstance(step, SetPairs) and step.table == table.id:
            missed += _pair(w, table, row, step)
    return missed


@dataclass(frozen=True)
class _Emptied:
    """Cells of links to a row that its deletion emptied; they are kept in an image."""

    of: Table
    column: Column
    image: int
    row: int

    @property
    def all(self) -> sa.Select[int]:
        """The ids of their rows."""
        number, held = images.core(self.image, [self.column]).columns
        return select(number).where(held == self.row)

    @property
    def still(self) -> sa.ColumnElement[bool]:
        """What holds in those of the rows where the cell is empty still."""
        number, cell = self.of.row_id, self.of.core.c[self.column.name]
        odd = misfits.rows_with(self.of, self.column.id)
        return number.in_(self.all) & cell.is_(None) & number.not_in(odd)


def _pointing(look: Look, table: Table, step: PutKept) -> Iterator[tuple[Table, Column]]:
    """Give the column of links to a table that a step fills again, if it is one still."""
    for of in catalog.tables(look):
        for column in of.stored if of.id == step.table else ():
            same = column.id in step.columns and former.column(column, step.kinds) is column
            if same and links.is_link(column) and column.options["table"] == table.id:
                yield of, column


def _fill(w: Work, cells: _Emptied) -> int:
    were = _count(w, cells.all)
    free = _count(w, select(cells.of.row_id).where(cells.still))
    if free > 1 and cells.column.options.get("unique"):
        free = 0  # By a rule that came later only one of them may have it.
    if free:
        w.apply(FillCells(cells.of.id, cells.column.id, cells.row, [cells.still]))
    return were - free


def _pair(w: Work, table: Table, row: int, step: SetPairs) -> int:
    column = next((each for each in table.columns if each.id == step.column), None)
    if column is None or "junction" not in column.options:
        return 0
    there = links.target(w, column)
    itself = there.id == table.id
    mine = [(one, two) for one, two in step.added if one == row or (itself and two == row)]
    near = _among(w, table, (one for one, _ in mine))
    far = _among(w, there, (two for _, two in mine))
    found: list[Pair] = [(one, two) for one, two in mine if one in near and two in far]
    if found:
        w.apply(SetPairs(table.id, column.id, found, []))
    return len(mine) - len(found)


def _among(look: Look, table: Table, ids: Iterable[int]) -> set[int]:
    return set(rows.read(look, table, list(dict.fromkeys(ids)), []))


def _count(look: Look, ids: sa.Select[int]) -> int:
    return look.connection.scalar(select(func.count()).select_from(ids.subquery())) or 0
