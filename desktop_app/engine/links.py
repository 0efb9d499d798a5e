"""Links between tables: which row here belongs to which rows there, from whatever side one looks.

A link to one row is a column with a foreign key; links to several are that column seen from its
other side, or a junction table of two foreign keys. All of them are pairs of row ids to the rest.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy import select

from desktop_app.engine import catalog
from desktop_app.engine.base import ROW_ID
from desktop_app.engine.catalog import Column, Table
from desktop_app.engine.work import Look


@dataclass(frozen=True)
class Linked:
    """What a row is linked to: id and label of the first ones there, and how many there are."""

    first: list[tuple[int, str]]
    many: int


def is_link(column: Column) -> bool:
    """Say whether the cells of a column are links."""
    return "table" in column.options and (column.type.refers_to == "table" or not column.stored)


def target(look: Look, column: Column) -> Table:
    """Return the table that a column of links leads to. Raises NotFound."""
    return catalog.table(look, column.options["table"])


def title(table: Table) -> Column | None:
    """Return the column that rows are called by: the first one of words, else the first at all."""
    plain = [c for c in table.stored if c.type.refers_to is None and not c.options.get("hidden")]
    words = [column for column in plain if column.type.compared_as == "text"]
    return next(iter(words or plain), None)


def label(core: sa.FromClause, table: Table) -> sa.ColumnElement[str]:
    """Return the expression for what a row of `table`, read from `core`, is called."""
    called = title(table)
    number = sa.literal("#").concat(sa.cast(core.c[table.key], sa.String(20)))
    if called is None:
        return number
    text = sa.cast(core.c[called.name], sa.Text())
    return sa.func.coalesce(sa.func.nullif(text, ""), number)


def pairs(look: Look, table: Table, column: Column) -> sa.Subquery:
    """Return the query for the links of a column: `near` row ids here, `far` row ids there."""
    options = column.options
    if column.stored:
        core = table.core.alias()
        near, far = core.c[table.key], core.c[column.name]
    elif "through" in options:
        source = target(look, column)
        core = source.core.alias()
        near, far = core.c[source.column(options["through"]).name], core.c[source.key]
    else:
        between = junction(options["junction"], options["near"], options["far"])
        near, far = between.c[options["near"]], between.c[options["far"]]
    found = select(near.label("near"), far.label("far"))
    return found.where(near.is_not(None), far.is_not(None)).subquery()


def listed(
    look: Look, table: Table, column: Column, ids: Sequence[int], most: int
) -> dict[int, Linked]:
    """Return what these rows are linked to, at most so many for each row, and how many there are.

    Only rows that are linked to anything are named.
    """
    there = target(look, column)
    found, core = pairs(look, table, column), there.core.alias()
    place = sa.func.row_number().over(partition_by=found.c.near, order_by=found.c.far)
    many = sa.func.count().over(partition_by=found.c.near)
    ranked = (
        select(found.c.near, found.c.far, place.label("place"), many.label("many"))
        .where(found.c.near.in_(ids))
        .subquery()
    )
    # Only what is shown is called by its name, however many there are.
    first = (
        select(ranked.c.near, ranked.c.far, label(core, there), ranked.c.many)
        .join_from(ranked, core, ranked.c.far == core.c[there.key])
        .where(ranked.c.place <= most)
        .order_by(ranked.c.near, ranked.c.far)
    )
    made: dict[int, Linked] = {}
    for near, far, called, number in look.connection.execute(first):
        made.setdefault(near, Linked([], number)).first.append((far, called))
    return made


def junction(name: str, near: str, far: str) -> sa.Table:
    """Return the Core table between two tables, by the names of its two columns."""
    columns = (
        sa.Column(each, ROW_ID, primary_key=True, quote=True) for each in sorted((near, far))
    )
    return sa.Table(name, sa.MetaData(), *columns, quote=True)


def between(table: Table) -> Iterator[tuple[Column, sa.Table]]:
    """Give every column of links through a junction in this table, and the junction."""
    for column in table.columns:
        options: Any = column.options
        if not column.stored and "junction" in options:
            yield column, junction(options["junction"], options["near"], options["far"])
