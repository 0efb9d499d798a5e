"""Reading and editing rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, and_, select, true

from desktop_app.domain.errors import DocumentBusy, Invalid
from desktop_app.domain.query import Query
from desktop_app.domain.sheet import Held
from desktop_app.engine import (
    browsing,
    catalog,
    fields,
    labels,
    linking,
    links,
    misfits,
    queries,
    rows,
    rules,
)
from desktop_app.engine.browsing import Asked, Found
from desktop_app.engine.catalog import Column, Table
from desktop_app.engine.changes.cells import FillCells, SetCells
from desktop_app.engine.changes.rows import AddRows
from desktop_app.engine.rows import Numbered
from desktop_app.engine.store import Store
from desktop_app.engine.work import Look, Work
from desktop_app.services.records.typed import Linked, understood

Texts: TypeAlias = Mapping[int, str | None]
"""What was typed into a row, by the id of the column; nothing leaves the cell empty."""

Edit: TypeAlias = tuple[int, int, str | None]
"""Row, column, and what was typed there."""

Words: TypeAlias = Mapping[tuple[int, int], str]
"""What there is to say about cells, by row id and column id."""

CellNow: TypeAlias = tuple[int, int, Any]
"""Row, column, and what the cell shows: a value, a misfit, what it points at, a trouble."""

COUNTED_SOON = 0.15
"""Seconds in which a million rows are counted, which spares people asking for the count again."""

FOLLOWED = 500
"""Changed rows up to which what is worked out from them is told with the answer."""


@dataclass(frozen=True)
class Trouble:
    """Why a cell could not be worked out."""

    words: str


@dataclass(frozen=True)
class Page:
    """Some rows of a table; each row is its id, then its values in the table's order of columns.

    `misfits` are texts that do not fit; `troubles` say why a cell could not be worked out.
    `worked_out` says how such columns are shown. The total is None until it is known.
    """

    table: Table
    worked_out: Mapping[int, fields.Shown]
    rows: Sequence[Numbered]
    misfits: Words
    troubles: Words
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
                return _page(look, table, found)
        # Not while looking: whoever looks at a file keeps others from writing to it.
        if asked.limit:
            found.wait(enough=asked.offset + asked.limit)
            continue
        with suppress(DocumentBusy):
            found.wait(within=COUNTED_SOON)
        asked = replace(asked, patient=False)


def edit_cells(
    w: Work, table_id: int, edits: Sequence[Edit], *, keep: bool = False
) -> Sequence[CellNow]:
    """Set cells: row, column and what a person typed; return them with what they show now.

    What does not fit, or breaks a rule, raises Invalid naming the column, and nothing is changed;
    with `keep` it is kept in its cell as it was written.
    """
    table = catalog.table(w, table_id)
    meant = understood(w, table, edits, keep=keep)
    cells = _ruled(w, table, meant.cells, keep=keep)
    if cells:
        w.apply(SetCells(table.id, cells))
    for each in meant.linked:
        _link(w, table, each, each.row)
    return _now(w, table, cells, [(each.row, each.column) for each in meant.linked])


def paste(
    w: Work, table_id: int, edits: Sequence[Edit], rows: Sequence[Texts], *, keep: bool = False
) -> tuple[Sequence[CellNow], Sequence[Numbered]]:
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
    typed = [(at, each, text) for at, row in enumerate(texts) for each, text in row.items()]
    meant = understood(w, table, typed, keep=keep)
    given: list[dict[int, Held]] = [_usual(table) for _ in texts]
    for at, column_id, value in meant.cells:
        given[at][column_id] = value
    filled = [_filled(w, table, row, keep=keep) for row in given]
    used = [c for c in table.columns if any(c.id in row for row in filled)]
    cells = [[row.get(column.id) for column in used] for row in filled]
    made = w.apply(AddRows(table.id, [column.id for column in used], cells))
    for each in meant.linked:
        _link(w, table, each, made.rows[each.row])
    return labels.named(w, table, browsing.by_ids(w, table, made.rows))


def delete_rows(w: Work, table_id: int, ids: Sequence[int]) -> int:
    """Delete rows by their ids; return how many. Links to them become empty. Raises NotFound."""
    table = catalog.table(w, table_id)
    wanted = list(dict.fromkeys(ids))
    if wanted:
        linking.delete_rows(w, table, wanted)
    return len(wanted)


def delete_found(w: Work, table_id: int, query: Query) -> int:
    """Delete every row that a query lets through; return how many. Raises NotFound, Invalid."""
    table = catalog.table(w, table_id)
    return linking.delete_where(w, table, _found(w, table, query))


def fill(w: Work, table_id: int, column_id: int, text: str | None, query: Query) -> None:
    """Put the same into a column of every row that a query lets through.

    Raises NotFound; Invalid when the text does not fit, or breaks a rule.
    """
    table = catalog.table(w, table_id)
    for _, _, value in understood(w, table, [(0, column_id, text)]).cells:
        which = _found(w, table, query)
        two = w.connection.scalars(select(table.row_id).where(which).limit(2)).all()
        # One row, or none, is as one cell that is typed; more of them are as two alike.
        rules.refuse_broken(w, table, [(None, column_id, value)] * max(len(two), 1))
        w.apply(FillCells(table.id, column_id, value, [which]))
        return
    raise Invalid("Links to several rows are set row by row.", field=str(column_id))


def count(look: Look, table_id: int) -> int:
    """Return how many rows a table has. Raises NotFound."""
    return rows.count(look, catalog.table(look, table_id))


def _odd(look: Look, table: Table, ids: Sequence[int]) -> Words:
    """Return what does not fit in the columns people see; kept ones have theirs besides."""
    seen = {column.id for column in table.columns}
    odd = misfits.of_rows(look, table, ids)
    return {(row, column): text for (row, column), text in odd.items() if column in seen}


def _found(w: Work, table: Table, query: Query) -> ColumnElement[bool]:
    return and_(true(), *queries.conditions(w, table, query))


def _page(look: Look, table: Table, found: Found) -> Page:
    odd = _odd(look, table, [row[0] for row in found.rows])
    worked_out = fields.worked_out(look, table)
    troubles = labels.troubles(look, table, found.rows) if worked_out else {}
    shown = labels.named(look, table, found.rows)
    return Page(table, worked_out, shown, odd, troubles, found.total, found.token)


def _now(
    w: Work, table: Table, cells: Sequence[CellNow], linked: Sequence[tuple[int, Column]]
) -> Sequence[CellNow]:
    """Return what cells that were set show now: the names of what they point at."""
    pointing = [column for column in table.stored if column.type.refers_to]
    called = {
        column.id: labels.names(w, column, [v for _, c, v in cells if c == column.id])
        for column in pointing
        if any(c == column.id for _, c, _ in cells)
    }
    now = [(row, c, called[c].get(v, v) if c in called else v) for row, c, v in cells]
    for column in dict.fromkeys(column for _, column in linked):
        rows_of = [row for row, each in linked if each == column]
        found = labels.of_links(w, table, column, rows_of)
        now += [(row, column.id, found[row]) for row in rows_of]
    rows_of = [row for row, _ in linked] + [row for row, _, _ in cells]
    return [*now, *_following(w, table, list(dict.fromkeys(rows_of)))]


def _following(w: Work, table: Table, ids: Sequence[int]) -> Sequence[CellNow]:
    """Return the cells of these rows that are worked out from others, or follow every change."""
    columns = [
        (place, column)
        for place, column in enumerate(table.columns, 1)
        if (column.type.filled_by or not column.stored) and not links.is_link(column)
    ]
    if not columns or len(ids) > FOLLOWED:
        return []
    found = browsing.by_ids(w, table, ids)
    troubles = labels.troubles(w, table, found)
    return [
        (row[0], column.id, Trouble(words) if words else row[place])
        for row in labels.named(w, table, found)
        for place, column in columns
        for words in [troubles.get((row[0], column.id))]
    ]


def _link(w: Work, table: Table, wanted: Linked, row: int) -> None:
    ids = list(wanted.ids)
    if wanted.rest:
        ids += labels.not_shown(w, table, wanted.column, row)
    linking.set_links(w, table, wanted.column, row, list(dict.fromkeys(ids)))


def _usual(table: Table) -> dict[int, Held]:
    return {c.id: rules.default(c) for c in table.stored if c.options.get("default")}


def _filled(w: Work, table: Table, given: Mapping[int, Held], *, keep: bool) -> dict[int, Held]:
    # An empty new row is where people begin: what must be filled in is asked for later.
    cells = [(None, each, value) for each, value in given.items() if value is not None]
    return {each: value for _, each, value in _ruled(w, table, cells, keep=keep)}


def _ruled(
    w: Work, table: Table, cells: Sequence[tuple[Any, int, Held]], *, keep: bool
) -> Sequence[tuple[Any, int, Held]]:
    if keep:
        return rules.fitting(w, table, cells)
    rules.refuse_broken(w, table, cells)
    return cells
