"""Reading and editing rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, and_, func, select, true

from desktop_app.domain.errors import Invalid
from desktop_app.domain.query import Query
from desktop_app.domain.sheet import Held, Misfit
from desktop_app.engine import browsing, catalog, misfits, queries, rows, rules
from desktop_app.engine.browsing import Asked, Found
from desktop_app.engine.catalog import Table
from desktop_app.engine.changes.cells import Cell, FillCells, SetCells
from desktop_app.engine.changes.rows import AddRows, DeleteMany, DeleteRows
from desktop_app.engine.rows import Numbered
from desktop_app.engine.store import Store
from desktop_app.engine.work import Look, Work

Texts: TypeAlias = Mapping[int, str | None]
"""What was typed into a row, by the id of the column; nothing leaves the cell empty."""

Edit: TypeAlias = tuple[int, int, str | None]
"""Row, column, and what was typed there."""


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
    w: Work, table_id: int, edits: Sequence[Edit], *, keep: bool = False
) -> Sequence[Cell]:
    """Set cells: row, column and what a person typed; return them with their new values.

    What does not fit, or breaks a rule, raises Invalid naming the column, and nothing is changed;
    with `keep` it is kept in its cell as it was written.
    """
    table = catalog.table(w, table_id)
    typed = [(row, id_, _parsed(table, id_, text, keep=keep)) for row, id_, text in edits]
    cells = _ruled(w, table, typed, keep=keep)
    if cells:
        w.apply(SetCells(table.id, cells))
    return cells


def paste(
    w: Work, table_id: int, edits: Sequence[Edit], rows: Sequence[Texts], *, keep: bool = False
) -> tuple[Sequence[Cell], Sequence[Numbered]]:
    """Set cells and add rows in one step, as pasting a long block does; return both."""
    cells = edit_cells(w, table_id, edits, keep=keep)
    added = add_rows(w, table_id, rows, keep=keep)
    if cells and added:
        counted = "a row" if len(added) == 1 else f"{len(added):,} rows"
        w.sentence = f"{w.sentence} and add {counted}"
    return cells, added


def add_rows(
    w: Work, table_id: int, texts: Sequence[Texts], *, keep: bool = False
) -> Sequence[Numbered]:
    """Add rows with what was typed into each; return them. Raises Invalid, NotFound."""
    table = catalog.table(w, table_id)
    if not texts:
        return []
    filled = [_filled(w, table, row, keep=keep) for row in texts]
    used = [c for c in table.columns if any(c.id in row for row in filled)]
    cells = [[row.get(column.id) for column in used] for row in filled]
    made = w.apply(AddRows(table.id, [column.id for column in used], cells))
    return browsing.by_ids(w, table, made.rows)


def delete_rows(w: Work, table_id: int, ids: Sequence[int]) -> int:
    """Delete rows by their ids; return how many. Raises NotFound."""
    table = catalog.table(w, table_id)
    wanted = list(dict.fromkeys(ids))
    if wanted:
        w.apply(DeleteRows(table.id, wanted))
    return len(wanted)


def delete_found(w: Work, table_id: int, query: Query) -> int:
    """Delete every row that a query lets through; return how many. Raises NotFound, Invalid."""
    table = catalog.table(w, table_id)
    which = _found(w, table, query)
    number = w.connection.scalar(select(func.count()).where(which)) or 0
    if number:
        w.apply(DeleteMany(table.id, [which], number))
    return number


def fill(w: Work, table_id: int, column_id: int, text: str | None, query: Query) -> None:
    """Put the same into a column of every row that a query lets through.

    Raises NotFound; Invalid when the text does not fit, or breaks a rule.
    """
    table = catalog.table(w, table_id)
    value = _parsed(table, column_id, text, keep=False)
    rules.refuse_broken(w, table, [(None, column_id, value)])
    w.apply(FillCells(table.id, column_id, value, [_found(w, table, query)]))


def count(look: Look, table_id: int) -> int:
    """Return how many rows a table has. Raises NotFound."""
    return rows.count(look, catalog.table(look, table_id))


def _found(w: Work, table: Table, query: Query) -> ColumnElement[bool]:
    return and_(true(), *queries.conditions(w, table, query))


def _filled(w: Work, table: Table, texts: Texts, *, keep: bool) -> dict[int, Held]:
    given = {id_: _parsed(table, id_, text, keep=keep) for id_, text in texts.items()}
    usual = {c.id: rules.default(c) for c in table.stored if c.options.get("default")}
    cells = [(None, id_, value) for id_, value in {**usual, **given}.items()]
    # An empty new row is where people begin: what must be filled in is asked for later.
    filled = [cell for cell in cells if cell[2] is not None]
    return {id_: value for _, id_, value in _ruled(w, table, filled, keep=keep)}


def _ruled(
    w: Work, table: Table, cells: Sequence[tuple[Any, int, Held]], *, keep: bool
) -> Sequence[tuple[Any, int, Held]]:
    if keep:
        return rules.fitting(w, table, cells)
    rules.refuse_broken(w, table, cells)
    return cells


def _parsed(table: Table, column_id: int, text: str | None, *, keep: bool) -> Held:
    column = table.column(column_id)
    if column.type.filled_by or not column.stored:
        raise Invalid(f"“{column.name}” fills itself; it cannot be typed in.", field=str(column_id))
    if text is None:
        return None
    try:
        return column.type.parse(text, column.options)
    except Invalid as problem:
        if keep:
            return Misfit(text)
        raise Invalid(problem.message, field=str(column.id)) from problem
