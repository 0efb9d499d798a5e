"""Any page of a table's rows, under any query, as quickly as the first.

What is not known yet never holds up rows that can be shown: a first page under a new order is asked
for directly, while the order itself is made beside it, and with it the count.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import orjson
import sqlalchemy as sa

from desktop_app.domain.query import EVERYTHING, Query
from desktop_app.engine import fields, queries, rows
from desktop_app.engine.catalog import Table
from desktop_app.engine.orders import Making, Order, Orders
from desktop_app.engine.rows import Numbered
from desktop_app.engine.work import Look

NEAR = 1000
"""Rows from the start that are quicker asked for directly than by the order of all rows."""

SOON_COUNTED = 100_000
"""Rows that are counted, or skipped, within a few milliseconds."""


@dataclass(frozen=True)
class Asked:
    """A page: of which query, from where, how many; `token` names the order it belongs to.

    `asker` is whoever asks: a new query of theirs ends the making of their last one.
    """

    query: Query = EVERYTHING
    offset: int = 0
    limit: int = 100
    token: str = ""
    asker: object = None


@dataclass(frozen=True)
class Found:
    """The rows of a page; the total is None, and the token empty, until they are known."""

    rows: Sequence[Numbered] = field(default_factory=list)
    total: int | None = None
    token: str = ""


def page(look: Look, orders: Orders, table: Table, asked: Asked) -> Found | Making:
    """Return a page, or what has to be waited for, outside of this look, before asking again.

    Raises Invalid.
    """
    if not asked.query:
        return _of_everything(look, orders, table, asked)
    order = orders.known(look, table, asked.query, asked.token)
    if order is not None:
        return _of_order(look, table, order, asked)
    where = queries.conditions(look, table, asked.query)
    making = orders.begin(look, table, asked.query, _newly(asked))
    if asked.limit == 0:
        return Found()
    if asked.query.search:
        return _first_found(look, table, making, asked)
    if asked.offset + asked.limit > NEAR:
        return making
    by = queries.order(look, table, asked.query)
    found = _fetch(look, selected(look, table).where(*where).order_by(*by), asked)
    return Found(found, _ended(asked, found))


def selected(look: Look, table: Table) -> sa.Select[Any]:
    """Return the query for all that people see of a table: its row ids, then every column."""
    if len(table.stored) == len(table.columns):
        return _selected(table.core)
    shown = (fields.field(look, table, column) for column in table.columns)
    return sa.select(table.row_id, *shown)


def by_ids(look: Look, table: Table, ids: Sequence[int]) -> Sequence[Numbered]:
    """Return the rows with these ids, in that order, without those that are gone."""
    if look.connection.dialect.name == "sqlite":
        listed = sa.func.json_each(orjson.dumps(list(ids)).decode()).table_valued("key", "value")
        wanted = selected(look, table).join_from(listed, table.core, listed.c.value == table.row_id)
        return look.connection.execute(wanted.order_by(listed.c.key)).all()
    found: dict[int, Numbered] = {}
    for chunk in rows.chunks(ids, rows.CHUNK):
        wanted = selected(look, table).where(table.row_id.in_(chunk))
        found.update((row[0], row) for row in look.connection.execute(wanted))
    return [found[each] for each in ids if each in found]


def _of_order(look: Look, table: Table, order: Order, asked: Asked) -> Found:
    ids = order.ids[asked.offset : asked.offset + asked.limit]
    return Found(by_ids(look, table, ids) if ids else [], len(order.ids), order.token)


def _first_found(look: Look, table: Table, making: Making, asked: Asked) -> Found | Making:
    end = asked.offset + asked.limit
    if len(making.first) < end:
        return making
    return Found(by_ids(look, table, making.first[asked.offset : end]))


def _of_everything(look: Look, orders: Orders, table: Table, asked: Asked) -> Found | Making:
    """Return rows in the order they were added; where none is missing the place gives the id."""
    first, last = rows.ends(look, table)
    span = last - first + 1
    total = rows.count(look, table) if span <= SOON_COUNTED else rows.known_count(look, table)
    wanted = selected(look, table).order_by(table.row_id)
    if asked.offset == 0 or span <= SOON_COUNTED:
        found = _fetch(look, wanted, asked)
    elif total == span:
        wanted = wanted.where(table.row_id >= first + asked.offset)
        found = look.connection.execute(wanted.limit(asked.limit)).all()
    else:
        order = orders.known(look, table, EVERYTHING)
        if order is None:
            return orders.begin(look, table, EVERYTHING)
        return _of_order(look, table, order, asked)
    if total is None:
        total = _ended(asked, found)
    if total is None:
        orders.begin(look, table, EVERYTHING)
    elif _others_were_here(asked, len(found), total):
        orders.forget(look, table)
        total = rows.count(look, table)
    return Found(found, total)


def _others_were_here(asked: Asked, found: int, total: int) -> bool:
    """Say whether a page shows that another program added or removed rows."""
    end = asked.offset + found
    return (end > total and found > 0) or (
        found < asked.limit and asked.offset < total and end != total
    )


def _fetch(look: Look, wanted: sa.Select[Any], asked: Asked) -> Sequence[Numbered]:
    wanted = wanted.limit(asked.limit)
    if asked.offset:
        wanted = wanted.offset(asked.offset)
    return look.connection.execute(wanted).all()


def _ended(asked: Asked, found: Sequence[Numbered]) -> int | None:
    """Return how many rows there are, if the page shows where they end."""
    if len(found) < asked.limit and (found or not asked.offset):
        return asked.offset + len(found)
    return None


def _newly(asked: Asked) -> object:
    return asked.asker if asked.offset == 0 and asked.limit else None


@lru_cache(maxsize=256)
def _selected(core: sa.Table) -> sa.Select[Any]:
    return sa.select(core)
