"""Setting cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar, TypeAlias

from sqlalchemy import ColumnElement, update

from desktop_app.domain.errors import Conflict, NotFound
from desktop_app.domain.sheet import Held, Misfit, Value
from desktop_app.engine import catalog, filled, former, images, misfits, rows
from desktop_app.engine.catalog import Column, Table
from desktop_app.engine.former import Kinds
from desktop_app.engine.work import Look, Work

Cell = tuple[int, int, Held]
"""Row id, column id, what is to lie there."""

Waiting: TypeAlias = tuple[Any, ...]
"""Row id, column id, what is to lie there, and what did so before."""

FEW = 1000
"""Cells up to which the journal itself holds what was there; beyond it is kept in an image."""


@dataclass(frozen=True)
class SetCells:
    """Give cells new values; `expected` are those they must have before, in the same order."""

    name: ClassVar[str] = "set_cells"
    checks_itself: ClassVar[bool] = True

    table: int
    cells: Sequence[Cell]
    expected: Sequence[Held] | None = None
    kinds: Kinds | None = None
    """Of which kinds the columns were; None: of those that they are now."""
    follow: Sequence[int] = ()
    """Columns among them that followed by themselves; their cells are not compared, but wait."""
    waiting: Sequence[Sequence[Any]] = ()
    """What is left as it is until its column follows and holds again what it had before."""

    def sentence(self, look: Look) -> str:
        """Name the column if it is one cell."""
        table = catalog.table(look, self.table)
        if len(self.cells) == 1:
            return f"change “{table.column(self.cells[0][1]).name}” in {table.name}"
        return f"change {len(self.cells):,} cells in {table.name}"

    def apply(self, w: Work) -> SetCells | PutKept:
        """Raises NotFound for a row or column that is gone, Conflict for an unexpected value."""
        table = catalog.table(w, self.table)
        followed = self.follow or self.waiting
        return (self._turned(w, table) if followed else self).put(w, table)

    def put(self, w: Work, table: Table) -> SetCells | PutKept:
        """Do it in this table, where everything that follows goes on."""
        cells = self._with_followers(w, table)
        if len(cells) > FEW and self.expected is None:
            return self._apply_many(w, table, cells)
        before = _before(w, table, cells)
        if self.expected is not None:
            self._compare(w, table, before)
        rows.write(w, table, cells)
        return self._way_back(table, cells, before)

    def anyway(self) -> SetCells:
        """Return the same change, whatever stands there now."""
        by_hand, followed = self._parted()
        cells, waiting = [each[:3] for each in by_hand], [*followed, *self.waiting]
        return replace(self, cells=cells, expected=None, follow=(), waiting=waiting)

    def _turned(self, w: Work, table: Table) -> SetCells:
        """Let cells that follow go on where they hold what they did, and wait where they do not.

        They wait where their column is gone, or tells of a change of the row that came later.
        """
        by_hand, followed = self._parted()
        rest = [*followed, *map(tuple, self.waiting)]
        there = _standing(w, table, rest)
        going = {each[:2]: each for each in reversed(rest) if (*each[:2], each[3]) in there}
        stay = [*by_hand, *going.values()]
        return replace(
            self,
            cells=[each[:3] for each in stay],
            expected=None if self.expected is None else [each[3] for each in stay],
            follow=list(dict.fromkeys(column for _, column in going)),
            waiting=[each for each in rest if going.get(each[:2]) != each],
        )

    def _parted(self) -> tuple[list[Waiting], list[Waiting]]:
        """Return the cells that were set by hand, and those that followed, with what they had."""
        then = self.expected if self.expected is not None else [None] * len(self.cells)
        own = [(*cell, was) for cell, was in zip(self.cells, then, strict=True)]
        by_hand = [each for each in own if each[1] not in self.follow]
        return by_hand, [each for each in own if each[1] in self.follow]

    def _with_followers(self, w: Work, table: Table) -> list[Cell]:
        given = {column for _, column, *_ in (*self.cells, *self.waiting)}
        follow = filled.on_change(w, table, list(given))
        touched = dict.fromkeys(row for row, _, _ in self.cells) if follow else {}
        more = [(row, column.id, value) for row in touched for column, value in follow.items()]
        values = self._today(w, table, [value for _, _, value in self.cells])
        own = zip(self.cells, values, strict=True)
        return [*((row, column, value) for (row, column, _), value in own), *more]

    def _today(self, w: Work, table: Table, values: Sequence[Held]) -> Sequence[Held]:
        """Return what lay in the cells as their columns can hold it now."""
        if self.kinds is None:
            return values
        now = list(values)
        for column in _columns(table, self.cells):
            mine = [at for at, (_, of, _) in enumerate(self.cells) if of == column.id]
            was = former.column(column, self.kinds)
            held = former.today(w, column, was, [values[at] for at in mine])
            for at, value in zip(mine, held, strict=True):
                now[at] = value
        return now

    def _way_back(self, table: Table, cells: Sequence[Cell], before: Sequence[Held]) -> SetCells:
        kinds = former.kinds(_columns(table, cells))
        if self.expected is not None and self.kinds is not None:
            # Told in the kinds of then, so that there and back is exactly what it was.
            own = len(self.cells)
            before = [*self.expected, *before[own:]]
            cells = [*self.cells, *cells[own:]]
            noted = {kind[0] for kind in self.kinds}
            kinds = [*self.kinds, *(kind for kind in kinds if kind[0] not in noted)]
        restored = [(row, column, old) for (row, column, _), old in zip(cells, before, strict=True)]
        followed = dict.fromkeys(column for _, column, _ in cells[len(self.cells) :])
        follow = [*self.follow, *followed]
        waiting = [[row, column, was, value] for row, column, value, was in self.waiting]
        return SetCells(self.table, restored, _latest(cells), kinds, follow, waiting)

    def _apply_many(self, w: Work, table: Table, cells: Sequence[Cell]) -> PutKept:
        columns = _columns(table, cells)
        wanted = list({row for row, _, _ in cells})
        image = images.keep(w, table, columns, images.among(w, table, wanted))
        if images.size(w, image) < len(wanted):
            raise NotFound(f"Some of these rows of {table.name} are no longer there.")
        rows.write(w, table, cells)
        return PutKept(table.id, image, [column.id for column in columns], former.kinds(columns))

    def _compare(self, w: Work, table: Table, before: Sequence[Held]) -> None:
        expected = self._today(w, table, self.expected or ())
        if list(expected) == before[: len(self.cells)]:
            return
        old = [value for _, _, value in self.cells]
        differing = [
            {"row": row, "column": column, "then": _told(then), "now": _told(now)}
            for (row, column, _), then, was, now in zip(
                self.cells, self._today(w, table, old), expected, before, strict=False
            )
            if was != now
        ]
        raise Conflict(
            f"These cells in {table.name} were changed again since, so they were left as "
            "they are. You can keep what is there now, or put the old values back.",
            details={"table": table.id, "cells": differing},
        )


@dataclass(frozen=True)
class FillCells:
    """Put the same into one column of many rows: those meeting any of the conditions.

    `value` may be an expression, which makes something of what lies there. It is never in a
    journal: its inverse is.
    """

    name: ClassVar[str] = "fill_cells"
    checks_itself: ClassVar[bool] = False

    table: int
    column: int
    value: Held | ColumnElement[Any]
    which: Sequence[Any]

    def sentence(self, look: Look) -> str:
        """Name the column."""
        table = catalog.table(look, self.table)
        return f"fill “{table.column(self.column).name}” in {table.name}"

    def apply(self, w: Work) -> PutKept:
        """Raises NotFound."""
        table = catalog.table(w, self.table)
        column = table.column(self.column)
        follow = filled.on_change(w, table, [column.id])
        values: dict[Any, Any] = {table.core.c[column.name]: self.value}
        values |= {table.core.c[each.name]: value for each, value in follow.items()}
        columns = [column, *follow]
        image = images.keep(w, table, columns, self.which)
        there = table.row_id.in_(images.ids(image))
        w.connection.execute(update(table.core).where(there).values(values))
        misfits.clear_all(w, table, images.ids(image), [each.id for each in columns])
        w.cells_changed(table.id)
        return PutKept(table.id, image, [each.id for each in columns], former.kinds(columns))


@dataclass(frozen=True)
class PutKept:
    """Give the cells of an image their values again; its inverse is an image of what was there."""

    name: ClassVar[str] = "put_kept"
    checks_itself: ClassVar[bool] = False
    in_order: ClassVar[bool] = True

    table: int
    image: int
    columns: Sequence[int]
    kinds: Kinds | None = None
    """Of which kinds the columns were; None: of those that they are now."""
    rests: Sequence[int] = ()
    """Images of cells whose rows were gone: left alone here, but put on the way forth."""

    def sentence(self, look: Look) -> str:
        """Say which table."""
        return f"change cells in {catalog.table(look, self.table).name}"

    def apply(self, w: Work) -> PutKept:
        """Raises NotFound."""
        table = catalog.table(w, self.table)
        columns = [table.column(column) for column in self.columns]
        there = table.row_id.in_(images.ids(self.image))
        now = images.keep(w, table, columns, [there])
        former.put(w, table, self.image, columns, self.kinds)
        rests: Sequence[int] = ()
        if all(former.column(each, self.kinds) is each for each in columns):
            for rest in self.rests:
                images.add(w, now, rest, columns)
            rests = images.drop_used(w, table, self.image)
        else:
            self.forget(w)
        return PutKept(table.id, now, self.columns, former.kinds(columns), rests)

    def forget(self, w: Work) -> None:
        """Let go of the images."""
        for image in (self.image, *self.rests):
            images.drop(w, image)


def _columns(table: Table, cells: Sequence[Cell]) -> list[Column]:
    return [table.column(each) for each in dict.fromkeys(c for _, c, _ in cells)]


def _before(w: Work, table: Table, cells: Sequence[Cell]) -> list[Held]:
    columns = _columns(table, cells)
    place = {column.id: at for at, column in enumerate(columns)}
    found = rows.held(w, table, list({row for row, _, _ in cells}), columns)
    try:
        return [found[row][place[column]] for row, column, _ in cells]
    except KeyError as error:
        raise NotFound(f"That row of {table.name} is no longer there.") from error


def _standing(w: Work, table: Table, cells: Sequence[Waiting]) -> set[tuple[int, int, Held]]:
    """Return what stands in those of some cells whose columns follow, with row and column."""
    if not cells:
        return set()
    columns = filled.following(table)
    found = rows.held(w, table, list({row for row, *_ in cells}), columns)
    return {
        (row, column.id, value)
        for row, held in found.items()
        for column, value in zip(columns, held, strict=True)
    }


def _latest(cells: Sequence[Cell]) -> list[Held]:
    """A cell may be named twice: what counts is what came last."""
    values = {(row, column): value for row, column, value in cells}
    return [values[(row, column)] for row, column, _ in cells]


def _told(value: Held) -> Value:
    return value.text if isinstance(value, Misfit) else value
