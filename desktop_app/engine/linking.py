"""Linking tables and rows: deeds made of several changes, which are undone as one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy import func, select, update

from desktop_app.domain import names
from desktop_app.domain.errors import Invalid
from desktop_app.engine import catalog, converting, images, links, misfits
from desktop_app.engine.catalog import Column, Table
from desktop_app.engine.changes.cells import FillCells, SetCells
from desktop_app.engine.changes.columns import AddColumn, RemoveColumn, RenameColumn
from desktop_app.engine.changes.links import (
    AddJunction,
    AddLink,
    RemoveJunction,
    RemoveLink,
    SetPairs,
    refuse_missing,
)
from desktop_app.engine.changes.options import SetOptions
from desktop_app.engine.changes.rows import DeleteMany, DeleteRows
from desktop_app.engine.work import Look, Work


@dataclass(frozen=True)
class Hanging:
    """What is linked to rows: how many rows of which table, by which of its columns."""

    table: str
    column: str
    rows: int


def link_to_one(
    w: Work, table: Table, there: Table, title: str, position: int | None = None
) -> Column:
    """Add a column that links each row to one row there, and its other side there."""
    made = w.apply(AddLink(table.id, title, there.id, position))
    back = w.apply(
        AddColumn(
            there.id,
            names.unlike(table.name, _taken(w, there), table.name),
            "links",
            {"table": table.id, "through": made.column},
        )
    )
    w.apply(SetOptions(table.id, made.column, {"table": there.id, "back": back.column}))
    return catalog.table(w, table.id).column(made.column)


def link_to_several(w: Work, table: Table, there: Table, title: str) -> Column:
    """Add a column that links each row to any number of rows there, and its other side there."""
    near, far = table.name, names.unlike(there.name, [table.name], there.name)
    wish = f"{table.name} {there.name}"[: names.LONGEST]
    between = names.unlike(wish, catalog.taken_names(w), wish)
    w.apply(AddJunction(between, near, table.id, far, there.id))
    ways = {"junction": between, "near": near, "far": far, "table": there.id}
    made = w.apply(AddColumn(table.id, title, "links", ways))
    back = {"junction": between, "near": far, "far": near, "table": table.id, "back": made.column}
    of_there = catalog.table(w, there.id)
    called = names.unlike(table.name, _taken(w, of_there), table.name)
    other = w.apply(AddColumn(there.id, called, "links", back))
    w.apply(SetOptions(table.id, made.column, {**ways, "back": other.column}))
    return catalog.table(w, table.id).column(made.column)


def adopt(
    w: Work, table: Table, column: Column, there: Table, theirs: Column | None = None
) -> Column:
    """Turn a column of texts or keys into one of links; return it, under the same name.

    A cell is linked to the only row there that has the same in `theirs`; without it, to the only
    one that is called so, capitals aside. What leads to no row, or to several, is kept in its cell
    as it was written. Raises Invalid.
    """
    if not column.stored or column.type.refers_to:
        raise Invalid(f"“{column.name}” holds no texts or numbers to find rows by.")
    _about(w, table, f"make “{column.name}” in {table.name} a link to {there.name}")
    free = names.unlike(column.name, _taken(w, table), column.name)
    link = link_to_one(w, table, there, free, column.position)
    # No step of its own: taking the new column back takes along what is in it, and keeps it.
    _fill(w, table, (column, link), there, theirs)
    w.apply(RemoveColumn(table.id, column.id))
    w.apply(RenameColumn(table.id, link.id, column.name))
    return catalog.table(w, table.id).column(link.id)


def unlink(w: Work, table: Table, column: Column) -> None:
    """Remove a column of links and its other side; undo brings both back with all links."""
    there = links.target(w, column)
    _about(w, table, f"remove the column “{column.name}” from {table.name}")
    if "through" in column.options:
        unlink(w, there, there.column(column.options["through"]))
        return
    if any(other.id == column.options.get("back") for other in there.columns):
        w.apply(RemoveColumn(there.id, column.options["back"]))
    if column.stored:
        w.apply(RemoveLink(table.id, column.id))
        return
    w.apply(RemoveColumn(table.id, column.id))
    near, far = column.options["near"], column.options["far"]
    w.apply(RemoveJunction(column.options["junction"], near, table.id, far, there.id))


def unlink_all(w: Work, table: Table) -> None:
    """Remove every column of links of a table, and those that lead to it."""
    while True:
        table = catalog.table(w, table.id)
        found = next((column for column in table.columns if links.is_link(column)), None)
        if found is None:
            return
        unlink(w, table, found)


def delete_rows(w: Work, table: Table, ids: Sequence[int]) -> None:
    """Delete rows, and let go of all links to them first. Raises NotFound if one is gone."""
    deletion = DeleteRows(table.id, ids)
    _about(w, table, deletion.sentence(w))
    let_go(w, table, images.among(w, table, ids))
    w.apply(deletion)


def delete_where(w: Work, table: Table, condition: sa.ColumnElement[bool]) -> int:
    """Delete all rows that meet a condition, letting go of links to them; return how many."""
    which = [condition]
    if any(links.is_link(column) and not column.stored for column in table.columns):
        # Which rows are meant may depend on their links, so it is settled before those go.
        ids = list(w.connection.scalars(select(table.row_id).where(condition)))
        which = images.among(w, table, ids)
    number = _number(w, table.row_id, table, which)
    if number:
        deletion = DeleteMany(table.id, which, number)
        _about(w, table, deletion.sentence(w))
        let_go(w, table, which)
        w.apply(deletion)
    return number


def let_go(w: Work, table: Table, which: Sequence[sa.ColumnElement[bool]]) -> None:
    """Empty every link to the rows that meet any of the conditions: they are about to go."""
    for of, column in _pointing(w, table):
        link = of.core.c[column.name]
        if _number(w, link, table, which):
            mine = [link.in_(_ids(table, condition)) for condition in which]
            w.apply(FillCells(of.id, column.id, None, mine))
    for column, between in links.between(table):
        near, far = (between.c[column.options[side]] for side in ("near", "far"))
        gone = (select(near, far).where(near.in_(_ids(table, condition))) for condition in which)
        pairs = [(one, other) for each in gone for one, other in w.connection.execute(each)]
        if pairs:
            w.apply(SetPairs(table.id, column.id, [], pairs))


def hanging(look: Look, table: Table, ids: Sequence[int]) -> list[Hanging]:
    """Return what is linked to these rows from elsewhere."""
    which, found = images.among(look, table, ids), []
    for column in table.columns:
        if not links.is_link(column) or column.stored:
            continue
        number = _number(look, links.pairs(look, table, column).c.near, table, which)
        if number:
            found.append(Hanging(links.target(look, column).name, column.name, number))
    return found


def set_links(w: Work, table: Table, column: Column, row: int, ids: Sequence[int]) -> None:
    """Link a row to just these rows there. Raises NotFound, Invalid for several where one fits."""
    there = links.target(w, column)
    refuse_missing(w, table, [row])
    refuse_missing(w, there, ids)
    _about(w, table, f"change “{column.name}” in {table.name}")
    if column.stored:
        if len(ids) > 1:
            raise Invalid(f"“{column.name}” links to one row only.", field=str(column.id))
        w.apply(SetCells(table.id, [(row, column.id, ids[0] if ids else None)]))
        return
    pairs = links.pairs(w, table, column)
    before = set(w.connection.scalars(select(pairs.c.far).where(pairs.c.near == row)))
    added, removed = sorted(set(ids) - before), sorted(before - set(ids))
    if "through" in column.options:
        through = column.options["through"]
        cells = [(far, through, None) for far in removed] + [(far, through, row) for far in added]
        if cells:
            w.apply(SetCells(there.id, cells))
    elif added or removed:
        pairs_of = [[(row, far) for far in some] for some in (added, removed)]
        w.apply(SetPairs(table.id, column.id, *pairs_of))


def _fill(
    w: Work, table: Table, pair: tuple[Column, Column], there: Table, theirs: Column | None
) -> None:
    column, link = pair
    core, other = catalog.table(w, table.id).core, catalog.table(w, there.id).core.alias()
    written, pointed = core.c[column.name], core.c[link.name]
    key: sa.ColumnElement[Any] = func.lower(links.label(other, there))
    mine: sa.ColumnElement[Any] = func.lower(sa.cast(written, sa.Text()))
    if theirs:
        key, mine = other.c[theirs.name], written
    if theirs and theirs.type.name != column.type.name:
        key, mine = sa.cast(key, sa.Text()), sa.cast(written, sa.Text())
    number = func.min(other.c[there.key]).label("number")
    once = select(key.label("key"), number).group_by(key).having(func.count() == 1).subquery()
    found = update(core).where(mine == once.c.key).values({pointed: once.c.number})
    w.connection.execute(found)
    for batch in converting.batches(w, catalog.table(w, table.id), column, pointed.is_(None)):
        misfits.put(w, table, [(row, link.id, text) for row, text in batch if text])
    w.cells_changed(table.id)


def _about(w: Work, table: Table, sentence: str) -> None:
    """Say what is being done, unless it is part of something larger."""
    w.sentence = w.sentence or sentence
    w.table = w.table or table.id


def _pointing(look: Look, table: Table) -> Iterator[tuple[Table, Column]]:
    for of in catalog.tables(look):
        for column in of.stored:
            if links.is_link(column) and column.options["table"] == table.id:
                yield of, column


def _ids(table: Table, condition: sa.ColumnElement[bool]) -> sa.Select[Any]:
    return select(table.row_id).where(condition)


def _number(
    look: Look,
    points: sa.ColumnElement[int],
    table: Table,
    which: Sequence[sa.ColumnElement[bool]],
) -> int:
    """Return how many of these ids point at rows that meet any of the conditions."""
    # One by one: together they may name more rows than a database takes in one statement.
    counts = (select(func.count()).where(points.in_(_ids(table, each))) for each in which)
    return sum(look.connection.scalar(each) or 0 for each in counts)


def _taken(look: Look, table: Table) -> list[str]:
    now = catalog.table(look, table.id)
    return [now.key, *(column.name for column in now.columns)]
