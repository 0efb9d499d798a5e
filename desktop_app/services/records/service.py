"""Reading and editing rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from desktop_app.domain.errors import Invalid
from desktop_app.domain.sheet import Value
from desktop_app.engine import catalog, rows
from desktop_app.engine.catalog import Column, Table
from desktop_app.engine.changes.cells import Cell, SetCells
from desktop_app.engine.changes.rows import AddRows, DeleteRows
from desktop_app.engine.rows import Numbered
from desktop_app.engine.work import Look, Work

MOST = 100_000
"""Cells or rows in one request: a generous paste."""


@dataclass(frozen=True)
class Page:
    """Some rows of a table; each row is its id, then its values in the table's order of columns."""

    table: Table
    rows: Sequence[Numbered]
    total: int


def page(look: Look, table_id: int, offset: int, limit: int) -> Page:
    """Return `limit` rows from the `offset`-th on. Raises NotFound."""
    table = catalog.table(look, table_id)
    return Page(table, rows.page(look, table, offset, limit), rows.count(look, table))


def edit_cells(w: Work, table_id: int, edits: object) -> Sequence[Cell]:
    """Set cells from what a person typed; return them with their new values.

    Raises Invalid naming the column when a text does not fit; then nothing is changed.
    """
    table = catalog.table(w, table_id)
    cells = [_typed(table, edit) for edit in _items(edits, "edits")]
    if cells:
        w.apply(SetCells(table.id, cells))
    return cells


def paste(
    w: Work, table_id: int, edits: object, rows: object
) -> tuple[Sequence[Cell], Sequence[Numbered]]:
    """Set cells and add rows in one step, as pasting a long block does; return both."""
    cells = edit_cells(w, table_id, edits)
    added = add_rows(w, table_id, {"rows": rows})
    if cells and added:
        counted = "a row" if len(added) == 1 else f"{len(added):,} rows"
        w.sentence = f"{w.sentence} and add {counted}"
    return cells, added


def add_rows(w: Work, table_id: int, given: Mapping[str, Any]) -> Sequence[Numbered]:
    """Add empty rows (`count`) or filled ones (`rows`); return them. Raises Invalid."""
    table = catalog.table(w, table_id)
    if "rows" in given:
        filled = [_filled(table, row) for row in _items(given["rows"], "rows")]
    else:
        filled = [{} for _ in range(_number(given.get("count", 1), "count", MOST))]
    if not filled:
        return []
    used = [c for c in table.columns if any(c.id in row for row in filled)]
    cells = [[row.get(column.id) for column in used] for row in filled]
    made = w.apply(AddRows(table.id, [column.id for column in used], cells))
    found = rows.read(w, table, made.rows, table.columns)
    return [found[row] for row in made.rows]


def delete_rows(w: Work, table_id: int, ids: object) -> int:
    """Delete rows by their ids; return how many. Raises Invalid, NotFound."""
    table = catalog.table(w, table_id)
    wanted = list(dict.fromkeys(_number(each, "rows") for each in _items(ids, "rows")))
    if wanted:
        w.apply(DeleteRows(table.id, wanted))
    return len(wanted)


def count(look: Look, table_id: int) -> int:
    """Return how many rows a table has. Raises NotFound."""
    return rows.count(look, catalog.table(look, table_id))


def _typed(table: Table, edit: object) -> Cell:
    if not isinstance(edit, Mapping):
        raise Invalid("Each edit has a row, a column and a text.", field="edits")
    column = table.column(_number(edit.get("column"), "column"))
    return (_number(edit.get("row"), "row"), column.id, _parsed(column, edit.get("text")))


def _filled(table: Table, row: object) -> dict[int, Value]:
    cells = row.get("cells", {}) if isinstance(row, Mapping) else None
    if not isinstance(cells, Mapping):
        raise Invalid("Each row has cells: a text for each column's id.", field="rows")
    columns = [(table.column(_number(key, "rows")), text) for key, text in cells.items()]
    return {column.id: _parsed(column, text) for column, text in columns}


def _parsed(column: Column, text: object) -> Value:
    if text is None:
        return None
    if not isinstance(text, str):
        raise Invalid("A cell is given as text, just as a person would type it.", field="text")
    try:
        return column.type.parse(text, column.options)
    except Invalid as problem:
        raise Invalid(problem.message, field=str(column.id)) from problem


def _items(given: object, field: str) -> Sequence[object]:
    if not isinstance(given, list) or len(given) > MOST:
        raise Invalid(f"“{field}” must be a list of at most {MOST:,}.", field=field)
    return given


def _number(given: object, field: str, most: int = 2**63 - 1) -> int:
    if isinstance(given, str) and given.isascii() and given.isdigit() and len(given) < 20:
        given = int(given)
    if isinstance(given, int) and not isinstance(given, bool) and 0 <= given <= most:
        return given
    raise Invalid(f"“{field}” must be a whole number up to {most:,}.", field=field)
