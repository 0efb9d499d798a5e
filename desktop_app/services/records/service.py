"""Reading and editing rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from desktop_app.domain.errors import Invalid
from desktop_app.domain.sheet import Value
from desktop_app.engine import browsing, catalog, misfits, rows
from desktop_app.engine.browsing import Asked, Found
from desktop_app.engine.catalog import Column, Table
from desktop_app.engine.changes.cells import Cell, SetCells
from desktop_app.engine.changes.rows import AddRows, DeleteRows
from desktop_app.engine.rows import Numbered
from desktop_app.engine.store import Store
from desktop_app.engine.work import Look, Work

Texts: TypeAlias = Mapping[int, str | None]
"""What was typed into a row, by the id of the column; nothing leaves the cell empty."""


@dataclass(frozen=True)
class Page:
    """Some rows of a table; each row is its id, then its values in the table's order of columns.

    `misfits` are texts that do not fit, by row id and column id; the total is None until known.
    """

    table: Table
    rows: Sequence[Numbered]
    misfits: Mapping[tuple[int, int], str]
    total: int | None
    order: str
    """The name of the order that the rows are in, to go on reading it; empty until it is known."""


def page(store: Store, table_id: int, asked: Asked) -> Page:
    """Return a page of a query. Raises NotFound, Invalid, DocumentBusy."""
    while True:
        with store.look() as look:
            table = catalog.table(look, table_id)
            found = browsing.page(look, store.orders, table, asked)
            if isinstance(found, Found):
                odd = misfits.of_rows(look, table, [row[0] for row in found.rows])
                return Page(table, found.rows, odd, found.total, found.token)
        # Not while looking: whoever looks at a file keeps others from writing to it.
        found.wait(enough=asked.offset + asked.limit)


def edit_cells(
    w: Work, table_id: int, edits: Sequence[tuple[int, int, str | None]]
) -> Sequence[Cell]:
    """Set cells: row, column and what a person typed; return them with their new values.

    Raises Invalid naming the column when a text does not fit; then nothing is changed.
    """
    table = catalog.table(w, table_id)
    cells = [(row, column, _parsed(table.column(column), text)) for row, column, text in edits]
    if cells:
        w.apply(SetCells(table.id, cells))
    return cells


def paste(
    w: Work, table_id: int, edits: Sequence[tuple[int, int, str | None]], rows: Sequence[Texts]
) -> tuple[Sequence[Cell], Sequence[Numbered]]:
    """Set cells and add rows in one step, as pasting a long block does; return both."""
    cells = edit_cells(w, table_id, edits)
    added = add_rows(w, table_id, rows)
    if cells and added:
        counted = "a row" if len(added) == 1 else f"{len(added):,} rows"
        w.sentence = f"{w.sentence} and add {counted}"
    return cells, added


def add_rows(w: Work, table_id: int, texts: Sequence[Texts]) -> Sequence[Numbered]:
    """Add rows with what was typed into each; return them. Raises Invalid, NotFound."""
    table = catalog.table(w, table_id)
    filled = [_filled(table, row) for row in texts]
    if not filled:
        return []
    used = [c for c in table.columns if any(c.id in row for row in filled)]
    cells = [[row.get(column.id) for column in used] for row in filled]
    made = w.apply(AddRows(table.id, [column.id for column in used], cells))
    found = rows.read(w, table, made.rows, table.columns)
    return [found[row] for row in made.rows]


def delete_rows(w: Work, table_id: int, ids: Sequence[int]) -> int:
    """Delete rows by their ids; return how many. Raises NotFound."""
    table = catalog.table(w, table_id)
    wanted = list(dict.fromkeys(ids))
    if wanted:
        w.apply(DeleteRows(table.id, wanted))
    return len(wanted)


def count(look: Look, table_id: int) -> int:
    """Return how many rows a table has. Raises NotFound."""
    return rows.count(look, catalog.table(look, table_id))


def _filled(table: Table, texts: Texts) -> dict[int, Value]:
    return {id_: _parsed(table.column(id_), text) for id_, text in texts.items()}


def _parsed(column: Column, text: str | None) -> Value:
    if text is None:
        return None
    try:
        return column.type.parse(text, column.options)
    except Invalid as problem:
        raise Invalid(problem.message, field=str(column.id)) from problem
