"""Random deeds on whatever is in a document: each does one thing through the engine's own doors."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

from sqlalchemy import select, true

from desktop_app.domain import names
from desktop_app.domain.sheet import Misfit
from desktop_app.engine import catalog, journal, linking, links, rehearsing
from desktop_app.engine.arriving import Wanted
from desktop_app.engine.catalog import Column, Table
from desktop_app.engine.changes.arrivals import AddArrived, UpdateArrived
from desktop_app.engine.changes.cells import FillCells, SetCells
from desktop_app.engine.changes.columns import AddColumn, RemoveColumn, RenameColumn
from desktop_app.engine.changes.kinds import ChangeKind
from desktop_app.engine.changes.options import OrderColumns, OrderTables, SetOptions
from desktop_app.engine.changes.records import PutRecord
from desktop_app.engine.changes.rows import AddRows, DeleteMany, DeleteRows
from desktop_app.engine.changes.tables import AddTable, RemoveTable, RenameTable
from desktop_app.engine.work import Work
from tests.engine.arrivals import arriving

KINDS = ["text", "whole_number", "decimal_number", "yes_no", "date", "choice", "money"]
VALUES: dict[str, list[Any]] = {
    "text": ["Ada", "12", "1,5", "yes", "2026-11-22", "", "“ç” 🎉", None],
    "whole_number": [0, -7, 2**53 + 1, None, Misfit("about 40")],
    "decimal_number": [0.5, -1e9, None, Misfit("half")],
    "yes_no": [True, False, None, Misfit("perhaps")],
    "date": [date(2026, 11, 22), date(1900, 1, 1), None, Misfit("soon")],
    "choice": ["red", "blue", None],
}
NAMES = ["Guests", "guests", "Order", "Name", "Fees; --", "Ünï 🎉", "id", "Select", "Town", "tidy"]

T = TypeVar("T")


@dataclass(frozen=True)
class Dice:
    """Numbers that say which of the things there are is meant."""

    numbers: list[int]

    def one(self, of: list[T], at: int) -> T:
        """Return one of them; the same for the same numbers."""
        return of[self.numbers[at] % len(of)]

    def some(self, of: list[T]) -> list[T]:
        """Return some of them, perhaps all, in their order."""
        return [each for at, each in enumerate(of) if (self.numbers[-1] >> (at % 12)) & 1]


def tables(w: Work) -> list[Table]:
    """Return the tables there are."""
    return list(catalog.tables(w))


def _table(w: Work, dice: Dice) -> Table:
    found = tables(w)
    return dice.one(found, 0) if found else catalog.table(w, 0)


def _typed(table: Table) -> list[Column]:
    return [c for c in table.stored if c.type.refers_to is None]


def _column(w: Work, dice: Dice) -> tuple[Table, Column]:
    table = _table(w, dice)
    return table, dice.one(_typed(table) or [table.column(0)], 1)


def _ids(w: Work, table: Table) -> list[int]:
    return list(w.connection.scalars(select(table.row_id).order_by(table.row_id)))


def _value(column: Column, dice: Dice, at: int) -> Any:
    return dice.one(VALUES.get(column.type.name, [None]), at)


def make_table(w: Work, dice: Dice) -> None:
    """A table with a few columns."""
    kinds = dice.some(KINDS)
    columns = [(f"{kind} {at}", kind, {}) for at, kind in enumerate(kinds)]
    w.apply(AddTable(dice.one(NAMES, 0), columns))


def rename_table(w: Work, dice: Dice) -> None:
    """Another name, which may be taken."""
    w.apply(RenameTable(_table(w, dice).id, dice.one(NAMES, 1)))


def remove_table(w: Work, dice: Dice) -> None:
    """A table with all its links."""
    table = _table(w, dice)
    linking.unlink_all(w, table)
    w.apply(RemoveTable(table.id))


def add_column(w: Work, dice: Dice) -> None:
    """A column somewhere among the others."""
    table = _table(w, dice)
    w.apply(AddColumn(table.id, dice.one(NAMES, 1), dice.one(KINDS, 2), {}, dice.numbers[3] % 3))


def rename_column(w: Work, dice: Dice) -> None:
    """Another name, which may be taken."""
    table, column = _column(w, dice)
    w.apply(RenameColumn(table.id, column.id, dice.one(NAMES, 2)))


def remove_column(w: Work, dice: Dice) -> None:
    """A column with its values."""
    table, column = _column(w, dice)
    w.apply(RemoveColumn(table.id, column.id))


def change_kind(w: Work, dice: Dice) -> None:
    """A column of another kind; what does not fit is kept."""
    table, column = _column(w, dice)
    w.apply(ChangeKind(table.id, column.id, dice.one(KINDS, 2)))


def set_options(w: Work, dice: Dice) -> None:
    """A rule, or hiding it."""
    table, column = _column(w, dice)
    rule = dice.one(["required", "hidden", "unique"], 2)
    w.apply(SetOptions(table.id, column.id, {**column.options, rule: True}))


def order(w: Work, dice: Dice) -> None:
    """Columns, or tables, in another order."""
    table = _table(w, dice)
    w.apply(OrderColumns(table.id, [c.id for c in reversed(dice.some(list(table.columns)))]))
    w.apply(OrderTables([each.id for each in reversed(dice.some(tables(w)))]))


def add_rows(w: Work, dice: Dice) -> None:
    """A few rows with values in all columns."""
    table = _table(w, dice)
    columns = _typed(table)
    rows = [
        [_value(column, dice, (at + row) % 4) for at, column in enumerate(columns)]
        for row in range(1 + dice.numbers[1] % 5)
    ]
    w.apply(AddRows(table.id, [column.id for column in columns], rows))


def set_cells(w: Work, dice: Dice) -> None:
    """A few cells, one of them perhaps twice."""
    table = _table(w, dice)
    rows, columns = _ids(w, table), _typed(table)
    cells = [
        (dice.one(rows, at), column.id, _value(column, dice, at))
        for at in range(4)
        for column in ([dice.one(columns, at)] if rows and columns else [])
    ]
    if cells:
        w.apply(SetCells(table.id, cells))


def fill(w: Work, dice: Dice) -> None:
    """The same in every row."""
    table, column = _column(w, dice)
    value = _value(column, dice, 2)
    w.apply(FillCells(table.id, column.id, None if isinstance(value, Misfit) else value, [true()]))


def delete_rows(w: Work, dice: Dice) -> None:
    """Some rows, and the links to them."""
    table = _table(w, dice)
    ids = dice.some(_ids(w, table))
    if ids:
        linking.let_go(w, table, [table.row_id.in_(ids)])
        w.apply(DeleteRows(table.id, ids))


def delete_all(w: Work, dice: Dice) -> None:
    """Every row."""
    table = _table(w, dice)
    linking.let_go(w, table, [true()])
    w.apply(DeleteMany(table.id, [true()], len(_ids(w, table))))


def link(w: Work, dice: Dice) -> None:
    """Two tables, or one with itself."""
    table, there = _table(w, dice), dice.one(tables(w), 1)
    title = names.unlike("Link", [table.key, *(c.name for c in table.columns)], "Link")
    if dice.numbers[2] % 2:
        linking.link_to_one(w, table, there, title)
    else:
        linking.link_to_several(w, table, there, title)


def adopt(w: Work, dice: Dice) -> None:
    """What is written in a column leads to rows that are called so."""
    table, column = _column(w, dice)
    linking.adopt(w, table, column, dice.one(tables(w), 2))


def set_links(w: Work, dice: Dice) -> None:
    """The links of one row."""
    table = _table(w, dice)
    found, rows = [c for c in table.columns if links.is_link(c)], _ids(w, table)
    if found and rows:
        column = dice.one(found, 1)
        theirs = dice.some(_ids(w, links.target(w, column)))
        theirs = theirs[:1] if column.stored else theirs
        linking.set_links(w, table, column, dice.one(rows, 2), theirs)


def unlink(w: Work, dice: Dice) -> None:
    """A link and its other side."""
    table = _table(w, dice)
    found = [column for column in table.columns if links.is_link(column)]
    if found:
        linking.unlink(w, table, dice.one(found, 1))


def put_record(w: Work, dice: Dice) -> None:
    """Somebody new."""
    name = f"{dice.one(NAMES, 0)} {dice.numbers[1]}"
    values = {"username": name, "email": f"{dice.numbers[1]}@example.org"}
    w.apply(PutRecord("tidybase_user", None, values, f"add {name}"))


def arrive(w: Work, dice: Dice) -> None:
    """A few rows that are added, or change those with the same in the first column."""
    table = _table(w, dice)
    columns = _typed(table)
    if not columns:
        return
    rows = [
        [_value(column, dice, (at + row) % 4) for at, column in enumerate(columns)]
        for row in range(1 + dice.numbers[1] % 3)
    ]
    key = [column.id for column in columns[:1] if dice.numbers[2] % 3]
    held = {row[0]: row for row in rows if columns} if key else dict(enumerate(rows))
    with TemporaryDirectory() as folder:
        side = Path(folder) / "coming.side"
        with arriving(
            w, Wanted(table, columns, key, bool(dice.numbers[3] % 2)), side, list(held.values())
        ) as arrival:
            counts = rehearsing.counted(w, arrival)
            if counts.changed:
                w.apply(UpdateArrived(arrival))
            if counts.added:
                w.apply(AddArrived(arrival))


def put_back(w: Work, dice: Dice) -> None:
    """Just one thing done before."""
    entries = journal.entries(w, None, 8)
    if entries:
        journal.put_back(w, dice.one(list(entries), 0).id)


DEEDS: list[Callable[[Work, Dice], None]] = [
    make_table,
    add_rows,
    set_cells,
    add_column,
    change_kind,
    fill,
    delete_rows,
    link,
    set_links,
    rename_table,
    rename_column,
    remove_column,
    set_options,
    order,
    delete_all,
    unlink,
    remove_table,
    put_record,
    put_back,
    arrive,
    adopt,
]
