"""Putting back what stood in a row, or in one of its cells, at some time; also a deleted row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Literal, TypeAlias

from sqlalchemy import select

from desktop_app.domain.errors import Conflict
from desktop_app.domain.sheet import Held
from desktop_app.engine import former, labels, links, missing, relinking, row_history, rows, rules
from desktop_app.engine.catalog import Column, Table
from desktop_app.engine.changes.cells import SetCells
from desktop_app.engine.changes.rows import AddRows
from desktop_app.engine.row_history import Was
from desktop_app.engine.work import Look, Work

Side: TypeAlias = Literal["before", "after"]
"""Of an entry: what stood there before it, or after."""


def put_back(
    w: Work,
    table: Table,
    row: int,
    entry: int,
    *,
    side: Side = "before",
    columns: Sequence[int] | None = None,
) -> str | None:
    """Let these cells of a row, or all of it, be what they were before or after an entry.

    A deleted row gets back the links to it too; what of them could not be is returned in words.
    Raises NotFound; Invalid where a rule of the column forbids it now; Conflict when there is
    nothing to put back, or it is linked to a row that is gone.
    """
    event = row_history.event(w, table, row, entry)
    wanted = event.before if side == "before" else event.after
    if wanted is None:
        raise Conflict("There was no such row then. Choose another time.")
    there = rows.held(w, table, [row], table.stored).get(row)
    if there is None:
        return _bring_back(w, table, row, wanted)
    now = dict(zip((column.id for column in table.stored), there, strict=True))
    cells = [
        (row, column.id, held)
        for column in table.stored
        if column.id in wanted and not column.type.filled_by
        if columns is None or column.id in columns
        if (held := _today(w, column, wanted[column.id])) != now[column.id]
    ]
    if not cells:
        raise Conflict("That is what stands there now, so nothing was changed.")
    rules.refuse_broken(w, table, cells)
    if len(cells) == 1:
        w.sentence = f"put “{table.column(cells[0][1]).name}” in {table.name} back to what it was"
    else:
        w.sentence = f"put a row in {table.name} back to what it was"
    change = SetCells(table.id, cells)
    missing.refuse_without(w, [change])
    w.apply(change)
    return None


def texts(look: Look, cells: Sequence[Was | None]) -> list[str]:
    """Return what people saw in cells; what is an id is told by its name."""
    found = ["" if cell is None else cell.text for cell in cells]
    pointing = {
        cell.column.id: cell.column
        for cell in cells
        if cell is not None and cell.column.type.refers_to is not None
    }
    for number, column in pointing.items():
        narrow = Table(0, "", "id", [replace(column, kept=False)])
        mine = [
            (place, cell.held)
            for place, cell in enumerate(cells)
            if cell is not None and cell.column.id == number and isinstance(cell.held, int)
        ]
        for place, named in labels.named(look, narrow, mine):
            found[place] = getattr(named, "label", str(named))
    return found


def _bring_back(w: Work, table: Table, row: int, wanted: Mapping[int, Was]) -> str | None:
    w.sentence = f"bring back a row in {table.name}"
    there = {column.id: column for column in (*table.stored, *table.kept)}
    columns = [there[c] for c in wanted if c in there]
    cells = [_alive(w, column, _today(w, column, wanted[column.id])) for column in columns]
    seen = [column.id for column in table.stored if column.id in wanted]
    given = zip((column.id for column in columns), cells, strict=True)
    mine = [(None, c, held) for c, held in given if c in seen and held is not None]
    fitting = {c: held for _, c, held in rules.fitting(w, table, mine)}
    kept = [fitting.get(c.id, held) for c, held in zip(columns, cells, strict=True)]
    gone = relinking.deletion(w, table, row)
    w.apply(AddRows(table.id, [column.id for column in columns], [kept], [row]))
    missed = relinking.give_back(w, table, row, gone)
    if not missed:
        return None
    many = "A link to it was" if missed == 1 else f"{missed:,} links to it were"
    return f"{many} not put back: what was linked was changed or deleted since."


def _today(look: Look, column: Column, was: Was) -> Held:
    return former.today(look, column, was.column, [was.held])[0]


def _alive(look: Look, column: Column, held: Held) -> Held:
    """A link to a row that is gone is let go of."""
    if not (links.is_link(column) and isinstance(held, int)) or column.kept:
        return held
    there = links.target(look, column)
    mine = select(there.row_id).where(there.row_id == held)
    return held if look.connection.scalar(mine) is not None else None
